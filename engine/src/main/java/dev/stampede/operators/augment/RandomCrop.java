package dev.stampede.operators.augment;

import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import dev.stampede.raster.Window;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/// Cuts out a box that lies within the raster, each place as likely. Pixels stay where they are on the map.
/// A view.
///
/// @param size rows and columns
/// @param seed none: a fresh one each time
public record RandomCrop(List<Integer> size, OptionalLong seed) implements Augmentation {
    /// @throws IllegalArgumentException unless there are two numbers above 0
    public RandomCrop {
        size = List.copyOf(size);
        Require.that(size.size() == 2 && size.get(0) > 0 && size.get(1) > 0, "size", size, "rows and columns above 0");
    }

    /// @throws IllegalArgumentException if the raster is smaller
    @Override
    public GeoRaster vary(GeoRaster in, RandomGenerator random) {
        Require.that(
                size.get(0) <= in.height() && size.get(1) <= in.width(),
                "size",
                size,
                "at most the raster's " + in.height() + " rows and " + in.width() + " columns");
        int row = random.nextInt(in.height() - size.get(0) + 1);
        int col = random.nextInt(in.width() - size.get(1) + 1);
        return in.read(RasterMemory.current(), new Window(col, row, size.get(1), size.get(0)));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
