package dev.stampede.operators.pixels;

import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.OptionalDouble;

/// Rasters of labels: whole numbers from 1 that name what a pixel belongs to, 0 for nothing.
public final class Labels {
    private Labels() {}

    /// The labels of a plane, row by row; NaN counts as 0.
    /// @throws OperatorTypeException if a value is no whole number from 0 that an `int32` holds
    public static int[] of(ArrayView plane) {
        var values = Lines.all(plane);
        var labels = new int[values.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (int) values[i];
            if (labels[i] < 0 || labels[i] != values[i] && values[i] == values[i]) {
                throw new OperatorTypeException("labels are whole numbers from 0; row " + i / plane.size(1)
                        + ", column " + i % plane.size(1) + " holds " + values[i]);
            }
        }
        return labels;
    }

    /// Labels on the grid of a carrier, of its rank, as `int32` with fill 0.
    public static GeoRaster raster(GeoRaster grid, int[] labels) {
        var shape = grid.shape();
        if (shape.length > 2) {
            shape = grid.rank() == 3 && grid.bands() == 1 ? shape : new int[] {grid.height(), grid.width()};
        }
        var out = RasterMemory.allocate(DType.INT32, shape);
        MemorySegment.copy(labels, 0, out.segment(), ValueLayout.JAVA_INT, out.offset() << 2, labels.length);
        return grid.withAttributes(grid.attributes().withBandNames(java.util.List.of()))
                .rewrap(out, OptionalDouble.of(0));
    }

    /// The largest label; 0 if there is none.
    public static int largest(int[] labels) {
        int largest = 0;
        for (int label : labels) {
            largest = Math.max(largest, label);
        }
        return largest;
    }
}
