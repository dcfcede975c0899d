package dev.stampede.kernels.filter;

import java.util.Arrays;

/// The rows about one row, kept while a filter moves down a plane; each row is read once. Lines are padded at
/// both ends, so that neighbours can be reached without a question about the border.
public final class LineWindow {
    /// What stands outside the plane.
    public enum Border {
        /// NaN: nothing.
        NAN,
        /// The nearest pixel of the plane.
        NEAREST
    }

    private final int rows;
    private final int cols;
    private final int halfHeight;
    private final int halfWidth;
    private final Border border;
    private final LineSource source;
    private final double[][] ring;
    private final double[][] view;
    private int loaded; // rows held or dropped, counted with those above the plane

    /// @param halfHeight rows above and below
    /// @param halfWidth  columns left and right
    public LineWindow(int rows, int cols, int halfHeight, int halfWidth, Border border, LineSource source) {
        this.rows = rows;
        this.cols = cols;
        this.halfHeight = halfHeight;
        this.halfWidth = halfWidth;
        this.border = border;
        this.source = source;
        this.ring = new double[2 * halfHeight + 1][cols + 2 * halfWidth];
        this.view = new double[ring.length][];
    }

    /// Rows `row - halfHeight` to `row + halfHeight`, in that order; column `c` stands at `halfWidth + c`. The
    /// lines are good until the next call.
    /// @param row no less than in the call before
    public double[][] at(int row) {
        for (; loaded <= row + 2 * halfHeight; loaded++) {
            load(loaded - halfHeight, ring[loaded % ring.length]);
        }
        for (int i = 0; i < ring.length; i++) {
            view[i] = ring[(row + i) % ring.length];
        }
        return view;
    }

    private void load(int row, double[] line) {
        boolean inside = row >= 0 && row < rows;
        if (!inside && border == Border.NAN) {
            Arrays.fill(line, Double.NaN);
            return;
        }
        source.read(Math.clamp(row, 0, rows - 1), line, halfWidth);
        int end = halfWidth + cols;
        Arrays.fill(line, 0, halfWidth, border == Border.NAN ? Double.NaN : line[halfWidth]);
        Arrays.fill(line, end, line.length, border == Border.NAN ? Double.NaN : line[end - 1]);
    }
}
