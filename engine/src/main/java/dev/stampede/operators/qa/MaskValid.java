package dev.stampede.operators.qa;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.GeoRaster;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/// Drops pixels where **any** band holds the invalid value. Mind the polarity: the name speaks of valid pixels, the
/// mask is `true` where a pixel is not. NaN stands for NaN.
///
/// @param invalidValue default: the carrier's fill value; refuses a carrier without one then
public record MaskValid(OptionalDouble invalidValue) implements Operator<GeoRaster, GeoRaster>, Pixelwise {
    @Override
    public GeoRaster compute(GeoRaster in) {
        double invalid = invalidValue.orElseGet(() -> fillOf(in));
        return in.rewrapMask(anyBand(in, input -> equalTo(input, invalid)));
    }

    /// The fill value.
    static double fillOf(GeoRaster in) {
        return in.fill()
                .orElseThrow(() -> new OperatorTypeException(
                        "the raster has no fill value: say which value means that there are no data"));
    }

    static Expression equalTo(double value) {
        return equalTo(Expression.input(0), value);
    }

    private static Expression equalTo(Expression of, double value) {
        return Double.isNaN(value) ? of.isNan() : of.is(value);
    }

    /// A mask of the pixels where a rule holds in any band.
    static ArrayView anyBand(GeoRaster in, UnaryOperator<Expression> rule) {
        var bands = BandStatistics.bands(in);
        Expression any = rule.apply(Expression.input(0));
        for (int band = 1; band < bands.size(); band++) {
            any = any.or(rule.apply(Expression.input(band)));
        }
        return Pixels.mask(any, bands.toArray(ArrayView[]::new));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return QaMask.dropBand(in);
    }
}
