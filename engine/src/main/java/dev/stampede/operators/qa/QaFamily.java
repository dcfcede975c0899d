package dev.stampede.operators.qa;

import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.OperatorFamily;
import java.util.List;

/// Masks from quality bands.
public final class QaFamily implements OperatorFamily {
    @Override
    public String name() {
        return "qa";
    }

    @Override
    public List<Class<? extends Configured>> types() {
        return List.of(
                MaskFromSCL.class,
                MaskFromQABits.class,
                MaskValid.class,
                S2SCL.class,
                S2QA60.class,
                LandsatQaPixel.class,
                ModisStateQa.class,
                DecodeBitmask.class,
                MaskClouds.class,
                MaskCloudShadow.class,
                MaskCirrus.class,
                MaskSnow.class,
                MaskWater.class,
                MaskNoData.class,
                MaskSaturated.class);
    }
}
