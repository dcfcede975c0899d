package dev.stampede.operators.matchedfilter;

import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;
import java.util.List;
import java.util.Optional;

/// What looks for a target before a background that is given, made by an estimator or taken from each input.
///
/// @param <B> what it returns
sealed interface TargetOperator<B> extends Operator<GeoRaster, B>
        permits MatchedFilter, MatchedFilterSNR, DetectionThreshold {
    Optional<List<Double>> mean();

    Optional<List<List<Double>>> cov();

    boolean fitOnCall();

    MeanMethod meanMethod();

    CovMethod covMethod();

    Optional<Operator<GeoRaster, Background>> background();

    /// The background of an input.
    default Background backgroundOf(GeoRaster in) {
        return new Backgrounds.Choice(mean(), cov(), fitOnCall(), meanMethod(), covMethod(), background()).of(in);
    }

    @Override
    default boolean serialisable() {
        return background().isEmpty() || background().get().serialisable();
    }

    @Override
    default Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
