package dev.stampede.kernels.filter;

import java.util.Arrays;

/// Sums over a window centred on each pixel, of several channels at once; what of the window lies outside
/// counts as 0:
///
///     out[k][r, c] = sum of in[k][r + i, c + j],   |i|, |j| <= (window - 1) / 2
///
/// Columns, then rows, each by running sums within blocks of the length of the window, from the left and from
/// the right: a window is one of each. So a pixel costs the same for every window size, and nothing is ever
/// subtracted: the sum depends on the values in the window alone, an infinite one spoils no other window, and
/// rounding does not pile up. Accumulation: f64. Error: that of adding the values of a window one by one.
/// Memory: `window` rows of each channel. Threads: stateless. Source of the blocks: van Herk (1992),
/// doi:10.1016/0167-8655(92)90069-C, there for maxima.
public final class WindowSums {
    /// Windows up to this width are added up directly along a row, which vectorises.
    private static final int NARROW = 16;

    private final int rows;
    private final int cols;
    private final int channels;
    private final int height; // of a window, no more than the plane can fill
    private final int width;
    private final Source source;
    private final double[][][] suffix; // [row of a block][channel][padded column]
    private final double[][] prefix;
    private final double[] line;
    private final double[] blocks;

    /// Rows of all channels.
    @FunctionalInterface
    public interface Source {
        /// Fills `out[channel][0, columns)` with a row.
        void read(int row, double[][] out);
    }

    /// Takes sums row by row.
    @FunctionalInterface
    public interface Sink {
        /// The first `columns` numbers of each channel are the row; they are overwritten after the call.
        void accept(int row, double[][] sums);
    }

    private WindowSums(int rows, int cols, int window, int channels, Source source) {
        this.rows = rows;
        this.cols = cols;
        this.channels = channels;
        this.source = source;
        this.height = 2 * Math.min(window / 2, rows - 1) + 1;
        this.width = 2 * Math.min(window / 2, cols - 1) + 1;
        this.suffix = new double[height + 1][channels][cols];
        this.prefix = new double[channels][cols];
        this.line = new double[cols + width - 1];
        this.blocks = new double[cols + width - 1];
    }

    /// Runs over all rows.
    /// @param window pixels, odd
    /// @throws IllegalArgumentException if the window is not odd and positive
    public static void run(int rows, int cols, int window, int channels, Source source, Sink sink) {
        if (window < 1 || window % 2 == 0) {
            throw new IllegalArgumentException("window is " + window + ", expected an odd number of pixels");
        }
        new WindowSums(rows, cols, window, channels, source).run(sink);
    }

    private void run(Sink sink) {
        var in = new double[channels][cols];
        var out = new double[channels][cols];
        for (int first = 0; first < rows; first += height) {
            sumUpwards(first, in);
            for (var channel : prefix) {
                Arrays.fill(channel, 0);
            }
            for (int j = 0; j < height && first + j < rows; j++) {
                for (int k = 0; k < channels; k++) {
                    alongRow(suffix[j][k], prefix[k], out[k]);
                }
                sink.accept(first + j, out);
                addRow(first + height + j, in, prefix);
            }
        }
    }

    /// Sums of the rows of a block from each of its rows to its last. Rows are counted with those above the
    /// plane.
    private void sumUpwards(int first, double[][] in) {
        for (var channel : suffix[height]) {
            Arrays.fill(channel, 0);
        }
        for (int j = height - 1; j >= 0; j--) {
            for (int k = 0; k < channels; k++) {
                System.arraycopy(suffix[j + 1][k], 0, suffix[j][k], 0, cols);
            }
            addRow(first + j, in, suffix[j]);
        }
    }

    private void addRow(int padded, double[][] in, double[][] to) {
        int row = padded - height / 2;
        if (row < 0 || row >= rows) {
            return;
        }
        source.read(row, in);
        for (int k = 0; k < channels; k++) {
            var values = in[k];
            var sums = to[k];
            for (int c = 0; c < cols; c++) {
                sums[c] += values[c];
            }
        }
    }

    /// Sums of `width` neighbours of `a + b`.
    private void alongRow(double[] a, double[] b, double[] out) {
        int half = width / 2;
        for (int c = 0; c < cols; c++) {
            line[half + c] = a[c] + b[c];
        }
        if (width <= NARROW) {
            System.arraycopy(line, 0, out, 0, cols);
            for (int j = 1; j < width; j++) {
                addShifted(j, out);
            }
            return;
        }
        int n = line.length;
        for (int c = n - 1; c >= 0; c--) {
            blocks[c] = (c + 1) % width == 0 || c == n - 1 ? line[c] : line[c] + blocks[c + 1];
        }
        double head = 0;
        for (int c = 0; c < cols; c++) {
            // The window [c, c + width) is the rest of its first block and the head of the next.
            int start = c % width;
            head = start == 0 ? 0 : head + line[c + width - 1];
            out[c] = blocks[c] + head;
        }
    }

    private void addShifted(int by, double[] out) {
        for (int c = 0; c < cols; c++) {
            out[c] += line[c + by];
        }
    }
}
