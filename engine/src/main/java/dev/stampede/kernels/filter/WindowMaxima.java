package dev.stampede.kernels.filter;

import java.util.Arrays;

/// The largest value of a window centred on each pixel; windows are cut at the border, NaN is left out, and a
/// window without a value has minus infinity. Columns, then rows, each by running maxima within blocks of the
/// length of the window from both sides, so that a pixel costs the same for every window size. Threads:
/// stateless. Source: van Herk (1992), doi:10.1016/0167-8655(92)90069-C.
public final class WindowMaxima {
    private final int rows;
    private final int cols;
    private final int height;
    private final int width;
    private final LineSource source;
    private final double[][] suffix;
    private final double[] prefix;
    private final double[] line;
    private final double[] blocks;

    private WindowMaxima(int rows, int cols, int window, LineSource source) {
        this.rows = rows;
        this.cols = cols;
        this.source = source;
        this.height = 2 * Math.min(window / 2, rows - 1) + 1;
        this.width = 2 * Math.min(window / 2, cols - 1) + 1;
        this.suffix = new double[height + 1][cols];
        this.prefix = new double[cols];
        this.line = new double[cols + width - 1];
        this.blocks = new double[cols + width - 1];
    }

    /// @param window pixels, odd
    /// @throws IllegalArgumentException if the window is not odd and positive
    public static void run(int rows, int cols, int window, LineSource source, LineSink sink) {
        if (window < 1 || window % 2 == 0) {
            throw new IllegalArgumentException("window is " + window + ", expected an odd number of pixels");
        }
        new WindowMaxima(rows, cols, window, source).run(sink);
    }

    private void run(LineSink sink) {
        var in = new double[cols];
        var out = new double[cols];
        Arrays.fill(line, Double.NEGATIVE_INFINITY);
        for (int first = 0; first < rows; first += height) {
            Arrays.fill(suffix[height], Double.NEGATIVE_INFINITY);
            for (int j = height - 1; j >= 0; j--) {
                System.arraycopy(suffix[j + 1], 0, suffix[j], 0, cols);
                raise(first + j, in, suffix[j]);
            }
            Arrays.fill(prefix, Double.NEGATIVE_INFINITY);
            for (int j = 0; j < height && first + j < rows; j++) {
                for (int c = 0; c < cols; c++) {
                    line[width / 2 + c] = Math.max(suffix[j][c], prefix[c]);
                }
                alongRow(out);
                sink.accept(first + j, out);
                raise(first + height + j, in, prefix);
            }
        }
    }

    private void raise(int padded, double[] in, double[] to) {
        int row = padded - height / 2;
        if (row < 0 || row >= rows) {
            return;
        }
        source.read(row, in, 0);
        for (int c = 0; c < cols; c++) {
            to[c] = in[c] > to[c] ? in[c] : to[c];
        }
    }

    private void alongRow(double[] out) {
        int n = line.length;
        for (int c = n - 1; c >= 0; c--) {
            blocks[c] = (c + 1) % width == 0 || c == n - 1 ? line[c] : Math.max(line[c], blocks[c + 1]);
        }
        double head = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < cols; c++) {
            // The window [c, c + width) is the rest of its first block and the head of the next.
            head = c % width == 0 ? Double.NEGATIVE_INFINITY : Math.max(head, line[c + width - 1]);
            out[c] = Math.max(blocks[c], head);
        }
    }
}
