package dev.stampede.operators.matchedfilter;

import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.OperatorFamily;
import java.util.List;

/// Signatures in spectra.
public final class MatchedFilterFamily implements OperatorFamily {
    @Override
    public String name() {
        return "matchedfilter";
    }

    @Override
    public List<Class<? extends Configured>> types() {
        return List.of(
                MatchedFilter.class,
                MatchedFilterSNR.class,
                DetectionThreshold.class,
                EstimateMean.class,
                EstimateCovEmpirical.class,
                EstimateCovShrunk.class,
                EstimateCovLowRank.class,
                GMMClusterBackground.class,
                AdaptiveWindowBackground.class,
                StreamingBackground.class,
                LinearTargetFromObs.class,
                NonlinearTargetFromObs.class,
                ColumnEnhancement.class);
    }
}
