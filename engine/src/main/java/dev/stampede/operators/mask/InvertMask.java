package dev.stampede.operators.mask;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Bandwise;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.raster.GeoRaster;

/// True becomes false and false true.
public record InvertMask() implements Operator<GeoRaster, GeoRaster>, Bandwise {
    @Override
    public GeoRaster compute(GeoRaster in) {
        return in.rewrapMask(Pixels.mask(Expression.input(0).not(), in.values()));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype("bool");
    }
}
