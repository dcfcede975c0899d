package dev.stampede.operators.patch;

import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.patcher.GridRun;
import dev.stampede.patcher.RunSettings;
import dev.stampede.patcher.aggregation.CellAggregation;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import dev.stampede.runtime.Workers;
import java.util.Optional;

/// Puts patches together on the grid of the raster they came from. Reads, works on and merges them in rows:
/// the patches of a scene are never held at once.
///
/// @param aggregation what becomes of overlapping patches; empty for that of the patcher
/// @param dtype       of the result; empty for the natural one, double precision for means and sums
public record Stitch(Optional<CellAggregation> aggregation, Optional<DType> dtype)
        implements Operator<PatchSequence, GeoRaster> {
    public Stitch(CellAggregation aggregation) {
        this(Optional.of(aggregation), Optional.empty());
    }

    @Override
    public GeoRaster compute(PatchSequence in) {
        var patcher = aggregation.map(in.patcher()::with).orElse(in.patcher());
        try (var workers = new Workers(Runtime.getRuntime().availableProcessors())) {
            var settings = RunSettings.of(workers);
            return GridRun.toMemory(
                    RasterMemory.current(),
                    in.source(),
                    patcher,
                    in.function(),
                    dtype.map(settings::with).orElse(settings));
        }
    }

    @Override
    public boolean serialisable() {
        return aggregation.map(CellAggregation::serialisable).orElse(true);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
