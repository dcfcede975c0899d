package dev.stampede.operators.spectral;

import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;

/// All bands in another order.
///
/// @param order index of each new band in the old order; every band once
public record ReorderBands(List<Integer> order) implements Operator<GeoRaster, GeoRaster>, Pixelwise {
    public ReorderBands {
        order = List.copyOf(order);
        Require.that(new HashSet<>(order).size() == order.size(), "order", order, "every band once");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        boolean all = order.size() == in.bands() && order.stream().allMatch(band -> band >= 0 && band < in.bands());
        Require.that(all, "order", order, "each of the " + in.bands() + " bands of the raster once");
        return in.pickBands(
                RasterMemory.current(),
                order.stream().mapToInt(Integer::intValue).toArray());
    }

    @Override
    public BitSet bandsNeeded(GeoRaster in, BitSet wanted) {
        var needed = new BitSet();
        wanted.stream().forEach(band -> needed.set(order.get(band)));
        return needed;
    }
}
