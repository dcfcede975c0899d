package dev.stampede.operators.patch;

import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;

/// Works on the values of every patch; anchors and weights stay. A failure names the patch.
///
/// @param operator keeps rows and columns
public record ApplyToChips(Operator<GeoRaster, GeoRaster> operator) implements Operator<PatchSequence, PatchSequence> {
    @Override
    public PatchSequence compute(PatchSequence in) {
        return in.then(operator);
    }

    @Override
    public boolean serialisable() {
        return operator.serialisable();
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
