package dev.stampede.patcher.sampler;

import dev.stampede.operators.core.Default;
import dev.stampede.patcher.Boundary;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.PixelAnchor;
import dev.stampede.patcher.RasterGrid;
import dev.stampede.raster.RasterSource;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// As many patches of each class of a map, by the class of their centres; see [StratifiedSample].
///
/// @param labels    file of the classes on the grid of the raster, first band
/// @param nPerClass patches of each class
/// @param classes   the classes; by default all there are
/// @param seed      of `L64X128MixRandom`
public record BalancedSampler(
        String labels,
        int nPerClass,
        Optional<List<Long>> classes,
        @Default("0") long seed) implements PixelSampler {
    /// @throws IllegalArgumentException if the number is negative
    public BalancedSampler {
        classes = classes.map(List::copyOf);
        if (nPerClass < 0) {
            throw new IllegalArgumentException("n_per_class is " + nPerClass + ", expected 0 or more");
        }
    }

    @Override
    public List<PixelAnchor> anchors(RasterGrid grid, PatchSize size, Boundary boundary) {
        return ClassAnchors.draw(labels, grid, size, boundary, seed, quotas(nPerClass, classes));
    }

    /// The anchors for labels at hand.
    /// @throws IOException              if the labels cannot be read
    /// @throws IllegalArgumentException if a class has no pixel
    public static List<PixelAnchor> draw(
            RasterSource labels,
            int nPerClass,
            Optional<List<Long>> classes,
            PatchSize size,
            Boundary boundary,
            long seed)
            throws IOException {
        return ClassAnchors.draw(labels, RasterGrid.of(labels), size, boundary, seed, quotas(nPerClass, classes));
    }

    private static ClassAnchors.Quotas quotas(int nPerClass, Optional<List<Long>> classes) {
        return counts -> {
            var quotas = new TreeMap<Long, Integer>();
            classes.orElseGet(() -> List.copyOf(counts.keySet())).forEach(label -> quotas.put(label, nPerClass));
            return quotas;
        };
    }
}
