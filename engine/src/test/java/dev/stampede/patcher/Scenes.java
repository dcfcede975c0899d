package dev.stampede.patcher;

import dev.stampede.io.raster.GeoTiff;
import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.util.function.IntToDoubleFunction;

/// Rasters for tests.
public final class Scenes {
    public static final double SCALE = 2.75e-05;
    public static final double OFFSET = -0.2;

    private Scenes() {}

    /// The golden scene of 7 bands.
    public static GeoRaster landsat(Arena arena) {
        try {
            return GeoTiff.read(
                    arena, GeostackGolden.file("inputs/landsat_20210326.tif").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `(a - b) / (a + b + 1e-10)` of two bands of digital numbers as reflectance.
    public static GeoRaster normalizedDifference(Arena arena, GeoRaster numbers, int a, int b) {
        var out = ArrayView.allocate(arena, DType.FLOAT64, numbers.height(), numbers.width());
        for (int r = 0; r < numbers.height(); r++) {
            for (int c = 0; c < numbers.width(); c++) {
                double first = SCALE * numbers.band(a).get(r, c) + OFFSET;
                double second = SCALE * numbers.band(b).get(r, c) + OFFSET;
                out.set((first - second) / (first + second + 1e-10), r, c);
            }
        }
        return numbers.rewrap(out);
    }

    public static GeoRaster ndvi(Arena arena, GeoRaster numbers) {
        return normalizedDifference(arena, numbers, 4, 3);
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
