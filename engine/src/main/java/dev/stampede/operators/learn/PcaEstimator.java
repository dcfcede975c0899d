package dev.stampede.operators.learn;

import dev.stampede.kernels.elementwise.Plane;
import dev.stampede.kernels.statistics.CrossMoments;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Require;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Principal components, a part of `SklearnOp`; see `PCA`. Learns in parts too.
///
/// @param nComponents as many as features by default
/// @param whiten      whether scores are divided by their standard deviation, false
public record PcaEstimator(
        OptionalInt nComponents, @Default("false") boolean whiten) implements PixelEstimator {
    public PcaEstimator {
        Require.that(nComponents.isEmpty() || nComponents.getAsInt() >= 1, "n_components", nComponents, "at least 1");
    }

    @Override
    public Fitted fit(List<Plane> features, int rows, int cols) {
        return of(CrossMoments.of(features, rows, cols));
    }

    @Override
    public boolean learnsInParts() {
        return true;
    }

    @Override
    public Fitted update(Fitted before, List<Plane> features, int rows, int cols) {
        return of(((PcaFit) before).moments().join(CrossMoments.of(features, rows, cols)));
    }

    private Fitted of(CrossMoments moments) {
        if (moments.count() < 2) {
            throw new IllegalArgumentException(
                    "principal components need two samples that are finite; there are " + moments.count());
        }
        return PcaFit.of(moments, components(moments.mean().length), whiten);
    }

    private int components(int features) {
        int wanted = nComponents.orElse(features);
        Require.that(wanted <= features, "n_components", wanted, "at most the " + features + " features");
        return wanted;
    }

    @Override
    public Fitted restore(Map<String, Object> state) {
        var moments = PcaFit.moments(state);
        return PcaFit.of(moments, components(moments.mean().length), whiten);
    }
}
