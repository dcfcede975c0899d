package dev.stampede.operators.compositing;

import dev.stampede.operators.core.Require;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.Elements;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.List;

/// Scenes pixel by pixel, a row at a time.
final class Scenes {
    private Scenes() {}

    /// @throws IllegalArgumentException if there is no scene, or grids or shapes differ
    static void require(List<GeoRaster> scenes) {
        Require.that(!scenes.isEmpty(), "scenes", scenes, "at least one");
        for (var scene : scenes) {
            scenes.getFirst().requireSameExtent(scene);
            if (!scenes.getFirst().values().sameShape(scene.values())) {
                throw new IllegalArgumentException(
                        "the scenes differ: " + scenes.getFirst().values() + " and " + scene.values());
            }
        }
    }

    /// An array of the shape of the scenes.
    static ArrayView allocate(List<GeoRaster> scenes, DType type) {
        return RasterMemory.allocate(type, scenes.getFirst().shape());
    }

    /// Calls a rule for every value of arrays of one shape; what it returns goes to `out` of that shape, row by row.
    static void forEach(List<ArrayView> arrays, ArrayView out, RowRule rule) {
        var values = new double[arrays.size()];
        int columns = out.size(-1);
        for (long row = 0; row < out.rows(); row++) {
            var starts = new long[arrays.size()];
            for (int i = 0; i < starts.length; i++) {
                starts[i] = arrays.get(i).rowStart(row);
            }
            long to = out.rowStart(row);
            for (int col = 0; col < columns; col++) {
                for (int i = 0; i < starts.length; i++) {
                    var array = arrays.get(i);
                    values[i] = Elements.getDouble(array.segment(), array.dtype(), starts[i] + col * array.stride(-1));
                }
                Elements.setDouble(out.segment(), out.dtype(), to + col, rule.of(values, row, col));
            }
        }
    }

    /// A value from those of one place.
    @FunctionalInterface
    interface RowRule {
        /// @param values of the arrays in order; may be changed
        double of(double[] values, long row, int col);
    }

    static List<ArrayView> arrays(List<GeoRaster> scenes) {
        return scenes.stream().map(GeoRaster::values).toList();
    }
}
