package dev.stampede.operators.augment;

import dev.stampede.operators.core.Require;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.random.RandomGenerator;

/// Puts the values of bands of a group, such as the red-edge bands, in a random order; every order is as
/// likely. Names of bands stay where they are, and so do bands of no group.
///
/// @param groups indexes of bands from 0; a band belongs to one group at most
/// @param seed   none: a fresh one each time
public record BandJitter(List<List<Integer>> groups, OptionalLong seed) implements Augmentation {
    /// @throws IllegalArgumentException if a band is negative or in two groups
    public BandJitter {
        groups = groups.stream().map(List::copyOf).toList();
        var seen = new HashSet<Integer>();
        for (var group : groups) {
            for (int band : group) {
                Require.that(band >= 0 && seen.add(band), "groups", groups, "each band once, counted from 0");
            }
        }
    }

    /// @throws IllegalArgumentException if the raster has no such band
    @Override
    public GeoRaster vary(GeoRaster in, RandomGenerator random) {
        var out = RasterMemory.allocate(in.dtype(), in.shape());
        out.copyFrom(in.values());
        for (var group : groups) {
            for (int band : group) {
                Require.that(band < in.bands() && in.rank() > 2, "groups", groups, "bands of " + in.values());
            }
            var order = new ArrayList<>(group);
            Collections.shuffle(order, Random.from(random));
            for (int i = 0; i < order.size(); i++) {
                out.select(-3, group.get(i)).copyFrom(in.values().select(-3, order.get(i)));
            }
        }
        return in.rewrap(out);
    }
}
