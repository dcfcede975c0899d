package dev.stampede.kernels.statistics;

import dev.stampede.kernels.elementwise.Plane;
import dev.stampede.linalg.SmallMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/// Mean and scatter of the vectors that planes hold, one component a plane:
///
///     mean       = 1/n sum_p x[p]
///     scatter    = sum_p (x[p] - mean) (x[p] - mean)'
///     fourth     = sum_p |x[p] - mean|^4
///
/// over the `n` pixels whose components are all finite. Two passes; sums go block by block of a row in one order, so
/// results are equal in every run. Cost: `n c^2` multiplications. Threads: stateless.
///
/// @param count   n
/// @param mean    `[c]`; NaN without a pixel
/// @param scatter `[c, c]`
/// @param fourth  what shrinkage of the covariance needs
public record CrossMoments(long count, double[] mean, SmallMatrix scatter, double fourth) {
    /// Pixels held at once.
    private static final int BLOCK = 256;

    /// Of all pixels of planes of one size.
    public static CrossMoments of(List<Plane> planes, int rows, int columns) {
        return of(planes, rows, columns, pixel -> true);
    }

    /// Of the pixels that a rule takes.
    /// @param taken of the pixel `row * columns + column`
    public static CrossMoments of(List<Plane> planes, int rows, int columns, IntPredicate taken) {
        int c = planes.size();
        var vectors = new Vectors(planes, taken);
        var mean = new double[c];
        long n = 0;
        for (int row = 0; row < rows; row++) {
            for (int col = 0; col < columns; col += BLOCK) {
                int got = vectors.load(row, col, Math.min(BLOCK, columns - col), columns);
                n += got;
                addTo(mean, vectors.values, got);
            }
        }
        for (int b = 0; b < c; b++) {
            mean[b] /= n;
        }
        var scatter = new double[c * c];
        double fourth = 0;
        if (n > 0) {
            for (int row = 0; row < rows; row++) {
                for (int col = 0; col < columns; col += BLOCK) {
                    int got = vectors.load(row, col, Math.min(BLOCK, columns - col), columns);
                    fourth += centre(vectors.values, got, mean);
                    addProducts(scatter, vectors.values, got, c);
                }
            }
        }
        for (int i = 0; i < c; i++) {
            for (int j = 0; j < i; j++) {
                scatter[i * c + j] = scatter[j * c + i];
            }
        }
        return new CrossMoments(n, mean, new SmallMatrix(c, c, scatter), fourth);
    }

    /// Of this and other pixels together. Source: Chan, Golub and LeVeque (1983),
    /// doi:10.1080/00031305.1983.10483115. The fourth powers of the whole do not follow from those of parts: NaN.
    /// @throws IllegalArgumentException if the vectors differ in length
    public CrossMoments join(CrossMoments other) {
        int c = mean.length;
        if (other.mean.length != c) {
            throw new IllegalArgumentException(
                    "moments of " + c + " bands cannot be joined with those of " + other.mean.length);
        }
        if (count == 0 || other.count == 0) {
            return count == 0 ? other : this;
        }
        double n = count + other.count;
        var d = new double[c];
        var joint = new double[c];
        for (int i = 0; i < c; i++) {
            d[i] = other.mean[i] - mean[i];
            joint[i] = mean[i] + d[i] * other.count / n;
        }
        var sum = new SmallMatrix(c, c);
        double share = count * (other.count / n);
        for (int j = 0; j < c; j++) {
            for (int i = 0; i < c; i++) {
                sum.set(i, j, scatter.get(i, j) + other.scatter.get(i, j) + d[i] * d[j] * share);
            }
        }
        return new CrossMoments(count + other.count, joint, sum, Double.NaN);
    }

    private static void addTo(double[] sum, double[] values, int count) {
        int c = sum.length;
        var part = new double[c];
        for (int k = 0; k < count; k++) {
            for (int b = 0; b < c; b++) {
                part[b] += values[k * c + b];
            }
        }
        for (int b = 0; b < c; b++) {
            sum[b] += part[b];
        }
    }

    /// Takes the mean off, in place.
    /// @return the sum of fourth powers of lengths
    private static double centre(double[] values, int count, double[] mean) {
        int c = mean.length;
        double fourth = 0;
        for (int k = 0; k < count; k++) {
            double square = 0;
            for (int b = 0; b < c; b++) {
                double off = values[k * c + b] - mean[b];
                values[k * c + b] = off;
                square += off * off;
            }
            fourth += square * square;
        }
        return fourth;
    }

    /// Adds the upper triangle of the products of four vectors at a time, so that it is read once for four.
    private static void addProducts(double[] scatter, double[] values, int count, int c) {
        Arrays.fill(values, count * c, Math.min(values.length, (count + 3) / 4 * 4 * c), 0);
        for (int k = 0; k < count; k += 4) {
            int p = k * c;
            for (int i = 0; i < c; i++) {
                double a0 = values[p + i];
                double a1 = values[p + c + i];
                double a2 = values[p + 2 * c + i];
                double a3 = values[p + 3 * c + i];
                int row = i * c;
                for (int j = i; j < c; j++) {
                    scatter[row + j] += a0 * values[p + j]
                            + a1 * values[p + c + j]
                            + a2 * values[p + 2 * c + j]
                            + a3 * values[p + 3 * c + j];
                }
            }
        }
    }

    /// Blocks of whole vectors.
    private static final class Vectors {
        private final List<Plane> planes;
        private final IntPredicate taken;
        private final double[] byBand;
        private final double[] values; // vector after vector

        Vectors(List<Plane> planes, IntPredicate taken) {
            this.planes = planes;
            this.taken = taken;
            this.byBand = new double[BLOCK];
            this.values = new double[BLOCK * planes.size()];
        }

        /// @return how many of the block are whole
        int load(int row, int from, int count, int columns) {
            int c = planes.size();
            for (int b = 0; b < c; b++) {
                PlaneRows.load(planes.get(b), row, from, count, byBand, 0);
                for (int i = 0; i < count; i++) {
                    values[i * c + b] = byBand[i];
                }
            }
            int got = 0;
            for (int i = 0; i < count; i++) {
                if (taken.test(row * columns + from + i) && isWhole(i * c, c)) {
                    if (got != i) {
                        System.arraycopy(values, i * c, values, got * c, c);
                    }
                    got++;
                }
            }
            return got;
        }

        private boolean isWhole(int at, int c) {
            double sum = 0;
            for (int b = 0; b < c; b++) {
                sum += values[at + b] * 0; // NaN for NaN and infinities
            }
            return sum == 0;
        }
    }
}
