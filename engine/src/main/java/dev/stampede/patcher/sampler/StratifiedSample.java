package dev.stampede.patcher.sampler;

import dev.stampede.operators.core.Default;
import dev.stampede.patcher.Boundary;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.PixelAnchor;
import dev.stampede.patcher.RasterGrid;
import dev.stampede.raster.RasterSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Patches whose centres have the classes of a map in given proportions. The numbers of patches are whole
/// ones by largest remainder, ties to the lowest class; anchors come by class, without replacement while
/// there are enough pixels.
/// The centre is pixel (rows / 2, columns / 2) of a patch, rounded down; NaN and values that are no whole
/// numbers are no
/// class.
///
/// @param labels            file of the classes on the grid of the raster, first band
/// @param targetProportions class, as text, to its share; shares above 0 need not sum to 1
/// @param nSamples          patches in all
/// @param seed              of `L64X128MixRandom`
public record StratifiedSample(
        String labels,
        Map<String, Double> targetProportions,
        int nSamples,
        @Default("0") long seed) implements PixelSampler {
    /// @throws IllegalArgumentException if a class is no whole number, a share not above 0, or the number
    /// negative
    public StratifiedSample {
        targetProportions = Collections.unmodifiableMap(new LinkedHashMap<>(targetProportions));
        requireShares(targetProportions);
        if (nSamples < 0) {
            throw new IllegalArgumentException("n_samples is " + nSamples + ", expected 0 or more");
        }
    }

    private static void requireShares(Map<String, Double> shares) {
        boolean fine = !shares.isEmpty();
        for (var share : shares.entrySet()) {
            fine &= share.getKey().matches("-?\\d{1,18}")
                    && share.getValue() > 0
                    && !share.getValue().isInfinite();
        }
        if (!fine) {
            throw new IllegalArgumentException(
                    "target_proportions is " + shares + ", expected whole numbers with shares above 0");
        }
    }

    @Override
    public List<PixelAnchor> anchors(RasterGrid grid, PatchSize size, Boundary boundary) {
        var quotas = quotas(targetProportions, nSamples);
        return ClassAnchors.draw(labels, grid, size, boundary, seed, _ -> quotas);
    }

    /// The anchors for labels at hand.
    /// @throws IOException              if the labels cannot be read
    /// @throws IllegalArgumentException if a class has no pixel, or labels are of another size
    public static List<PixelAnchor> draw(
            RasterSource labels, Map<String, Double> shares, int n, PatchSize size, Boundary boundary, long seed)
            throws IOException {
        requireShares(shares);
        var quotas = quotas(shares, n);
        return ClassAnchors.draw(labels, RasterGrid.of(labels), size, boundary, seed, _ -> quotas);
    }

    /// Whole numbers that sum to `n`, by largest remainder.
    static SortedMap<Long, Integer> quotas(Map<String, Double> shares, int n) {
        var byClass = new TreeMap<Long, Double>();
        shares.forEach((label, share) -> byClass.put(Long.parseLong(label), share));
        double total =
                byClass.values().stream().mapToDouble(Double::doubleValue).sum();
        var quotas = new TreeMap<Long, Integer>();
        int given = 0;
        for (var share : byClass.entrySet()) {
            int whole = (int) (n * (share.getValue() / total));
            quotas.put(share.getKey(), whole);
            given += whole;
        }
        var order = new ArrayList<>(byClass.keySet());
        order.sort(Comparator.comparingDouble(label -> quotas.get(label) - n * (byClass.get(label) / total)));
        for (int i = 0; given < n; i++, given++) {
            quotas.merge(order.get(i % order.size()), 1, Integer::sum);
        }
        return quotas;
    }
}
