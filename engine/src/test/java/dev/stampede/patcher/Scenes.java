package dev.stampede.patcher;

import dev.stampede.io.raster.GeoTiff;
import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntToDoubleFunction;

/// Rasters for tests.
public final class Scenes {
    private static final double SCALE = 2.75e-05;
    private static final double OFFSET = -0.2;

    private Scenes() {}

    /// A file of the golden cases of rasters.
    public static Path golden(String name) {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            var file = folder.resolve("golden/geostack").resolve(name);
            if (Files.exists(file)) {
                return file;
            }
        }
        throw new IllegalStateException("golden/geostack/" + name + " is missing");
    }

    /// The golden scene of 7 bands.
    public static GeoRaster landsat(Arena arena) {
        try {
            return GeoTiff.read(arena, golden("inputs/landsat_20210326.tif").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `(nir - red) / (nir + red + 1e-10)` of digital numbers as reflectance.
    public static GeoRaster ndvi(Arena arena, GeoRaster numbers) {
        var out = ArrayView.allocate(arena, DType.FLOAT64, numbers.height(), numbers.width());
        for (int r = 0; r < numbers.height(); r++) {
            for (int c = 0; c < numbers.width(); c++) {
                double nir = SCALE * numbers.band(4).get(r, c) + OFFSET;
                double red = SCALE * numbers.band(3).get(r, c) + OFFSET;
                out.set((nir - red) / (nir + red + 1e-10), r, c);
            }
        }
        return numbers.rewrap(out);
    }

    /// One band whose cell number i, row by row, holds `value(i)`.
    public static GeoRaster of(Arena arena, DType type, int rows, int cols, IntToDoubleFunction value) {
        var values = ArrayView.allocate(arena, type, rows, cols);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                values.set(value.applyAsDouble(r * cols + c), r, c);
            }
        }
        return GeoRaster.of(values, Affine.northUp(500000, 4200000, 10, 10));
    }
}
