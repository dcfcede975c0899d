package dev.stampede.operators.measure;

import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.OperatorFamily;
import java.util.List;

/// Numbers, tables and lines from rasters.
public final class MeasureFamily implements OperatorFamily {
    @Override
    public String name() {
        return "measure";
    }

    @Override
    public List<Class<? extends Configured>> types() {
        return List.of(
                LabelConnectedComponents.class,
                RegionProps.class,
                FindContours.class,
                ProfileLine.class,
                RANSAC.class,
                SkeletonLength.class,
                ShannonEntropy.class);
    }
}
