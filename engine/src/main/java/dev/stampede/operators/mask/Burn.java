package dev.stampede.operators.mask;

import dev.stampede.io.raster.Burning;
import dev.stampede.kernels.morphology.Bits;
import dev.stampede.operators.pixels.Flags;
import dev.stampede.raster.Crs;
import dev.stampede.raster.GeoRaster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// Shapes on the grid of a carrier.
final class Burn {
    private Burn() {}

    /// Pixels inside a geometry.
    /// @param wkt in `crs`, or in the carrier's system without one
    static Bits inside(GeoRaster grid, String wkt, Optional<String> crs, boolean allTouched) {
        try {
            var from = crs.map(Crs::new).orElse(grid.crs());
            return new Bits(
                    grid.height(),
                    grid.width(),
                    Burning.flags(wkt, from, grid.affine(), grid.crs(), grid.width(), grid.height(), allTouched));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static GeoRaster mask(GeoRaster grid, Bits inside, boolean keepInside) {
        return Flags.mask(grid, keepInside ? inside : inside.not());
    }

    /// A box as a polygon.
    static String box(double minX, double minY, double maxX, double maxY) {
        return "POLYGON ((%1$s %2$s, %1$s %4$s, %3$s %4$s, %3$s %2$s, %1$s %2$s))".formatted(minX, minY, maxX, maxY);
    }
}
