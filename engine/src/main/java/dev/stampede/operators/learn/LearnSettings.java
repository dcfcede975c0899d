package dev.stampede.operators.learn;

import dev.stampede.operators.core.Require;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How an estimator is used.
public record LearnSettings(
        Mode mode,
        int patchSize,
        FitMode fitMode,
        NanFit nanFit,
        NanTransform nanTransform,
        Optional<Path> statePath,
        Optional<List<String>> outBandNames) {
    public LearnSettings {
        Require.that(patchSize >= 1, "patch_size", patchSize, "at least 1");
        Require.that(
                fitMode != FitMode.PRE_FIT || statePath.isPresent(), "state_path", statePath, "a file with pre_fit");
        mode.require();
    }

    /// What a sample is.
    public enum Mode {
        /// A pixel, its bands the features.
        PIXEL,
        /// A square of pixels, all its values the features; the result has a pixel a square.
        PATCH,
        PIXEL_TIME,
        SPECTRAL,
        TEMPORAL,
        CUSTOM;

        /// @throws IllegalArgumentException for what is not offered, with what does it
        void require() {
            String instead = switch (this) {
                case PIXEL, PATCH -> "";
                case PIXEL_TIME -> "fit on one time (fit_only with state_path), then run with pre_fit on each";
                case SPECTRAL -> "pixel takes the bands of a pixel as its features";
                case TEMPORAL -> "put the times in place of the bands, then pixel";
                case CUSTOM -> "reshape before the operator, or use ModelOp with a Predictor of your own";
            };
            Require.that(instead.isEmpty(), "mode", name().toLowerCase(Locale.ROOT), "pixel or patch; " + instead);
        }
    }

    /// When it learns.
    public enum FitMode {
        /// Never: what was learnt is read from the state file.
        PRE_FIT,
        /// On the first call.
        FIT_ON_CALL,
        /// On every call anew.
        REFIT,
        /// On every call, from all calls so far.
        FIT_STREAMING,
        /// On every call anew; the input is returned as it is.
        FIT_ONLY
    }

    /// What happens to samples that are not finite when it learns.
    public enum NanFit {
        DROP,
        ERROR
    }

    /// What happens to samples that are not finite in the result.
    public enum NanTransform {
        /// NaN, or -1 for labels.
        PROPAGATE,
        ERROR
    }
}
