package dev.stampede.operators.augment;

import dev.stampede.operators.core.Require;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import dev.stampede.raster.Window;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/// Moves the frame by whole rows and columns; what lies beyond the raster holds its fill value, or 0 without
/// one. The size stays, and pixels stay where they are on the map.
///
/// @param maxShift farthest way in each direction, pixels
/// @param seed     none: a fresh one each time
public record RandomShift(int maxShift, OptionalLong seed) implements Augmentation {
    /// @throws IllegalArgumentException if it is negative
    public RandomShift {
        Require.that(maxShift >= 0 && maxShift < 1 << 24, "max_shift", maxShift, "0 or more pixels");
    }

    @Override
    public GeoRaster vary(GeoRaster in, RandomGenerator random) {
        int down = random.nextInt(-maxShift, maxShift + 1);
        int right = random.nextInt(-maxShift, maxShift + 1);
        return in.read(RasterMemory.current(), new Window(right, down, in.width(), in.height()));
    }
}
