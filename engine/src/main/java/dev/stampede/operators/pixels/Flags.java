package dev.stampede.operators.pixels;

import dev.stampede.kernels.morphology.Bits;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.Elements;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.UnaryOperator;

/// Masks of carriers as flags for algorithms on shapes, and back.
public final class Flags {
    private Flags() {}

    /// Runs an algorithm on each layer of a mask of rank 2 or 3; anything but 0 is true.
    public static GeoRaster map(GeoRaster mask, UnaryOperator<Bits> algorithm) {
        if (mask.rank() > 3) {
            throw new OperatorTypeException("a mask has rows and columns, and perhaps bands, not " + mask.values());
        }
        var out = RasterMemory.allocate(DType.BOOL, mask.shape());
        var layers = BandStatistics.bands(mask);
        for (int layer = 0; layer < layers.size(); layer++) {
            var made = algorithm.apply(of(layers.get(layer)));
            write(made, mask.rank() == 2 ? out : out.select(0, layer));
        }
        return mask.rewrapMask(out);
    }

    /// The flags of an array of rows and columns.
    public static Bits of(ArrayView view) {
        var bits = Bits.empty(view.size(0), view.size(1));
        for (int row = 0; row < bits.rows(); row++) {
            long at = view.rowStart(row);
            for (int col = 0; col < bits.cols(); col++) {
                double value = Elements.getDouble(view.segment(), view.dtype(), at + col * view.stride(1));
                bits.flags()[row * bits.cols() + col] = (byte) (value != 0 ? 1 : 0);
            }
        }
        return bits;
    }

    /// Copies flags into a dense array of `bool`.
    public static void write(Bits bits, ArrayView out) {
        MemorySegment.copy(bits.flags(), 0, out.segment(), ValueLayout.JAVA_BYTE, out.offset(), bits.flags().length);
    }

    /// Flags as a mask on the grid of a carrier.
    public static GeoRaster mask(GeoRaster grid, Bits bits) {
        var out = RasterMemory.allocate(DType.BOOL, bits.rows(), bits.cols());
        write(bits, out);
        return grid.rewrapMask(out);
    }
}
