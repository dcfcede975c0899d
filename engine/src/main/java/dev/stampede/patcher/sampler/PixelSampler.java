package dev.stampede.patcher.sampler;

import dev.stampede.operators.core.Configured;
import dev.stampede.patcher.Boundary;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.PixelAnchor;
import dev.stampede.patcher.RasterGrid;
import java.util.List;

/// Chooses where patches of a raster begin. Stateless: every call gives the same anchors.
public interface PixelSampler extends Configured {
    /// The generator of all random samplers.
    String GENERATOR = "L64X128MixRandom";

    /// The anchors, in the order in which patches are made.
    /// @throws IllegalArgumentException if the patches do not fit as the boundary policy asks
    List<PixelAnchor> anchors(RasterGrid grid, PatchSize size, Boundary boundary);
}
