package dev.stampede.mosaic.source;

import dev.stampede.kernels.matching.PixelRange;
import dev.stampede.raster.DType;

/// How numbers are rounded to each pixel type.
public final class PixelTypes {
    private PixelTypes() {}

    public static PixelRange range(DType type) {
        var kind = switch (type) {
            case FLOAT32 -> PixelRange.Kind.FLOAT32;
            case FLOAT64 -> PixelRange.Kind.FLOAT64;
            default -> type.isSigned() ? PixelRange.Kind.SIGNED : PixelRange.Kind.UNSIGNED;
        };
        return new PixelRange(kind, type.min(), type.max());
    }
}
