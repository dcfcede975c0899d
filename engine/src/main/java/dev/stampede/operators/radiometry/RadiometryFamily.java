package dev.stampede.operators.radiometry;

import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.OperatorFamily;
import java.util.List;

/// Radiometry.
public final class RadiometryFamily implements OperatorFamily {
    @Override
    public String name() {
        return "radiometry";
    }

    @Override
    public List<Class<? extends Configured>> types() {
        return List.of(
                ToFloat32.class,
                DNToReflectance.class,
                MinMax.class,
                PercentileClip.class,
                Gamma.class,
                DNToRadiance.class,
                RadianceToDN.class,
                RadianceToReflectance.class,
                ReflectanceToRadiance.class,
                EarthSunDistanceCorrection.class,
                ComputeSZA.class,
                IntegratedIrradiance.class,
                ApplySRF.class,
                BTFromRadiance.class,
                DOS1.class,
                SimpleAtmosphericCorrection.class);
    }
}
