package dev.stampede.operators.restore;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.raster.GeoRaster;
import java.util.OptionalDouble;

/// Marks values that reach a threshold, `x >= threshold`; NaN does not.
///
/// @param threshold default: the largest value of an integer type, 1 for floating types
public record SaturationFlag(OptionalDouble threshold) implements Operator<GeoRaster, GeoRaster>, Pixelwise {
    @Override
    public GeoRaster compute(GeoRaster in) {
        double limit = threshold.orElse(in.dtype().isFloating() ? 1 : in.dtype().max());
        return in.rewrapMask(Pixels.mask(Expression.input(0).reaches(limit), in.values()));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype("bool");
    }
}
