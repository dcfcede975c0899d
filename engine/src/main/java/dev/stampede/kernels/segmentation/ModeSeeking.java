package dev.stampede.kernels.segmentation;

import dev.stampede.kernels.filter.LineExponential;
import dev.stampede.kernels.filter.LineWindow;
import dev.stampede.kernels.filter.LineWindow.Border;
import java.util.Arrays;

/// Every pixel goes to the nearest one of higher density, in place and value together, as long as it is near
/// enough; what ends at one pixel is a region. With `d^2` the squared distance over rows, columns and bands,
///
///     density[p] = sum over q of exp(-d^2 / (2 kernelSize^2)),    |rows|, |columns| <= ceil(3 kernelSize)
///
/// Of equally dense pixels the earlier one, row by row, counts as denser. Source: Vedaldi and Soatto (2008),
/// doi:10.1007/978-3-540-88693-8_52.
public final class ModeSeeking {
    private final int rows;
    private final int cols;
    private final float[][] bands;
    private final double kernelSize;
    private final int half;

    private ModeSeeking(int rows, int cols, float[][] bands, double kernelSize) {
        this.rows = rows;
        this.cols = cols;
        this.bands = bands;
        this.kernelSize = kernelSize;
        this.half = (int) Math.ceil(3 * kernelSize);
    }

    /// Labels from 1 in the order in which a region is first met, 0 where a pixel takes no part.
    /// @param bands values row by row; NaN in each band of a pixel that takes no part
    public static int[] run(int rows, int cols, float[][] bands, double kernelSize, double maxDistance) {
        var seeking = new ModeSeeking(rows, cols, bands, kernelSize);
        return seeking.labels(seeking.parents(seeking.density(), maxDistance));
    }

    /// Rows at a time, so that exponentials are taken many at once.
    private double[] density() {
        var windows = new LineWindow[bands.length];
        for (int band = 0; band < bands.length; band++) {
            var values = bands[band];
            windows[band] = new LineWindow(rows, cols, half, half, Border.NAN, (row, out, at) -> {
                for (int c = 0; c < cols; c++) {
                    out[at + c] = values[row * cols + c];
                }
            });
        }
        var density = new double[rows * cols];
        var sum = new double[cols];
        var weight = new double[cols];
        var lines = new double[bands.length][][];
        double scale = -1 / (2 * kernelSize * kernelSize);
        for (int row = 0; row < rows; row++) {
            for (int band = 0; band < bands.length; band++) {
                lines[band] = windows[band].at(row);
            }
            Arrays.fill(sum, 0);
            for (int down = -half; down <= half; down++) {
                for (int right = -half; right <= half; right++) {
                    distances(lines, down, right, weight);
                    for (int c = 0; c < cols; c++) {
                        weight[c] *= scale;
                    }
                    LineExponential.standard().run(weight, cols);
                    for (int c = 0; c < cols; c++) {
                        sum[c] += weight[c] == weight[c] ? weight[c] : 0;
                    }
                }
            }
            System.arraycopy(sum, 0, density, row * cols, cols);
        }
        return density;
    }

    private void distances(double[][][] lines, int down, int right, double[] out) {
        Arrays.fill(out, (double) down * down + (double) right * right);
        for (var band : lines) {
            var here = band[half];
            var there = band[half + down];
            for (int c = 0; c < cols; c++) {
                double off = here[half + c] - there[half + right + c];
                out[c] += off * off;
            }
        }
    }

    private int[] parents(double[] density, double maxDistance) {
        var parents = new int[density.length];
        int reach = (int) Math.min(half, Math.ceil(maxDistance));
        for (int i = 0; i < parents.length; i++) {
            int row = i / cols;
            int col = i % cols;
            double nearest = maxDistance * maxDistance;
            parents[i] = i;
            for (int r = Math.max(0, row - reach); r <= Math.min(rows - 1, row + reach); r++) {
                for (int c = Math.max(0, col - reach); c <= Math.min(cols - 1, col + reach); c++) {
                    int other = r * cols + c;
                    boolean denser = density[other] > density[i] || density[other] == density[i] && other < i;
                    double flat = (double) (r - row) * (r - row) + (double) (c - col) * (c - col);
                    if (denser && flat < nearest) {
                        double d = flat + apart(i, other);
                        if (d < nearest) {
                            nearest = d;
                            parents[i] = other;
                        }
                    }
                }
            }
        }
        return parents;
    }

    private double apart(int a, int b) {
        double sum = 0;
        for (var band : bands) {
            double off = (double) band[a] - band[b];
            sum += off * off;
        }
        return sum;
    }

    private int[] labels(int[] parents) {
        for (int i = 0; i < parents.length; i++) {
            int root = i;
            while (parents[root] != root) {
                parents[root] = parents[parents[root]];
                root = parents[root];
            }
            parents[i] = root;
        }
        var number = new int[parents.length];
        var labels = new int[parents.length];
        int next = 1;
        for (int i = 0; i < labels.length; i++) {
            if (bands[0][i] == bands[0][i]) {
                int root = parents[i];
                number[root] = number[root] == 0 ? next++ : number[root];
                labels[i] = number[root];
            }
        }
        return labels;
    }
}
