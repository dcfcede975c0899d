package dev.stampede.kernels.statistics;

import dev.stampede.kernels.elementwise.Plane;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Clusters whose centres are the means of the vectors nearest to them (Lloyd's iteration):
///
///     label(x) = the first k with the least |x - centre[k]|^2,     centre[k] = mean of x with label k
///
/// over the pixels whose components are all finite. A cluster that loses all its pixels keeps its centre. Sums go row
/// by
/// row in one order. Cost an iteration: `n k c` multiplications. Threads: stateless.
/// Source: Lloyd (1982), doi:10.1109/TIT.1982.1056489; seeding of Arthur and Vassilvitskii (2007).
///
/// @param centres    `[k][c]`
/// @param inertia    sum of squared distances to the centres of the last assignment
/// @param iterations how many were made
public record KMeansClusters(double[][] centres, double inertia, int iterations) {
    /// Centres spread by k-means++: each next one drawn with a probability proportional to the squared distance from
    /// those before it.
    /// @param sample at least one vector
    public static double[][] seeds(List<double[]> sample, int k, RandomGenerator random) {
        var distance = new double[sample.size()];
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        var centres = new double[k][];
        centres[0] = sample.get(random.nextInt(sample.size())).clone();
        for (int c = 1; c < k; c++) {
            double total = 0;
            for (int i = 0; i < distance.length; i++) {
                distance[i] = Math.min(distance[i], square(sample.get(i), centres[c - 1]));
                total += distance[i];
            }
            double mark = random.nextDouble() * total;
            int chosen = 0;
            while (chosen < distance.length - 1 && mark >= distance[chosen]) {
                mark -= distance[chosen++];
            }
            centres[c] = sample.get(chosen).clone();
        }
        return centres;
    }

    /// Iterates until centres move by less than `tolerance` times the mean variance, in squares.
    /// @param start `[k][c]`, not changed
    public static KMeansClusters fit(
            List<Plane> planes, int rows, int columns, double[][] start, int maxIterations, double tolerance) {
        var assigner = new Assigner(planes, columns, start);
        double limit = tolerance * level(planes, rows, columns);
        double inertia = 0;
        int iteration = 0;
        while (iteration < maxIterations) {
            iteration++;
            inertia = assigner.sum(rows);
            if (assigner.move() <= limit) {
                break;
            }
        }
        return new KMeansClusters(assigner.centres, inertia, iteration);
    }

    private static double level(List<Plane> planes, int rows, int columns) {
        double sum = 0;
        for (var plane : planes) {
            double std = Moments.of(List.of(plane), rows, columns).std();
            sum += Double.isFinite(std) ? std * std / planes.size() : 0;
        }
        return sum;
    }

    /// The nearest centre of each vector of a row.
    /// @param values     component after component, `[c][columns]`
    /// @param outLabels  -1 where a component is not finite
    /// @param outSquares squared distances; NaN or infinite there
    public static void nearest(double[] values, int columns, double[][] centres, int[] outLabels, double[] outSquares) {
        var square = new double[columns];
        Arrays.fill(outLabels, 0, columns, -1);
        Arrays.fill(outSquares, 0, columns, Double.POSITIVE_INFINITY);
        for (int k = 0; k < centres.length; k++) {
            Arrays.fill(square, 0);
            for (int b = 0; b < centres[k].length; b++) {
                addSquares(values, b * columns, centres[k][b], square);
            }
            for (int i = 0; i < columns; i++) {
                if (square[i] < outSquares[i]) {
                    outSquares[i] = square[i];
                    outLabels[i] = k;
                }
            }
        }
    }

    private static void addSquares(double[] values, int at, double centre, double[] sum) {
        for (int i = 0; i < sum.length; i++) {
            double off = values[at + i] - centre;
            sum[i] += off * off;
        }
    }

    private static double square(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }

    /// Scratch of the iteration.
    private static final class Assigner {
        private final List<Plane> planes;
        private final int columns;
        private final double[][] centres;
        private final double[][] sums;
        private final long[] counts;
        private final double[] values;
        private final int[] labels;
        private final double[] squares;

        Assigner(List<Plane> planes, int columns, double[][] start) {
            this.planes = planes;
            this.columns = columns;
            centres = new double[start.length][];
            for (int k = 0; k < start.length; k++) {
                centres[k] = start[k].clone();
            }
            sums = new double[start.length][planes.size()];
            counts = new long[start.length];
            values = new double[planes.size() * columns];
            labels = new int[columns];
            squares = new double[columns];
        }

        double sum(int rows) {
            for (var sum : sums) {
                Arrays.fill(sum, 0);
            }
            Arrays.fill(counts, 0);
            double inertia = 0;
            for (int row = 0; row < rows; row++) {
                for (int b = 0; b < planes.size(); b++) {
                    PlaneRows.load(planes.get(b), row, 0, columns, values, b * columns);
                }
                nearest(values, columns, centres, labels, squares);
                for (int i = 0; i < columns; i++) {
                    if (labels[i] >= 0) {
                        inertia += squares[i];
                        counts[labels[i]]++;
                        for (int b = 0; b < planes.size(); b++) {
                            sums[labels[i]][b] += values[b * columns + i];
                        }
                    }
                }
            }
            return inertia;
        }

        /// @return the sum of squares by which centres moved
        double move() {
            double moved = 0;
            for (int k = 0; k < centres.length; k++) {
                for (int b = 0; counts[k] > 0 && b < centres[k].length; b++) {
                    double next = sums[k][b] / counts[k];
                    moved += (next - centres[k][b]) * (next - centres[k][b]);
                    centres[k][b] = next;
                }
            }
            return moved;
        }
    }
}
