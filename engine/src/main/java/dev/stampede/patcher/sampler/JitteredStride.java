package dev.stampede.patcher.sampler;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Named;
import dev.stampede.patcher.Boundary;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.PatchStep;
import dev.stampede.patcher.PixelAnchor;
import dev.stampede.patcher.RasterGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Anchors of a regular stride, each moved along both axes by `trunc(U(-jitter, jitter) step)` pixels and
/// kept where anchors may lie.
///
/// @param step   rows and columns between neighbouring anchors
/// @param jitter share of the step, at least 0
/// @param seed   of `L64X128MixRandom`
@Named("SpatialJitteredStride")
public record JitteredStride(
        PatchStep step,
        @Default("0.25") double jitter,
        @Default("0") long seed) implements PixelSampler {
    /// @throws IllegalArgumentException if `jitter` is negative or not finite
    public JitteredStride {
        if (!(jitter >= 0) || Double.isInfinite(jitter)) {
            throw new IllegalArgumentException("jitter is " + jitter + ", needs a number from 0 on");
        }
    }

    @Override
    public List<PixelAnchor> anchors(RasterGrid grid, PatchSize size, Boundary boundary) {
        var range = AnchorRange.of(grid, size, boundary);
        RandomGenerator random = RandomGeneratorFactory.of(GENERATOR).create(seed);
        var anchors = new ArrayList<PixelAnchor>();
        for (var regular : new RegularStride(step).anchors(grid, size, boundary)) {
            int down = (int) ((2 * random.nextDouble() - 1) * jitter * step.rows());
            int across = (int) ((2 * random.nextDouble() - 1) * jitter * step.cols());
            anchors.add(range.clamp(regular.row() + down, regular.col() + across));
        }
        return List.copyOf(anchors);
    }
}
