package dev.stampede.operators.matchedfilter;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;

/// Mean and covariance of the pixels:
///
///     C = 1/(n - 1) sum (x - m)(x - m)' + ridge tr(S) / c I      m the arithmetic mean, S the sum over n
///
/// over the pixels whose bands are all finite; at least two, and without a ridge more than bands. The result is
/// a background for [MatchedFilter]. Refuses a covariance that is not positive definite.
///
/// @param meanMethod of the mean of the background, mean
/// @param ridge      share of the mean variance added to each variance, 0
public record EstimateCovEmpirical(
        @Default("\"mean\"") MeanMethod meanMethod,
        @Default("0.0") double ridge) implements Operator<GeoRaster, Background> {
    public EstimateCovEmpirical {
        Require.that(ridge >= 0, "ridge", ridge, "0 or more");
    }

    @Override
    public Background compute(GeoRaster in) {
        var moments = Spectra.moments(in, pixel -> true);
        return GaussianBackground.of(
                Backgrounds.middle(in, moments, meanMethod), Covariances.empirical(moments, ridge));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
