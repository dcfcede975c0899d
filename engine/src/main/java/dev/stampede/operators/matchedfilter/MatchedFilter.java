package dev.stampede.operators.matchedfilter;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.raster.GeoRaster;
import java.util.List;
import java.util.Optional;

/// How much of a target each pixel holds:
///
///     alpha = (x - mu)' S^-1 t / (t' S^-1 t)
///
/// with mean mu and covariance S of the background. The result has no band axis; a pixel with NaN gives NaN,
/// and NaN is the fill value. `float64`, `float32` for `float32`, computed in double precision. Refuses a
/// target or a background of
/// another number of bands, and a covariance that is not positive definite. Memory: a row of all bands.
///
/// Seven parameters, because there are three ways to give the background. Source: Manolakis and Shaw (2002),
/// doi:10.1109/79.974724.
///
/// @param target     what one unit adds to each band
/// @param mean       of the background, one per band; with `cov`
/// @param cov        of the background, rows of one per band; with `mean`
/// @param fitOnCall  whether mean and covariance are those of each input, false
/// @param meanMethod of `fitOnCall`: mean, median, trimmed or huber; median
/// @param covMethod  of `fitOnCall`: empirical, ledoit_wolf, oas or low_rank; ledoit_wolf
/// @param background an estimator run on the input, such as `EstimateCovShrunk` or `GMMClusterBackground`
public record MatchedFilter(
        List<Double> target,
        Optional<List<Double>> mean,
        Optional<List<List<Double>>> cov,
        @Default("false") boolean fitOnCall,
        @Default("\"median\"") MeanMethod meanMethod,
        @Default("\"ledoit_wolf\"") CovMethod covMethod,
        Optional<Operator<GeoRaster, Background>> background)
        implements TargetOperator<GeoRaster>, Pixelwise {
    public MatchedFilter {
        target = List.copyOf(target);
        new Backgrounds.Choice(mean, cov, fitOnCall, meanMethod, covMethod, background).require(target.size());
    }

    private MatchedFilter(
            List<Double> target, boolean fitOnCall, Optional<Operator<GeoRaster, Background>> background) {
        this(
                target,
                Optional.empty(),
                Optional.empty(),
                fitOnCall,
                MeanMethod.MEDIAN,
                CovMethod.LEDOIT_WOLF,
                background);
    }

    /// Of this target, the background taken from each input.
    public static MatchedFilter learning(List<Double> target) {
        return new MatchedFilter(target, true, Optional.empty());
    }

    /// Of this target, the background made by an estimator.
    public static MatchedFilter against(List<Double> target, Operator<GeoRaster, Background> background) {
        return new MatchedFilter(target, false, Optional.of(background));
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return Filtering.alpha(in, backgroundOf(in), Backgrounds.array(target), false);
    }

    @Override
    public boolean isPixelwise() {
        return mean.isPresent();
    }
}
