package dev.stampede.operators.segment;

import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.OperatorFamily;
import java.util.List;

/// Rasters cut into regions.
public final class SegmentFamily implements OperatorFamily {
    @Override
    public String name() {
        return "segment";
    }

    @Override
    public List<Class<? extends Configured>> types() {
        return List.of(
                Watershed.class,
                ExpandLabels.class,
                MergeNearbyInstances.class,
                MaskNMS.class,
                MarkBoundaries.class,
                SLIC.class,
                Felzenszwalb.class,
                Quickshift.class,
                RandomWalker.class,
                ChanVese.class);
    }
}
