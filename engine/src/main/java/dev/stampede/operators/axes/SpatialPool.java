package dev.stampede.operators.axes;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.Elements;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;

/// Squares of pixels as one: `size x size` become one pixel `size` times as large, in `float64`, `float32` for
/// `float32`. A NaN makes its square NaN. The fill value is not looked at.
///
/// @param reduction mean
/// @param size      pixels along a side, 2
public record SpatialPool(
        @Default("\"mean\"") Reduction reduction,
        @Default("2") int size) implements Operator<GeoRaster, GeoRaster> {
    /// @throws IllegalArgumentException if the size is below 1
    public SpatialPool {
        Require.that(size >= 1 && size <= 1 << 14, "size", size, "1 to 16384");
    }

    /// @throws IllegalArgumentException if rows or columns are no multiple of the size
    @Override
    public GeoRaster compute(GeoRaster in) {
        Require.that(
                in.height() % size == 0 && in.width() % size == 0,
                "size",
                size,
                "a divisor of the " + in.height() + " rows and " + in.width() + " columns; PadTo makes them fit");
        var shape = in.shape();
        shape[shape.length - 2] /= size;
        shape[shape.length - 1] /= size;
        var type = in.dtype() == DType.FLOAT32 ? DType.FLOAT32 : DType.FLOAT64;
        var out = RasterMemory.allocate(type, shape);
        var square = new double[size * size];
        for (long row = 0; row < out.rows(); row++) {
            long to = out.rowStart(row);
            for (int col = 0; col < out.size(-1); col++) {
                gather(in.values(), row * size, col * size, square);
                Elements.setDouble(out.segment(), type, to + col, reduction.of(square));
            }
        }
        return new GeoRaster(out, in.affine().scaled(size, size), in.crs(), in.fill(), in.attributes());
    }

    /// @param row through all leading axes, which hold a whole number of squares
    private void gather(ArrayView values, long row, int col, double[] outSquare) {
        for (int r = 0, i = 0; r < size; r++) {
            long at = values.rowStart(row + r) + col * values.stride(-1);
            for (int c = 0; c < size; c++, i++) {
                outSquare[i] = Elements.getDouble(values.segment(), values.dtype(), at + c * values.stride(-1));
            }
        }
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
