package dev.stampede.operators.geom;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import dev.stampede.raster.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Parts of one size, row by row; views of the same memory. Those at the right and lower edge are cut to the raster, or
/// left out.
///
/// @param size              rows and columns
/// @param stride            rows and columns from one to the next; the size by default
/// @param includeIncomplete whether cut ones are given too, true
public record Tile(
        List<Integer> size,
        Optional<List<Integer>> stride,
        @Default("true") boolean includeIncomplete) implements Operator<GeoRaster, List<GeoRaster>> {
    public Tile {
        size = List.copyOf(size);
        Require.that(size.size() == 2 && size.get(0) > 0 && size.get(1) > 0, "size", size, "rows and columns");
        Require.that(
                stride.isEmpty()
                        || stride.get().size() == 2
                                && stride.get().get(0) > 0
                                && stride.get().get(1) > 0,
                "stride",
                stride,
                "rows and columns above 0");
    }

    @Override
    public List<GeoRaster> compute(GeoRaster in) {
        var step = stride.orElse(size);
        var tiles = new ArrayList<GeoRaster>();
        for (int row = 0; row < in.height(); row += step.get(0)) {
            for (int col = 0; col < in.width(); col += step.get(1)) {
                var window = new Window(col, row, size.get(1), size.get(0));
                if (includeIncomplete || in.window().contains(window)) {
                    tiles.add(in.readClipped(RasterMemory.current(), window));
                }
            }
        }
        return tiles;
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
