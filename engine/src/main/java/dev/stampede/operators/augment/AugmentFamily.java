package dev.stampede.operators.augment;

import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.OperatorFamily;
import java.util.List;

/// Random variants.
public final class AugmentFamily implements OperatorFamily {
    @Override
    public String name() {
        return "augment";
    }

    @Override
    public List<Class<? extends Configured>> types() {
        return List.of(
                Compose.class,
                RandomFlip.class,
                RandomRotate90.class,
                BrightnessJitter.class,
                GaussianNoise.class,
                ContrastJitter.class,
                RandomCrop.class,
                RandomShift.class,
                SpeckleNoise.class,
                BandDropout.class,
                BandJitter.class,
                SunAngleJitter.class,
                AtmosphericHaze.class,
                SimulatedClouds.class,
                CutMix.class);
    }
}
