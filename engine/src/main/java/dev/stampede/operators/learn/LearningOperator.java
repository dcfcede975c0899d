package dev.stampede.operators.learn;

import dev.stampede.operators.core.SettingsOperator;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.raster.GeoRaster;
import java.util.Optional;

/// An estimator that learns from the rasters that pass and maps them.
///
/// @param <S> the parameters
/// @param <F> what is learnt
abstract sealed class LearningOperator<S extends Record, F extends Fitted>
        extends SettingsOperator<S, GeoRaster, GeoRaster> implements Pixelwise permits KMeans, PCA, SklearnOp {
    private final Learner learner;
    private final LearnSettings learning;

    LearningOperator(S settings, PixelEstimator estimator, LearnSettings learning) {
        super(settings);
        this.learner = new Learner(estimator, learning);
        this.learning = learning;
    }

    /// Once it has learnt elsewhere.
    @Override
    public boolean isPixelwise() {
        return learning.fitMode() == LearnSettings.FitMode.PRE_FIT && learning.mode() == LearnSettings.Mode.PIXEL;
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return learner.run(in);
    }

    /// What was learnt; empty before the first call.
    @SuppressWarnings("unchecked") // an estimator gives one kind
    public Optional<F> fitted() {
        return learner.fitted().map(learnt -> (F) learnt);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return learning.fitMode() == LearnSettings.FitMode.FIT_ONLY ? in : Signature.UNKNOWN;
    }
}
