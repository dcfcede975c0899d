package dev.stampede.operators.learn;

import dev.stampede.operators.core.Default;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Learns from the pixels of rasters and maps them with what it learnt: an estimator ([PcaEstimator],
/// [KMeansEstimator]) with rules for when it learns and what becomes of missing values.
///
/// Mode `pixel`: a sample is a pixel, its bands are the features. `patch`: a sample is a square of `patchSize`
/// pixels and all its values are the features, in the order band, row, column; squares lie side by side from
/// the upper-left corner, pixels beyond the last whole one are left out, and the result has a pixel a square.
/// Other modes are refused with what does the same. Samples with a value that is not finite are left out when
/// it learns (`drop`) or refused (`error`), and are NaN, or -1 for labels, in the result (`propagate`) or
/// refused; the fill value is not looked at.
///
/// Keeps state: calls that learn wait for each other. What was learnt can be written to a file and read back.
/// Refuses a raster of another number of features than was learnt from.
public final class SklearnOp extends LearningOperator<SklearnOp.Settings, Fitted> {
    /// @param estimator    what learns
    /// @param mode         pixel or patch, pixel
    /// @param patchSize    pixels of a side with `patch`, 8
    /// @param fitMode      pre_fit (from the state file), fit_on_call (the first call), refit (every call),
    ///                     fit_streaming (all calls so far) or fit_only (every call; gives its input back);
    ///                     fit_on_call
    /// @param nanFit       drop or error, drop
    /// @param nanTransform propagate or error, propagate
    /// @param statePath    JSON file that what was learnt is written to, or read from with pre_fit
    /// @param outBandNames names of the bands of the result
    public record Settings(
            PixelEstimator estimator,
            @Default("\"pixel\"") LearnSettings.Mode mode,
            @Default("8") int patchSize,
            @Default("\"fit_on_call\"") LearnSettings.FitMode fitMode,
            @Default("\"drop\"") LearnSettings.NanFit nanFit,
            @Default("\"propagate\"") LearnSettings.NanTransform nanTransform,
            Optional<Path> statePath,
            Optional<List<String>> outBandNames) {}

    public SklearnOp(Settings s) {
        super(
                s,
                s.estimator(),
                new LearnSettings(
                        s.mode(),
                        s.patchSize(),
                        s.fitMode(),
                        s.nanFit(),
                        s.nanTransform(),
                        s.statePath(),
                        s.outBandNames()));
    }
}
