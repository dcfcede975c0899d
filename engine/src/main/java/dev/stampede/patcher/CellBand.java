package dev.stampede.patcher;

import dev.stampede.kernels.overlapadd.Plane;
import dev.stampede.patcher.aggregation.Accumulator;
import dev.stampede.patcher.aggregation.CellAggregation;
import dev.stampede.patcher.aggregation.MergeKernels;
import dev.stampede.runtime.Workers;
import java.util.List;

/// Any aggregation.
final class CellBand implements RowBand {
    private final CellAggregation aggregation;
    private final MergeKernels kernels;
    private Accumulator held;

    CellBand(CellAggregation aggregation, MergeKernels kernels, Accumulator held) {
        this.aggregation = aggregation;
        this.kernels = kernels;
        this.held = held;
    }

    @Override
    public void prepare(List<Tile> batch, int first, boolean complete) {
        // every tile carries all that is needed
    }

    @Override
    public void add(List<Tile> batch, int fromCol, int toCol) {
        for (var tile : batch) {
            tile.values().columns(fromCol, toCol).ifPresent(part -> aggregation.add(kernels, part, held));
        }
    }

    @Override
    public void finish(int row, List<Plane> out) {
        aggregation.finish(kernels, held, row, out);
    }

    @Override
    public void advance(Workers workers, int row) {
        held = held.advanced(workers, row, aggregation.initial());
    }
}
