package dev.stampede.operators.learn;

import dev.stampede.operators.core.Default;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Principal components of the bands, the largest variance first, `float64`:
///
///     score_k = v_k' (x - m),     S v_k = l_k v_k,     S = 1/(n - 1) sum (x - m)(x - m)'
///
/// with `whiten` divided by `sqrt(l_k)`. The component of a vector that is largest in magnitude is positive.
/// Pixels with
/// a band that is not finite are left out of m and S and are NaN in the result, or refused; the fill value is
/// not looked
/// at. Keeps state, see [SklearnOp]; learns in parts (`fit_streaming`) without loss. Refuses more components
/// than bands and fewer than two finite pixels. Source: Hotelling (1933), doi:10.1037/h0071325.
public final class PCA extends LearningOperator<PCA.Settings, PcaFit> {
    /// @param nComponents  as many as bands by default
    /// @param whiten       whether scores have unit variance, false
    /// @param fitMode      pre_fit, fit_on_call, refit, fit_streaming or fit_only; fit_on_call
    /// @param nanFit       drop or error, drop
    /// @param nanTransform propagate or error, propagate
    /// @param statePath    JSON file that what was learnt is written to, or read from with pre_fit
    /// @param outBandNames names of the bands of the result
    public record Settings(
            OptionalInt nComponents,
            @Default("false") boolean whiten,
            @Default("\"fit_on_call\"") LearnSettings.FitMode fitMode,
            @Default("\"drop\"") LearnSettings.NanFit nanFit,
            @Default("\"propagate\"") LearnSettings.NanTransform nanTransform,
            Optional<Path> statePath,
            Optional<List<String>> outBandNames) {}

    public PCA(Settings s) {
        super(
                s,
                new PcaEstimator(s.nComponents(), s.whiten()),
                new LearnSettings(
                        LearnSettings.Mode.PIXEL,
                        1,
                        s.fitMode(),
                        s.nanFit(),
                        s.nanTransform(),
                        s.statePath(),
                        s.outBandNames()));
    }
}
