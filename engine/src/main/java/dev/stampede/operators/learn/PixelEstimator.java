package dev.stampede.operators.learn;

import dev.stampede.kernels.elementwise.Plane;
import dev.stampede.operators.core.Configured;
import java.util.List;
import java.util.Map;

/// Something that learns from pixels: a part of [SklearnOp], not an operator.
public interface PixelEstimator extends Configured {
    /// Learns from the samples of planes, one plane a feature, leaving out those that are not finite.
    /// @throws IllegalArgumentException if there are too few
    Fitted fit(List<Plane> features, int rows, int cols);

    /// Whether it learns from parts as from the whole.
    default boolean learnsInParts() {
        return false;
    }

    /// Learns from these samples too.
    default Fitted update(Fitted before, List<Plane> features, int rows, int cols) {
        throw new UnsupportedOperationException(name() + " cannot learn in parts");
    }

    /// What was learnt, from [Fitted#state].
    /// @throws IllegalArgumentException if the state is not one of this estimator
    Fitted restore(Map<String, Object> state);
}
