package dev.stampede.operators.patch;

import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.patcher.Patcher;
import dev.stampede.raster.RasterSource;

/// Cuts a raster into patches; a file is read patch by patch.
///
///     new GridSampler(patcher).then(new ApplyToChips(ndvi)).then(new Stitch(new OverlapAddition()))
///
/// @param patcher how; its aggregation is what [Stitch] uses unless told otherwise
public record GridSampler(Patcher patcher) implements Operator<RasterSource, PatchSequence> {
    @Override
    public PatchSequence compute(RasterSource in) {
        return new PatchSequence(in, patcher, java.util.List.of());
    }

    @Override
    public boolean serialisable() {
        return patcher.serialisable();
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
