package dev.stampede.kernels.filter;

/// Number, mean and population variance of the values of a window about each pixel that are not NaN; windows
/// are cut at the border.
///
///     m = shift + sum(x - shift) / n,    v = max(0, sum((x - shift)^2) / n - (m - shift)^2)
///
/// `shift` is a number near the values, such as their mean, which keeps the difference of the squares exact to
/// a few units in the last place of `(x - shift)^2`. A window of equal values has a variance of exactly 0 only
/// where the sums round to it, so variances below `1e-14` of the mean square are given as 0.
public final class WindowStatistics {
    /// Rounding of two sums of up to a few thousand squares, relative to their mean.
    private static final double NOISE = 1e-14;

    private WindowStatistics() {}

    /// Takes one row.
    @FunctionalInterface
    public interface Sink {
        /// The first `columns` numbers of each array are the row; NaN where there is no value.
        void accept(int row, double[] count, double[] mean, double[] variance);
    }

    /// @param window pixels, odd
    /// @throws IllegalArgumentException if the window is not odd and positive
    public static void run(int rows, int cols, int window, double shift, LineSource source, Sink sink) {
        var line = new double[cols];
        WindowSums.run(
                rows,
                cols,
                window,
                3,
                (row, out) -> {
                    source.read(row, line, 0);
                    split(line, shift, out[0], out[1], out[2]);
                },
                (row, sums) -> {
                    moments(sums[0], sums[1], sums[2], shift, cols);
                    sink.accept(row, sums[0], sums[1], sums[2]);
                });
    }

    private static void split(double[] line, double shift, double[] count, double[] sum, double[] squares) {
        for (int c = 0; c < line.length; c++) {
            boolean valid = line[c] == line[c];
            double x = valid ? line[c] - shift : 0;
            count[c] = valid ? 1 : 0;
            sum[c] = x;
            squares[c] = x * x;
        }
    }

    private static void moments(double[] count, double[] sum, double[] squares, double shift, int cols) {
        for (int c = 0; c < cols; c++) {
            double mean = sum[c] / count[c];
            double square = squares[c] / count[c];
            double variance = square - mean * mean;
            sum[c] = mean + shift;
            squares[c] = variance > NOISE * square ? variance : count[c] > 0 ? 0 : Double.NaN;
        }
    }
}
