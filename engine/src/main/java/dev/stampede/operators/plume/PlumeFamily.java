package dev.stampede.operators.plume;

import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.OperatorFamily;
import java.util.List;

/// Plumes of gas.
public final class PlumeFamily implements OperatorFamily {
    @Override
    public String name() {
        return "plume";
    }

    @Override
    public List<Class<? extends Configured>> types() {
        return List.of(
                SBMP.class,
                PlumeMask.class,
                PlumeContours.class,
                PlumeFootprint.class,
                WindAdvectionCone.class,
                IMEEstimate.class,
                CrossSectionalFlux.class,
                ColumnToMass.class,
                PlumeShapeFilter.class,
                PlumeColumnStats.class,
                PlumeQNDFeatures.class);
    }
}
