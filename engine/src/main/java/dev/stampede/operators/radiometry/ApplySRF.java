package dev.stampede.operators.radiometry;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.BandCombination;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.raster.Attributes;
import dev.stampede.raster.GeoRaster;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Many narrow bands as a few broad ones with Gaussian response, see [SpectralResponse]. A pixel is fill in
/// a target band when a source band that counts there is; NaN goes the same way. Wavelengths and widths of
/// the result are those of the targets. The result is `float64`, `float32` for `float32`.
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
        BandCombination.requireBands(in);
        Require.that(
                sourceWavelengths.size() == in.bands(),
                "source_wavelengths",
                sourceWavelengths.size() + " wavelengths",
                "one for each of " + in.bands() + " bands");
        var weights = SpectralResponse.weights(
                targetCenterWavelengths, targetFwhm, sourceWavelengths, epsilonSrf, extrapolate);
        var out = BandCombination.of(in, weights, in.fill());
        var attributes = new Attributes(in.attributes().withBandNames(List.of()).values())
                .with("wavelengths", targetCenterWavelengths)
                .with("fwhm", targetFwhm);
        return in.withAttributes(attributes).rewrap(out);
    }

    @Override
    public Signature outputSignature(Signature in) {
        boolean banded = in.dims().stream().anyMatch(dim -> dim.name().equals("band"));
        return banded
                ? in.replaceDims(Map.of("band", OptionalLong.of(targetCenterWavelengths.size())))
                : Signature.UNKNOWN;
    }
}
