package dev.stampede.operators.spectral;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.operators.radiometry.ApplySRF;
import dev.stampede.raster.GeoRaster;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Narrow bands as broad ones with Gaussian response of `sigma = fwhm / 2.35482`, as [ApplySRF], with the
/// wavelengths of
/// the carrier. A pixel is fill in a target band when a source band that counts there is; NaN goes the same
/// way. The result is `float64`, `float32` for `float32`.
///
/// @param centers           of the target bands, nm
/// @param fwhm              full widths at half maximum of the target bands, nm
/// @param sourceWavelengths of the bands of the input, nm, ascending; by default those of the carrier
/// @param bandNames         names of the target bands; none by default
/// @param epsilonSrf        least response that counts, 1e-4
/// @param extrapolate       whether targets outside of the source bands are allowed
public record GaussianSRF(
        List<Double> centers,
        List<Double> fwhm,
        Optional<List<Double>> sourceWavelengths,
        Optional<List<String>> bandNames,
        @Default("0.0001") double epsilonSrf,
        @Default("false") boolean extrapolate)
        implements Operator<GeoRaster, GeoRaster>, Pixelwise {
    /// @throws IllegalArgumentException if widths or names are not as many as centres, or a width is not
    /// above 0
    public GaussianSRF {
        centers = List.copyOf(centers);
        fwhm = List.copyOf(fwhm);
        Require.that(!centers.isEmpty(), "centers", centers, "at least one");
        Require.that(
                fwhm.size() == centers.size() && fwhm.stream().allMatch(width -> width > 0),
                "fwhm",
                fwhm,
                "a width above 0 for each of " + centers.size() + " bands");
        Require.that(
                bandNames.isEmpty() || bandNames.get().size() == centers.size(),
                "band_names",
                bandNames,
                "a name for each of " + centers.size() + " bands");
    }

    /// @throws IllegalArgumentException if the carrier has no wavelengths, or a target lies outside of them
    @Override
    public GeoRaster compute(GeoRaster in) {
        var sources = Wavelengths.of(in, sourceWavelengths);
        var made = new ApplySRF(centers, fwhm, sources, epsilonSrf, extrapolate).compute(in);
        return bandNames
                .map(names -> made.withAttributes(made.attributes().withBandNames(names)))
                .orElse(made);
    }

    @Override
    public Signature outputSignature(Signature in) {
        boolean banded = in.dims().stream().anyMatch(dim -> dim.name().equals("band"));
        return banded ? in.replaceDims(Map.of("band", OptionalLong.of(centers.size()))) : Signature.UNKNOWN;
    }
}
