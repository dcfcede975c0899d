package dev.stampede.patcher;

import dev.stampede.kernels.overlapadd.OverlapAdd;
import dev.stampede.kernels.overlapadd.Plane;
import dev.stampede.patcher.aggregation.Accumulator;
import dev.stampede.patcher.aggregation.PatchValues;
import dev.stampede.patcher.sampler.RegularAnchors;
import dev.stampede.patcher.window.SeparableWeights;
import dev.stampede.runtime.Workers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The weighted mean of patches on a regular grid whose weights are products. Summed weights are then
/// products too:
///
///     sum over patches of down[r - a] across[c - b]
///         = (sum over rows a of anchors, down[r - a]) (sum over columns b of anchors, across[c - b])
///
/// so they are kept as one number per row and one per column. A row of patches in which a value is missing
/// makes the rows under it explicit: from then on their weights are added cell by cell, beginning with the
/// product so far.
final class ProductBand implements RowBand {
    private final SegmentAllocator allocator;
    private final OverlapAdd kernel;
    private final double emptyValue;
    private final SeparableWeights window;
    private final RegularAnchors anchors;
    private final RasterGrid grid;

    /// Over all columns of anchors.
    private final MemorySegment acrossSums;

    /// By row of the band: over the rows of anchors begun so far.
    private final double[] downSums;

    /// By row of the last begun row of anchors: [#downSums] without it.
    private final double[] downBefore;

    private final boolean[] explicit;

    /// The patches of the last begun row of anchors that are added already.
    private final List<Tile> added = new ArrayList<>();

    private int begun = -1; // number of the last begun row of anchors
    private Accumulator sums;
    private Accumulator weights; // null until a value is missing

    /// @param allocator gives zeros of a shared arena
    /// @param rows  most rows it holds at once
    ProductBand(
            SegmentAllocator allocator,
            OverlapAdd kernel,
            double emptyValue,
            SeparableWeights window,
            RegularAnchors anchors,
            RasterGrid grid,
            int bands,
            int rows) {
        this.allocator = allocator;
        this.kernel = kernel;
        this.emptyValue = emptyValue;
        this.window = window;
        this.anchors = anchors;
        this.grid = grid;
        this.sums = Accumulator.zeros(allocator, bands, 0, rows, grid.width());
        this.downSums = new double[rows];
        this.downBefore = new double[window.rows()];
        this.explicit = new boolean[rows];
        var across = new double[grid.width()];
        for (int col = 0; col < anchors.cols(); col++) {
            int left = col * anchors.colStep();
            for (int i = 0; i < window.cols() && left + i < across.length; i++) {
                across[left + i] += window.across()[i];
            }
        }
        this.acrossSums = allocator.allocateFrom(Plane.F64, across);
    }

    @Override
    public void prepare(List<Tile> batch, int first, boolean complete) {
        if (batch.isEmpty() && complete) {
            return;
        }
        int anchorRow = first / anchors.cols();
        if (anchorRow > begun) {
            added.clear();
            begin(anchorRow);
        }
        if (!complete || batch.stream().anyMatch(tile -> !tile.finite())) {
            makeExplicit(anchorRow);
        }
        added.addAll(batch);
    }

    private void begin(int anchorRow) {
        while (begun < anchorRow) {
            begun++;
            int top = begun * anchors.rowStep() - sums.firstRow();
            for (int i = Math.max(0, -top); i < inside(begun); i++) {
                downBefore[i] = downSums[top + i];
                downSums[top + i] += window.down()[i];
            }
        }
    }

    /// Rows of the patches of this row of anchors that lie within the scene.
    private int inside(int anchorRow) {
        return Math.min(window.rows(), grid.height() - anchorRow * anchors.rowStep());
    }

    private void makeExplicit(int anchorRow) {
        if (weights == null) {
            weights = Accumulator.zeros(allocator, sums.planes(), sums.firstRow(), sums.rows(), sums.cols());
        }
        int top = anchorRow * anchors.rowStep() - sums.firstRow();
        var row = new double[grid.width()];
        for (int i = Math.max(0, -top); i < inside(anchorRow); i++) {
            if (explicit[top + i]) {
                continue;
            }
            explicit[top + i] = true;
            for (int c = 0; c < row.length; c++) {
                row[c] = downBefore[i] * acrossSums.getAtIndex(Plane.F64, c);
            }
            for (var tile : added) {
                for (int c = 0; c < tile.values().cols(); c++) {
                    row[tile.anchor().col() + c] += window.down()[i] * window.across()[c];
                }
            }
            for (int band = 0; band < weights.planes(); band++) {
                weights.plane(band).writeRow(top + i, row);
            }
        }
    }

    @Override
    public void add(List<Tile> batch, int fromCol, int toCol) {
        for (var tile : batch) {
            tile.values().columns(fromCol, toCol).ifPresent(this::add);
        }
    }

    private void add(PatchValues part) {
        int first = part.row() - sums.firstRow();
        for (int from = 0; from < part.rows(); ) {
            boolean cellByCell = explicit[first + from];
            int to = from + 1;
            while (to < part.rows() && explicit[first + to] == cellByCell) {
                to++;
            }
            add(part.rows(from, to), cellByCell);
            from = to;
        }
    }

    private void add(PatchValues part, boolean cellByCell) {
        for (int band = 0; band < part.bands().size(); band++) {
            var x = part.bands().get(band);
            var sum = under(sums, band, part);
            if (cellByCell) {
                kernel.addNumbers(x, part.down(), part.across(), sum, under(weights, band, part));
            } else {
                kernel.add(x, part.down(), part.across(), sum);
            }
        }
    }

    private static Plane under(Accumulator accumulator, int band, PatchValues part) {
        return accumulator.part(band, part.row(), part.col(), part.rows(), part.cols());
    }

    @Override
    public void finish(int row, List<Plane> out) {
        int n = out.getFirst().rows();
        try (var scratch = Arena.ofConfined()) {
            var down = scratch.allocate(Double.BYTES, Double.BYTES);
            for (int r = row; r < row + n; r++) {
                down.set(Plane.F64, 0, downSums[r - sums.firstRow()]);
                for (int band = 0; band < out.size(); band++) {
                    var result = out.get(band).part(r - row, 0, 1, grid.width());
                    var sum = sums.part(band, r, 0, 1, grid.width());
                    if (explicit[r - sums.firstRow()]) {
                        kernel.divide(sum, weights.part(band, r, 0, 1, grid.width()), emptyValue, result);
                    } else {
                        kernel.divideByProduct(sum, down, acrossSums, emptyValue, result);
                    }
                }
            }
        }
    }

    @Override
    public void advance(Workers workers, int row) {
        int gone = Math.min(row - sums.firstRow(), sums.rows());
        int kept = sums.rows() - gone;
        sums = sums.advanced(workers, row, 0);
        if (weights != null) {
            weights = weights.advanced(workers, row, 0);
        }
        System.arraycopy(downSums, gone, downSums, 0, kept);
        System.arraycopy(explicit, gone, explicit, 0, kept);
        Arrays.fill(downSums, kept, downSums.length, 0);
        Arrays.fill(explicit, kept, explicit.length, false);
    }
}
