package dev.stampede.operators.matchedfilter;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.raster.GeoRaster;
import java.util.List;
import java.util.Optional;

/// The matched filter in units of its standard deviation without the target:
///
///     alpha sqrt(t' S^-1 t) = (x - mu)' S^-1 t / sqrt(t' S^-1 t)
///
/// All else as in `MatchedFilter`.
///
/// @param target     what one unit adds to each band
/// @param mean       of the background, one per band; with `cov`
/// @param cov        of the background, rows of one per band; with `mean`
/// @param fitOnCall  whether mean and covariance are those of each input, false
/// @param meanMethod of `fitOnCall`: mean, median, trimmed or huber; median
/// @param covMethod  of `fitOnCall`: empirical, ledoit_wolf, oas or low_rank; ledoit_wolf
/// @param background an estimator run on the input, such as `EstimateCovShrunk` or `GMMClusterBackground`
public record MatchedFilterSNR(
        List<Double> target,
        Optional<List<Double>> mean,
        Optional<List<List<Double>>> cov,
        @Default("false") boolean fitOnCall,
        @Default("\"median\"") MeanMethod meanMethod,
        @Default("\"ledoit_wolf\"") CovMethod covMethod,
        Optional<Operator<GeoRaster, Background>> background)
        implements TargetOperator<GeoRaster>, Pixelwise {
    public MatchedFilterSNR {
        target = List.copyOf(target);
        new Backgrounds.Choice(mean, cov, fitOnCall, meanMethod, covMethod, background).require(target.size());
    }

    private MatchedFilterSNR(
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
    public static MatchedFilterSNR learning(List<Double> target) {
        return new MatchedFilterSNR(target, true, Optional.empty());
    }

    /// Of this target, the background made by an estimator.
    public static MatchedFilterSNR against(List<Double> target, Operator<GeoRaster, Background> background) {
        return new MatchedFilterSNR(target, false, Optional.of(background));
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return Filtering.alpha(in, backgroundOf(in), Backgrounds.array(target), true);
    }

    @Override
    public boolean isPixelwise() {
        return mean.isPresent();
    }
}
