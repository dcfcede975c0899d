package dev.stampede.kernels.filter;

import dev.stampede.kernels.filter.LineWindow.Border;
import java.util.Arrays;

/// Correlation with a product of a kernel along columns and one along rows; outside stands the nearest pixel:
///
///     out[r, c] = sum over i, j of down[i] across[j] in[r + i - h, c + j - w]
///
/// Kernels have an odd length, `2 h + 1` and `2 w + 1`. Columns first, then rows, terms from the first to the
/// last in f64. NaN spoils every window it lies in; [#normalized] leaves it out instead. Threads: stateless.
public final class SeparableFilter {
    private SeparableFilter() {}

    public static void run(int rows, int cols, double[] down, double[] across, LineSource source, LineSink sink) {
        int half = across.length / 2;
        var about = new LineWindow(rows, cols, down.length / 2, half, Border.NEAREST, source);
        var vertical = new double[cols + 2 * half];
        var out = new double[cols];
        for (int row = 0; row < rows; row++) {
            filter(about.at(row), down, across, vertical, out);
            sink.accept(row, out);
        }
    }

    /// The mean with positive weights of the values that are not NaN, `sum(w x) / sum(w)`; NaN where there is
    /// none of any weight.
    public static void normalized(
            int rows, int cols, double[] down, double[] across, LineSource source, LineSink sink) {
        int half = across.length / 2;
        var line = new double[cols];
        var zeroed = new LineWindow(rows, cols, down.length / 2, half, Border.NEAREST, (row, out, at) -> {
            source.read(row, line, 0);
            for (int c = 0; c < cols; c++) {
                out[at + c] = line[c] == line[c] ? line[c] : 0;
            }
        });
        var valid = new LineWindow(rows, cols, down.length / 2, half, Border.NEAREST, (row, out, at) -> {
            source.read(row, line, 0);
            for (int c = 0; c < cols; c++) {
                out[at + c] = line[c] == line[c] ? 1 : 0;
            }
        });
        var vertical = new double[cols + 2 * half];
        var top = new double[cols];
        var bottom = new double[cols];
        for (int row = 0; row < rows; row++) {
            filter(zeroed.at(row), down, across, vertical, top);
            filter(valid.at(row), down, across, vertical, bottom);
            for (int c = 0; c < cols; c++) {
                top[c] /= bottom[c];
            }
            sink.accept(row, top);
        }
    }

    private static void filter(double[][] lines, double[] down, double[] across, double[] vertical, double[] out) {
        Arrays.fill(vertical, 0);
        for (int i = 0; i < down.length; i++) {
            addScaled(lines[i], 0, down[i], vertical);
        }
        Arrays.fill(out, 0);
        for (int j = 0; j < across.length; j++) {
            addScaled(vertical, j, across[j], out);
        }
    }

    private static void addScaled(double[] line, int from, double factor, double[] to) {
        for (int c = 0; c < to.length; c++) {
            to[c] += factor * line[from + c];
        }
    }

    /// A Gaussian of sum 1, cut at `truncate` standard deviations: `exp(-i^2 / (2 sigma^2))` for
    /// `|i| <= floor(truncate sigma + 0.5)`.
    public static double[] gaussian(double sigma, double truncate) {
        int half = (int) (truncate * sigma + 0.5);
        var weights = new double[2 * half + 1];
        double sum = 0;
        for (int i = -half; i <= half; i++) {
            weights[half + i] = i == 0 ? 1 : Math.exp(-0.5 * i * i / (sigma * sigma));
            sum += weights[half + i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    /// The second derivative of [#gaussian], `(i^2 / sigma^2 - 1) / sigma^2` times it.
    public static double[] gaussianCurvature(double sigma, double truncate) {
        var weights = gaussian(sigma, truncate);
        int half = weights.length / 2;
        for (int i = -half; i <= half; i++) {
            weights[half + i] *= (i * i / (sigma * sigma) - 1) / (sigma * sigma);
        }
        return weights;
    }

    /// The first derivative of [#gaussian] for a correlation: rising values give positive sums.
    public static double[] gaussianSlope(double sigma, double truncate) {
        var weights = gaussian(sigma, truncate);
        int half = weights.length / 2;
        for (int i = -half; i <= half; i++) {
            weights[half + i] *= i / (sigma * sigma);
        }
        return weights;
    }
}
