package dev.stampede.insar.stage4;

import dev.stampede.geometry.PointOrder;
import java.util.Arrays;

/// Pixels that touch usually show the same scatterer; of each group only the most coherent one is kept.
///
/// The owner of a pixel is the first selected pixel (in the order of selection) among its eight neighbours.
/// Groups are the sets connected by the links between pixels and their owners. They need not be whole connected
/// components: two pixels that touch may have owners in different groups.
///
/// Source: Hooper et al. (2007), doi:10.1029/2006JB004763, on adjacent pixels; StaMPS for the grouping.
final class AdjacentPixels {
    private final int[] parent;

    private AdjacentPixels(int points) {
        parent = new int[points];
        Arrays.setAll(parent, i -> i);
    }

    /// Sets `keep` to `false` for every pixel that another one of its group beats (the first of equals wins).
    ///
    /// @param line      azimuth of each pixel
    /// @param sample    range of each pixel
    /// @param coherence temporal coherence
    static void keepBestOfEachGroup(int[] line, int[] sample, double[] coherence, boolean[] keep) {
        var groups = new AdjacentPixels(line.length);
        groups.linkToOwners(line, sample);
        var best = new int[line.length];
        Arrays.fill(best, -1);
        for (int p = 0; p < line.length; p++) {
            int group = groups.find(p);
            if (best[group] < 0) {
                best[group] = p;
            } else if (coherence[p] > coherence[best[group]]) {
                keep[best[group]] = false;
                best[group] = p;
            } else {
                keep[p] = false;
            }
        }
    }

    private void linkToOwners(int[] line, int[] sample) {
        var index = new PixelIndex(line, sample);
        for (int p = 0; p < line.length; p++) {
            int owner = Integer.MAX_VALUE;
            for (int dLine = -1; dLine <= 1; dLine++) {
                for (int dSample = -1; dSample <= 1; dSample++) {
                    if (dLine != 0 || dSample != 0) {
                        int q = index.first(line[p] + dLine, sample[p] + dSample);
                        owner = q < 0 ? owner : Math.min(owner, q);
                    }
                }
            }
            if (owner != Integer.MAX_VALUE) {
                unite(p, owner);
            }
        }
    }

    private void unite(int p, int q) {
        int a = find(p);
        int b = find(q);
        parent[Math.max(a, b)] = Math.min(a, b);
    }

    private int find(int p) {
        int root = p;
        while (parent[root] != root) {
            parent[root] = parent[parent[root]];
            root = parent[root];
        }
        return root;
    }

    /// Looks up selected pixels by position: sorted keys and binary search.
    private static final class PixelIndex {
        private final long[] keys;
        private final int[] point;

        PixelIndex(int[] line, int[] sample) {
            point = PointOrder.byAbscissa(
                    Arrays.stream(line).asDoubleStream().toArray(),
                    Arrays.stream(sample).asDoubleStream().toArray());
            keys = Arrays.stream(point).mapToLong(p -> key(line[p], sample[p])).toArray();
        }

        private static long key(int line, int sample) {
            return (long) line << 32 | sample & 0xffffffffL;
        }

        /// The first selected pixel at this position, or -1.
        int first(int line, int sample) {
            long key = key(line, sample);
            int low = 0;
            int high = keys.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (keys[middle] < key) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low < keys.length && keys[low] == key ? point[low] : -1;
        }
    }
}
