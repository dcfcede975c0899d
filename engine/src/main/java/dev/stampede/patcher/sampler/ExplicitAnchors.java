package dev.stampede.patcher.sampler;

import dev.stampede.operators.core.Named;
import dev.stampede.patcher.Boundary;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.PixelAnchor;
import dev.stampede.patcher.RasterGrid;
import java.util.List;

/// The anchors as given, order and duplicates kept. They may lie outside the raster where the boundary policy
/// allows patches that do.
///
/// @param anchors upper left pixels, in the order of the patches
@Named("SpatialExplicit")
public record ExplicitAnchors(List<PixelAnchor> anchors) implements PixelSampler {
    public ExplicitAnchors {
        anchors = List.copyOf(anchors);
    }

    @Override
    public List<PixelAnchor> anchors(RasterGrid grid, PatchSize size, Boundary boundary) {
        return anchors;
    }
}
