package dev.stampede.operators.mask;

import dev.stampede.kernels.elementwise.Elementwise.Precision;
import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.Elements;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;

/// Writes a fill value where a mask is true. A mask of rows and columns counts for all bands. Floating types
/// stay; integers stay when they can hold the fill value and become `float64` otherwise, as with NaN.
/// Transform, reference system and the carrier's own fill value stay as they were unless `updateFill` is set.
///
/// Refuses a mask on another grid.
///
/// @param mask       an operator that makes the mask from the same input; for a mask at hand [#of(GeoRaster)]
/// @param fillValue  NaN
/// @param invert     whether to write where the mask is false
/// @param updateFill whether the carrier's fill value becomes `fillValue`
public record ApplyMask(
        Operator<GeoRaster, GeoRaster> mask,
        @Default("\"NaN\"") double fillValue,
        @Default("false") boolean invert,
        @Default("false") boolean updateFill)
        implements Operator<GeoRaster, GeoRaster>, Pixelwise {
    public ApplyMask(Operator<GeoRaster, GeoRaster> mask) {
        this(mask, Double.NaN, false, false);
    }

    /// Applies a mask at hand. Such an operator cannot be stored.
    public static ApplyMask of(GeoRaster mask, double fillValue, boolean invert) {
        return new ApplyMask(new HeldMask(mask), fillValue, invert, false);
    }

    @Override
    public boolean serialisable() {
        return mask.serialisable();
    }

    @Override
    public boolean isPixelwise() {
        return Pixelwise.obstacle(mask).isEmpty();
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var drop = mask.apply(in);
        in.requireSameExtent(drop);
        var flags = drop.values().broadcast(in.shape());
        var type = in.dtype().isFloating() || holds(in.dtype(), fillValue) ? in.dtype() : DType.FLOAT64;
        var out = RasterMemory.allocate(type, in.shape());
        var value = Expression.input(0);
        var fill = Expression.number(fillValue);
        var flag = Expression.input(1);
        var formula = invert ? flag.choose(value, fill) : flag.choose(fill, value);
        if (type == DType.INT64 || type == DType.UINT64) {
            chooseExactly(in, flags, out);
        } else {
            var precision = in.dtype() == DType.FLOAT32 ? Precision.SINGLE : Precision.DOUBLE;
            Pixels.evaluateInto(formula, precision, List.of(in.values(), flags), out);
        }
        return updateFill ? in.rewrap(out, OptionalDouble.of(fillValue)) : in.rewrap(out);
    }

    /// 64-bit integers are more than a double holds.
    private void chooseExactly(GeoRaster in, ArrayView flags, ArrayView out) {
        out.copyFrom(in.values());
        for (long row = 0; row < out.rows(); row++) {
            long at = out.rowStart(row);
            long flag = flags.rowStart(row);
            for (int col = 0; col < out.size(-1); col++) {
                double drop = Elements.getDouble(flags.segment(), flags.dtype(), flag + col * flags.stride(-1));
                if (drop != 0 != invert) {
                    Elements.setDouble(out.segment(), out.dtype(), at + col, fillValue);
                }
            }
        }
    }

    private static boolean holds(DType type, double value) {
        return value >= type.min() && value <= type.max() && value == Math.rint(value);
    }

    @Override
    public BitSet bandsNeeded(GeoRaster in, BitSet wanted) {
        var needed = Pixelwise.bandsNeeded(mask, in);
        needed.or(wanted);
        return needed;
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Double.isNaN(fillValue) && !in.dtype().startsWith("float") ? in.withDtype("float64") : in;
    }
}
