package dev.stampede.mosaic.local;

import java.util.ArrayList;
import java.util.List;

/// Which columns (or rows) of an image each block column (row) covers, and how much of the outermost two.
///
/// A block that covers a single column takes it whole. With clipped weights a column counts by the share of
/// it inside the block; without, the edge of a block that sticks out of the image gives its outermost column
/// a weight above one, as the reference does.
final class AxisBlocks {
    private static final double ON_EDGE = 1e-10;

    private final int[] from;
    private final int[] to;
    private final double[] first;
    private final double[] last;

    /// A stretch of columns of one weight.
    record Stretch(int from, int to, double weight) {}

    /// @param start position of the first block's edge in columns of the image
    /// @param step  columns of a block
    /// @param size  columns of the image
    AxisBlocks(double start, double step, int blocks, int size, boolean clipped) {
        from = new int[blocks];
        to = new int[blocks];
        first = new double[blocks];
        last = new double[blocks];
        for (int block = 0; block < blocks; block++) {
            double low = start + block * step;
            double high = start + (block + 1) * step;
            if (clipped) {
                low = Math.max(low, 0);
                high = Math.min(high, size);
            }
            from[block] = Math.max(0, (int) Math.floor(low + ON_EDGE));
            to[block] = Math.min(size, (int) Math.ceil(high - ON_EDGE));
            boolean single = to[block] - from[block] == 1;
            first[block] = single ? 1 : 1 - (low - from[block]);
            last[block] = single ? 1 : 1 - (to[block] - high);
        }
    }

    /// The columns of a block within `[start, end)`, in at most three stretches.
    List<Stretch> stretches(int block, int start, int end) {
        var stretches = new ArrayList<Stretch>(3);
        int lastFrom = Math.max(from[block] + 1, to[block] - 1);
        add(stretches, Math.max(start, from[block]), Math.min(end, Math.min(from[block] + 1, to[block])), first[block]);
        add(stretches, Math.max(start, from[block] + 1), Math.min(end, lastFrom), 1);
        add(stretches, Math.max(start, lastFrom), Math.min(end, to[block]), last[block]);
        return stretches;
    }

    private static void add(List<Stretch> stretches, int from, int to, double weight) {
        if (from < to) {
            stretches.add(new Stretch(from, to, weight));
        }
    }
}
