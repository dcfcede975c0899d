package dev.stampede.mosaic;

import dev.stampede.io.raster.RasterInfo;
import dev.stampede.kernels.matching.NoData;
import dev.stampede.kernels.matching.PixelRange;
import dev.stampede.raster.DType;

/// What kernels need to know of an image's pixels.
public final class PixelTypes {
    private PixelTypes() {}

    public static PixelRange range(DType type) {
        return new PixelRange(
                switch (type) {
                    case FLOAT32 -> PixelRange.Kind.FLOAT32;
                    case FLOAT64 -> PixelRange.Kind.FLOAT64;
                    case INT8, INT16, INT32, INT64 -> PixelRange.Kind.SIGNED;
                    default -> PixelRange.Kind.UNSIGNED;
                },
                type.min(),
                type.max());
    }

    /// What stands for no data in a band (from 0), results being kept from equalling it.
    public static NoData noData(RasterInfo info, int band) {
        var value = info.noData().get(band);
        return value.isPresent()
                ? NoData.guarded(value.getAsDouble(), range(info.dtype()))
                : NoData.unprotected(Double.NaN);
    }

    /// What is written where a band (from 0) has no value: its no-data value, else not-a-number where the type
    /// has it, else 0.
    public static double fill(RasterInfo info, int band) {
        return info.noData().get(band).orElse(info.dtype().isFloating() ? Double.NaN : 0);
    }
}
