package dev.stampede.operators.axes;

import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Attributes;
import dev.stampede.raster.Crs;
import dev.stampede.raster.GeoRaster;
import java.util.OptionalDouble;

/// An array of rows, columns and bands as a raster of bands, rows and columns. A view of the same memory. It
/// lies nowhere
/// on the map: its grid is that of pixel numbers, without reference system and fill value.
public record HWCtoCHW() implements Operator<ArrayView, GeoRaster> {
    /// @throws OperatorTypeException unless there are three axes
    @Override
    public GeoRaster compute(ArrayView in) {
        if (in.rank() != 3) {
            throw new OperatorTypeException("expected rows, columns and bands, got " + in);
        }
        return new GeoRaster(in.permute(2, 0, 1), Affine.IDENTITY, Crs.NONE, OptionalDouble.empty(), Attributes.NONE);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
