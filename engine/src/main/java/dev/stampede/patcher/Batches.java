package dev.stampede.patcher;

import dev.stampede.patcher.sampler.RegularAnchors;
import java.util.ArrayList;
import java.util.List;

/// The anchors of a run in reading order, cut into batches that are worked on together: at most [#LARGEST]
/// patches, on a regular grid of one row of anchors.
final class Batches {
    /// Patches in memory at once. A constant, so that results do not depend on the number of threads.
    static final int LARGEST = 16;

    /// @param from      first of the sorted anchors
    /// @param to        first that does not belong to it
    /// @param rowEnd    first row of the scene that none of its patches reaches
    /// @param finished  rows before this one are final once the batch is added
    record Batch(int from, int to, int rowEnd, int finished) {}

    private final List<PixelAnchor> sorted;
    private final List<Batch> all = new ArrayList<>();
    private int mostRows;

    /// @param unit rows are finished in multiples of it
    Batches(List<PixelAnchor> anchors, PatchSize size, RasterGrid grid, int unit) {
        this.sorted = anchors instanceof RegularAnchors
                ? anchors
                : anchors.stream().sorted().toList();
        int rowLength = anchors instanceof RegularAnchors regular ? regular.cols() : Integer.MAX_VALUE;
        int base = 0;
        for (int from = 0; from < sorted.size(); ) {
            int rowLeft = rowLength - from % rowLength;
            int to = from + Math.min(Math.min(LARGEST, rowLeft), sorted.size() - from);
            int rowEnd = Math.clamp((long) sorted.get(to - 1).row() + size.rows(), 0, grid.height());
            int next = to == sorted.size()
                    ? grid.height()
                    : Math.clamp(sorted.get(to).row(), 0, grid.height());
            int finished = next == grid.height() ? next : next / unit * unit;
            mostRows = Math.max(mostRows, rowEnd - base);
            all.add(new Batch(from, to, rowEnd, finished));
            base = finished;
            from = to;
        }
        mostRows = Math.min(grid.height(), Math.max(mostRows, unit));
    }

    List<Batch> all() {
        return all;
    }

    PixelAnchor anchor(int index) {
        return sorted.get(index);
    }

    /// Most rows between the last finished one and the last one a patch has reached.
    int mostRows() {
        return mostRows;
    }
}
