package dev.stampede.operators.qa;

import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Band;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.raster.GeoRaster;
import java.util.Optional;
import java.util.OptionalDouble;

/// Drops pixels that hold the saturated value: in a given band, or where none is given in any band.
///
/// @param qaBand the quality band by index or name; not needed where there is one band
/// @param saturationValue default: the largest value of an integer type; refuses floating types without one
public record MaskSaturated(OptionalDouble saturationValue, Optional<Band> qaBand)
        implements Operator<GeoRaster, GeoRaster>, Pixelwise {
    @Override
    public GeoRaster compute(GeoRaster in) {
        if (saturationValue.isEmpty() && in.dtype().isFloating()) {
            throw new OperatorTypeException(
                    "saturation_value is missing: " + in.dtype().label() + " values have no largest one");
        }
        double saturated = saturationValue.orElse(in.dtype().max());
        if (qaBand.isPresent()) {
            return in.rewrapMask(Pixels.mask(MaskValid.equalTo(saturated), QaMask.bandOf(in, qaBand)));
        }
        return in.rewrapMask(MaskValid.anyBand(in, band -> band.is(saturated)));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return QaMask.dropBand(in);
    }
}
