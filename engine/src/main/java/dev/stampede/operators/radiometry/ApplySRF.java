package dev.stampede.operators.radiometry;

import dev.stampede.kernels.elementwise.Elementwise.Precision;
import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Attributes;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Many narrow bands as a few broad ones with Gaussian response, see [SpectralResponse]. A pixel is fill in a target
/// band when a source band that counts there is; NaN goes the same way. Wavelengths and widths of the result are
/// those of the targets. The result is `float64`, `float32` for `float32`.
///
/// @param targetCenterWavelengths nm
/// @param targetFwhm              nm
/// @param sourceWavelengths       of the bands of the input, nm, ascending
/// @param epsilonSrf              least response that counts, 1e-4
/// @param extrapolate             whether targets outside of the source bands are allowed
public record ApplySRF(
        List<Double> targetCenterWavelengths,
        List<Double> targetFwhm,
        List<Double> sourceWavelengths,
        @Default("0.0001") double epsilonSrf,
        @Default("false") boolean extrapolate)
        implements Operator<GeoRaster, GeoRaster>, Pixelwise {
    public ApplySRF {
        targetCenterWavelengths = List.copyOf(targetCenterWavelengths);
        targetFwhm = List.copyOf(targetFwhm);
        sourceWavelengths = List.copyOf(sourceWavelengths);
        SpectralResponse.weights(targetCenterWavelengths, targetFwhm, sourceWavelengths, epsilonSrf, extrapolate);
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        if (in.rank() != 3) {
            throw new OperatorTypeException("spectra need bands, rows and columns, not " + in.values());
        }
        Require.that(
                sourceWavelengths.size() == in.bands(),
                "source_wavelengths",
                sourceWavelengths.size() + " wavelengths",
                "one for each of " + in.bands() + " bands");
        var weights = SpectralResponse.weights(
                targetCenterWavelengths, targetFwhm, sourceWavelengths, epsilonSrf, extrapolate);
        var type = Pixels.resultType(List.of(in.values()));
        var out = RasterMemory.allocate(type, weights.length, in.height(), in.width());
        for (int target = 0; target < weights.length; target++) {
            combine(in, weights[target], out.select(0, target));
        }
        var attributes = new Attributes(in.attributes().withBandNames(List.of()).values())
                .with("wavelengths", targetCenterWavelengths)
                .with("fwhm", targetFwhm);
        return in.withAttributes(attributes).rewrap(out);
    }

    private static void combine(GeoRaster in, double[] weights, ArrayView out) {
        var bands = new ArrayList<ArrayView>();
        Expression sum = null;
        Expression missing = null;
        for (int band = 0; band < weights.length; band++) {
            if (weights[band] == 0) {
                continue;
            }
            var value = Expression.input(bands.size());
            bands.add(in.values().select(0, band));
            var term = value.times(weights[band]);
            sum = sum == null ? term : sum.plus(term);
            missing = isFill(value, in.fill(), missing);
        }
        var formula = missing == null
                ? sum
                : missing.choose(Expression.number(in.fill().getAsDouble()), sum);
        Pixels.evaluateInto(formula, out.dtype() == DType.FLOAT32 ? Precision.SINGLE : Precision.DOUBLE, bands, out);
    }

    private static Expression isFill(Expression value, OptionalDouble fill, Expression before) {
        if (fill.isEmpty() || Double.isNaN(fill.getAsDouble())) {
            return null; // NaN goes through the sum by itself
        }
        var equal = new Expression.Binary(Expression.BinaryOp.EQUAL, value, Expression.number(fill.getAsDouble()));
        return before == null ? equal : new Expression.Binary(Expression.BinaryOp.OR, before, equal);
    }

    @Override
    public Signature outputSignature(Signature in) {
        boolean banded = in.dims().stream().anyMatch(dim -> dim.name().equals("band"));
        return banded
                ? in.replaceDims(Map.of("band", OptionalLong.of(targetCenterWavelengths.size())))
                : Signature.UNKNOWN;
    }
}
