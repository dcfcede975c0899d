package dev.stampede.operators.axes;

import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.OperatorFamily;
import java.util.List;

/// Operators on axes.
public final class AxesFamily implements OperatorFamily {
    @Override
    public String name() {
        return "axes";
    }

    @Override
    public List<Class<? extends Configured>> types() {
        return List.of(
                Subsample.class,
                ApplyToBands.class,
                StackAlong.class,
                ConcatenateAlong.class,
                MeanScalar.class,
                PerBandReduce.class,
                SpatialPool.class,
                CHWtoHWC.class,
                HWCtoCHW.class);
    }
}
