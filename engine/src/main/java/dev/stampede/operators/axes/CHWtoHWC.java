package dev.stampede.operators.axes;

import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.GeoRaster;

/// The numbers with the bands last (row, column, band), as models and picture libraries want them. A view of
/// the same memory, and no raster any more: rows and columns are not its last axes. [HWCtoCHW] brings it back.
public record CHWtoHWC() implements Operator<GeoRaster, ArrayView> {
    /// @throws OperatorTypeException unless there are bands, rows and columns
    @Override
    public ArrayView compute(GeoRaster in) {
        if (in.rank() != 3) {
            throw new OperatorTypeException("expected bands, rows and columns, got " + in.values());
        }
        return in.values().permute(1, 2, 0);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
