package dev.stampede.operators.matchedfilter;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;

/// Mean and a covariance of few directions:
///
///     C = sum over the r largest eigenvalues l_k of S of l_k v_k v_k'  +  t tr(S) / c I
///
/// with `S = 1/n sum (x - m)(x - m)'` over the pixels whose bands are all finite, at least two. Eigenvalues are
/// exact, not of a random projection. The result is a background for [MatchedFilter]. Source: Halko, Martinsson
/// and Tropp (2011), doi:10.1137/090771806, for the use of low rank.
///
/// @param rank       r, 10; at least 1
/// @param tikhonov   t, share of the mean variance, 0.001; above 0
/// @param meanMethod of the mean of the background, mean
public record EstimateCovLowRank(
        @Default("10") int rank,
        @Default("0.001") double tikhonov,
        @Default("\"mean\"") MeanMethod meanMethod) implements Operator<GeoRaster, Background> {
    public EstimateCovLowRank {
        Require.that(rank >= 1, "rank", rank, "at least 1");
        Require.that(tikhonov > 0, "tikhonov", tikhonov, "above 0");
    }

    @Override
    public Background compute(GeoRaster in) {
        var moments = Spectra.moments(in, pixel -> true);
        return GaussianBackground.of(
                Backgrounds.middle(in, moments, meanMethod), Covariances.lowRank(moments, rank, tikhonov));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
