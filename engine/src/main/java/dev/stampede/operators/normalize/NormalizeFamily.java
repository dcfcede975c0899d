package dev.stampede.operators.normalize;

import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.OperatorFamily;
import java.util.List;

/// Values brought to a common scale.
public final class NormalizeFamily implements OperatorFamily {
    @Override
    public String name() {
        return "normalize";
    }

    @Override
    public List<Class<? extends Configured>> types() {
        return List.of(
                StandardScaler.class,
                RobustScaler.class,
                MinMaxScaler.class,
                HistogramStretch.class,
                LogScale.class,
                AsinhScale.class,
                PowerScale.class,
                Normalize.class,
                ZeroOne.class,
                PerBandStats.class,
                CLAHE.class);
    }
}
