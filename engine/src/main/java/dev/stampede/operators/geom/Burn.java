package dev.stampede.operators.geom;

import dev.stampede.io.raster.Burning;
import dev.stampede.io.vector.FieldType;
import dev.stampede.io.vector.VectorLayer;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Attributes;
import dev.stampede.raster.Crs;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import dev.stampede.raster.RasterSource;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;

/// Layers of features on grids.
final class Burn {
    private Burn() {}

    /// 1, or the number of a column, where a feature covers a pixel; `fill` elsewhere.
    static GeoRaster onto(
            RasterSource grid, VectorLayer layer, Optional<String> column, boolean allTouched, double fill)
            throws IOException {
        var type = column.isEmpty() ? smallest(fill) : DType.FLOAT64;
        ArrayView out = RasterMemory.allocate(type, grid.height(), grid.width());
        out.fill(fill);
        var geometries = layer.features().stream().map(f -> f.geometry()).toList();
        Burning.values(
                geometries, numbers(layer, column), new Crs(layer.crs()), grid.affine(), grid.crs(), allTouched, out);
        return new GeoRaster(out, grid.affine(), grid.crs(), OptionalDouble.of(fill), Attributes.NONE);
    }

    private static DType smallest(double fill) {
        boolean small = fill >= 0 && fill <= 255 && fill == Math.rint(fill);
        return small ? DType.UINT8 : DType.FLOAT64;
    }

    /// The number of a column for each feature, NaN where it has none; 1 without a column.
    /// @throws IllegalArgumentException if there is no such column, or it holds no numbers
    static double[] numbers(VectorLayer layer, Optional<String> column) {
        if (column.isPresent()) {
            var type = layer.fields().get(column.get());
            if (type == null) {
                throw new IllegalArgumentException("column is " + column.get() + "; the layer " + layer.name() + " has "
                        + layer.fields().keySet());
            }
            if (type == FieldType.TEXT || type == FieldType.TIME) {
                throw new IllegalArgumentException("column " + column.get() + " holds " + type + ", not numbers");
            }
        }
        return layer.features().stream()
                .mapToDouble(feature -> column.isEmpty()
                        ? 1
                        : switch (feature.fields().get(column.get())) {
                            case Number number -> number.doubleValue();
                            case Boolean flag -> flag ? 1 : 0;
                            case null, default -> Double.NaN;
                        })
                .toArray();
    }
}
