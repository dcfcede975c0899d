package dev.stampede.operators.restore;

import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.OperatorFamily;
import java.util.List;

/// Values cleaned.
public final class RestoreFamily implements OperatorFamily {
    @Override
    public String name() {
        return "restore";
    }

    @Override
    public List<Class<? extends Configured>> types() {
        return List.of(
                DespeckleLee.class,
                DespeckleFrost.class,
                DespeckleRefinedLee.class,
                DestripeColumn.class,
                MomentMatching.class,
                DenoisePCA.class,
                MNF.class,
                InverseMNF.class,
                GaussianDenoise.class,
                MedianDenoise.class,
                BilateralDenoise.class,
                NLMeans.class,
                GapFillNearest.class,
                GapFillIDW.class,
                GapFillLaplacian.class,
                GapFillInpaintBiharmonic.class,
                OutlierMask.class,
                ReplaceOutliers.class,
                SaturationFlag.class);
    }
}
