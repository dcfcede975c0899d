package dev.stampede.operators.learn;

import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.OperatorFamily;
import java.util.List;

/// Models.
public final class LearnFamily implements OperatorFamily {
    @Override
    public String name() {
        return "learn";
    }

    @Override
    public List<Class<? extends Configured>> types() {
        return List.of(
                OnnxOp.class, SklearnOp.class, PcaEstimator.class, KMeansEstimator.class, PCA.class, KMeans.class);
    }
}
