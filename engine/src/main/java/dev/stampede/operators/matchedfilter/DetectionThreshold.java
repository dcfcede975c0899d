package dev.stampede.operators.matchedfilter;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.raster.GeoRaster;
import java.util.List;
import java.util.Optional;

/// The value of [MatchedFilter] that pixels without the target exceed with a given probability, one number:
///
///     PhiInverse(1 - FAR) / sqrt(t' S^-1 t)
///
/// for a Gaussian background. Refuses a background that differs from pixel to pixel; in units of standard
/// deviations ([MatchedFilterSNR]) the threshold is `PhiInverse(1 - FAR)` for all of them.
///
/// @param falseAlarmRate probability per pixel, between 0 and 1
/// @param target     what one unit adds to each band
/// @param mean       of the background, one per band; with `cov`
/// @param cov        of the background, rows of one per band; with `mean`
/// @param fitOnCall  whether mean and covariance are those of each input, false
/// @param meanMethod of `fitOnCall`: mean, median, trimmed or huber; median
/// @param covMethod  of `fitOnCall`: empirical, ledoit_wolf, oas or low_rank; ledoit_wolf
/// @param background an estimator run on the input, such as `EstimateCovShrunk` or `GMMClusterBackground`
public record DetectionThreshold(
        double falseAlarmRate,
        List<Double> target,
        Optional<List<Double>> mean,
        Optional<List<List<Double>>> cov,
        @Default("false") boolean fitOnCall,
        @Default("\"median\"") MeanMethod meanMethod,
        @Default("\"ledoit_wolf\"") CovMethod covMethod,
        Optional<Operator<GeoRaster, Background>> background)
        implements TargetOperator<Double> {
    public DetectionThreshold {
        target = List.copyOf(target);
        Require.that(falseAlarmRate > 0 && falseAlarmRate < 1, "false_alarm_rate", falseAlarmRate, "between 0 and 1");
        new Backgrounds.Choice(mean, cov, fitOnCall, meanMethod, covMethod, background).require(target.size());
    }

    @Override
    public Double compute(GeoRaster in) {
        if (backgroundOf(in) instanceof GaussianBackground one) {
            double quantile = -NormalQuantile.of(falseAlarmRate); // better than 1 - FAR for small ones
            return quantile / Math.sqrt(Filtering.energy(one, Backgrounds.array(target)));
        }
        throw new IllegalArgumentException("the background differs from pixel to pixel: threshold MatchedFilterSNR at "
                + -NormalQuantile.of(falseAlarmRate));
    }
}
