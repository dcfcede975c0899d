package dev.stampede.operators.spectral;

import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.OperatorFamily;
import java.util.List;

/// Bands picked, ordered and combined.
public final class SpectralFamily implements OperatorFamily {
    @Override
    public String name() {
        return "spectral";
    }

    @Override
    public List<Class<? extends Configured>> types() {
        return List.of(
                SelectBands.class,
                ReorderBands.class,
                StackBands.class,
                SplitBands.class,
                BandMath.class,
                SpectralDifference.class,
                BandRatio.class,
                GaussianSRF.class,
                SpectralBinning.class,
                SpectralSmoothing.class,
                ContinuumRemoval.class);
    }
}
