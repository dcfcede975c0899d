package dev.stampede.operators.mask;

import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.OperatorFamily;
import java.util.List;

/// Masks.
public final class MaskFamily implements OperatorFamily {
    @Override
    public String name() {
        return "mask";
    }

    @Override
    public List<Class<? extends Configured>> types() {
        return List.of(
                ApplyMask.class,
                PolygonMask.class,
                BBoxMask.class,
                DistanceMask.class,
                AltitudeMask.class,
                SlopeMask.class,
                DilateMask.class,
                ErodeMask.class,
                OpenMask.class,
                CloseMask.class,
                BufferMask.class,
                RemoveSmallObjects.class,
                RemoveSmallHoles.class,
                CleanMask.class,
                CombineMasks.class,
                InvertMask.class,
                LandMask.class,
                OceanMask.class,
                CountryMask.class);
    }
}
