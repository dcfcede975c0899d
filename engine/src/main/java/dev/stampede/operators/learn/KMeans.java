package dev.stampede.operators.learn;

import dev.stampede.operators.core.Default;
import java.nio.file.Path;
import java.util.Optional;

/// Clusters of pixels about k means in the space of the bands: the number of the nearest centre from 0 as
/// `int32` without a band axis, or the distances from all centres as `float64` bands.
///
/// Centres start from k-means++ on every n-th pixel with the seed and move to the means of their pixels (Lloyd)
/// until they settle; results are the same in every run. Pixels with a band that is not finite are left out,
/// and are -1 (labels) or NaN (distances) in the result, or refused; the fill value is not looked at. Keeps
/// state, see [SklearnOp]; cannot learn in parts. Refuses fewer finite pixels than clusters. Source: Lloyd
/// (1982), doi:10.1109/TIT.1982.1056489; Arthur and Vassilvitskii (2007), k-means++.
public final class KMeans extends LearningOperator<KMeans.Settings, KMeansFit> {
    /// @param k             clusters, 8
    /// @param output        labels or distances; labels
    /// @param maxIterations 300
    /// @param tolerance     movement of the centres at which it stops, share of the mean variance, 0.0001
    /// @param seed          0
    /// @param fitMode       pre_fit, fit_on_call, refit or fit_only; fit_on_call
    /// @param nanFit        drop or error, drop
    /// @param nanTransform  propagate or error, propagate
    /// @param statePath     JSON file that what was learnt is written to, or read from with pre_fit
    public record Settings(
            @Default("8") int k,
            @Default("\"labels\"") KMeansEstimator.Output output,
            @Default("300") int maxIterations,
            @Default("0.0001") double tolerance,
            @Default("0") long seed,
            @Default("\"fit_on_call\"") LearnSettings.FitMode fitMode,
            @Default("\"drop\"") LearnSettings.NanFit nanFit,
            @Default("\"propagate\"") LearnSettings.NanTransform nanTransform,
            Optional<Path> statePath) {}

    public KMeans(Settings s) {
        super(
                s,
                new KMeansEstimator(s.k(), s.output(), s.maxIterations(), s.tolerance(), s.seed()),
                new LearnSettings(
                        LearnSettings.Mode.PIXEL,
                        1,
                        s.fitMode(),
                        s.nanFit(),
                        s.nanTransform(),
                        s.statePath(),
                        Optional.empty()));
    }
}
