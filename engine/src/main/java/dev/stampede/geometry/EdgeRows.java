package dev.stampede.geometry;

/// Edges of an outline by the rows they lie in, so that a window looks only at those near it: in the order of the
/// band of rows that an edge begins in, with the first band from which edges reach into each.
final class EdgeRows {
    private static final int ROWS = 32;
    private static final int MOST_BANDS = 1 << 12;

    /// Rows on either side of an edge that it may mark.
    private static final double MARGIN = 2;

    private final double firstRow;
    private final double rows;
    private final int[] corners; // ends of the edges
    private final int[] start; // [bands + 1] first edge of each band
    private final int[] reaching; // [bands] first band from which edges reach into a band

    /// @param y    rows of the corners
    /// @param ends corners that end an edge, which begins at the corner before
    EdgeRows(double[] y, int[] ends) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double row : y) {
            low = Math.min(low, row);
            high = Math.max(high, row);
        }
        firstRow = low - MARGIN;
        double all = high + MARGIN - firstRow;
        int bands = Math.max(1, (int) Math.min(Math.ceil(all / ROWS), MOST_BANDS));
        rows = Math.max(ROWS, all / bands);
        corners = new int[ends.length];
        start = new int[bands + 1];
        reaching = new int[bands];
        int[] last = new int[bands];
        for (int end : ends) {
            int band = band(Math.min(y[end - 1], y[end]) - MARGIN);
            start[band + 1]++;
            last[band] = Math.max(last[band], band(Math.max(y[end - 1], y[end]) + MARGIN));
        }
        for (int band = 0; band < bands; band++) {
            start[band + 1] += start[band];
        }
        int[] at = start.clone();
        for (int end : ends) {
            corners[at[band(Math.min(y[end - 1], y[end]) - MARGIN)]++] = end;
        }
        for (int band = 0, reached = 0; band < bands; band++) {
            for (reached = Math.max(reached, band); reached <= Math.max(band, last[band]); reached++) {
                reaching[reached] = band;
            }
        }
    }

    private int band(double row) {
        return (int) Math.clamp((row - firstRow) / rows, 0, start.length - 2.0);
    }

    /// First of the edges a window that begins in this row has to look at.
    int begin(double row) {
        return start[reaching[band(row)]];
    }

    /// One past the last of the edges a window that ends before this row has to look at.
    int end(double row) {
        return start[band(row) + 1];
    }

    /// The corner that ends an edge; it begins at the one before.
    int corner(int edge) {
        return corners[edge];
    }
}
