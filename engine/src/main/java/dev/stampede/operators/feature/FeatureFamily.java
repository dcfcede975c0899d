package dev.stampede.operators.feature;

import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.OperatorFamily;
import java.util.List;

/// Edges, corners, blobs, lines and descriptions of texture.
public final class FeatureFamily implements OperatorFamily {
    @Override
    public String name() {
        return "feature";
    }

    @Override
    public List<Class<? extends Configured>> types() {
        return List.of(
                PeakLocalMax.class,
                Canny.class,
                CornerHarris.class,
                BlobLoG.class,
                BlobDOG.class,
                BlobDoH.class,
                StructureTensor.class,
                HOG.class,
                MultiscaleBasicFeatures.class,
                HoughLines.class,
                HoughCircles.class);
    }
}
