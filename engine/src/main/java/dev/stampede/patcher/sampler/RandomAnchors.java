package dev.stampede.patcher.sampler;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Named;
import dev.stampede.patcher.Boundary;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.PixelAnchor;
import dev.stampede.patcher.RasterGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// `n` anchors, each uniform in the allowed range; the same may come twice.
///
/// @param n    at least 0
/// @param seed of `L64X128MixRandom`
@Named("SpatialRandom")
public record RandomAnchors(int n, @Default("0") long seed) implements PixelSampler {
    /// @throws IllegalArgumentException if `n` is negative
    public RandomAnchors {
        if (n < 0) {
            throw new IllegalArgumentException("n is " + n + ", needs at least 0");
        }
    }

    @Override
    public List<PixelAnchor> anchors(RasterGrid grid, PatchSize size, Boundary boundary) {
        var range = AnchorRange.of(grid, size, boundary);
        RandomGenerator random = RandomGeneratorFactory.of(GENERATOR).create(seed);
        var anchors = new ArrayList<PixelAnchor>(n);
        for (int i = 0; i < n; i++) {
            anchors.add(new PixelAnchor(random.nextInt(range.lastRow() + 1), random.nextInt(range.lastCol() + 1)));
        }
        return List.copyOf(anchors);
    }
}
