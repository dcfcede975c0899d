package dev.stampede.operators.indices;

import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.OperatorFamily;
import java.util.List;

/// Band indices.
public final class IndexFamily implements OperatorFamily {
    @Override
    public String name() {
        return "indices";
    }

    @Override
    public List<Class<? extends Configured>> types() {
        return List.of(
                NormalizedDifference.class,
                NDVI.class,
                NDWI.class,
                NBR.class,
                NDBI.class,
                NDMI.class,
                MNDWI.class,
                NDSI.class,
                NBR2.class,
                SAVI.class,
                EVI.class,
                EVI2.class,
                ARVI.class,
                GCI.class,
                KernelNdvi.class,
                BAIS2.class,
                BSI.class,
                IronOxide.class,
                ClayMinerals.class,
                CIRI.class,
                DeltaNbr.class,
                BurnSeverity.class,
                AppendIndex.class);
    }
}
