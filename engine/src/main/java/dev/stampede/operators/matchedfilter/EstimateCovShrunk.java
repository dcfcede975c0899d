package dev.stampede.operators.matchedfilter;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;

/// Mean and a covariance that is positive definite also with few pixels:
///
///     C = (1 - a) S + a tr(S) / c I,     S = 1/n sum (x - m)(x - m)'
///
/// over the pixels whose bands are all finite, at least two. The share a follows from the pixels: Ledoit and
/// Wolf (2004), doi:10.1016/S0047-259X(03)00096-4, or OAS of Chen et al. (2010), doi:10.1109/TSP.2010.2053029.
/// The result is a background for [MatchedFilter].
///
/// @param method     ledoit_wolf or oas
/// @param meanMethod of the mean of the background, mean
public record EstimateCovShrunk(
        @Default("\"ledoit_wolf\"") CovMethod method,
        @Default("\"mean\"") MeanMethod meanMethod) implements Operator<GeoRaster, Background> {
    public EstimateCovShrunk {
        Require.that(
                method == CovMethod.LEDOIT_WOLF || method == CovMethod.OAS, "method", method, "ledoit_wolf or oas");
    }

    @Override
    public Background compute(GeoRaster in) {
        var moments = Spectra.moments(in, pixel -> true);
        return GaussianBackground.of(Backgrounds.middle(in, moments, meanMethod), Covariances.of(moments, method));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
