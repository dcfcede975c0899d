package dev.stampede.operators;

import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Attributes;
import dev.stampede.raster.Crs;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.lang.foreign.Arena;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;

/// Small rasters for tests, with pixels of 10 m.
public final class Rasters {
    private static final Affine GRID = Affine.northUp(500_000, 4_000_000, 10, 10);

    private Rasters() {}

    /// Values in the order of storage.
    public static GeoRaster of(DType type, int[] shape, double... values) {
        return filled(type, shape, i -> values[i]);
    }

    /// Value by position in the order of storage.
    public static GeoRaster filled(DType type, int[] shape, IntToDoubleFunction value) {
        var array = ArrayView.allocate(Arena.ofAuto(), type, shape);
        var flat = array.reshape((int) array.elements());
        for (int i = 0; i < flat.size(0); i++) {
            flat.set(value.applyAsDouble(i), i);
        }
        return new GeoRaster(array, GRID, new Crs("EPSG:32610"), OptionalDouble.of(0), Attributes.NONE);
    }

    /// All values in the order of the axes, whatever the order in memory.
    public static double[] values(ArrayView array) {
        var dense = array.copyAs(Arena.ofAuto(), DType.FLOAT64);
        var flat = dense.reshape((int) dense.elements());
        double[] values = new double[flat.size(0)];
        for (int i = 0; i < values.length; i++) {
            values[i] = flat.get(i);
        }
        return values;
    }
}
