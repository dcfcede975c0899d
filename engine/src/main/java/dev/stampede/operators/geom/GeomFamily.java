package dev.stampede.operators.geom;

import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.OperatorFamily;
import java.util.List;

/// Grids.
public final class GeomFamily implements OperatorFamily {
    @Override
    public String name() {
        return "geom";
    }

    @Override
    public List<Class<? extends Configured>> types() {
        return List.of(
                Reproject.class,
                ReprojectLike.class,
                ResampleLike.class,
                CropToBounds.class,
                Resize.class,
                Resample.class,
                PadTo.class,
                CropTo.class,
                Tile.class,
                SlidingWindow.class,
                StitchTiles.class,
                Mosaic.class,
                Rasterize.class,
                RasterizeLike.class,
                Vectorize.class,
                RasterToPoints.class,
                PointsToRaster.class,
                RasterToPointCloud.class,
                PointCloudToRaster.class,
                RasterToRasterLike.class,
                VectorToRasterAgg.class,
                Georeference.class,
                SwathToGrid.class,
                GridToSwath.class,
                PhaseAlign.class,
                OpticalFlowTVL1.class,
                OpticalFlowILK.class,
                AntimeridianSplit.class,
                SegmentStitch.class,
                BowtieCorrection.class,
                GeostationaryParallaxCorrect.class);
    }
}
