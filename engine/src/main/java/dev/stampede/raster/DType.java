package dev.stampede.raster;

import java.util.Locale;
import java.util.Optional;

/// What a pixel is. Off-heap pixels are in the machine's byte order; a boolean is one byte, 0 or 1.
public enum DType {
    BOOL(1, false, false, 0, 1),
    UINT8(1, false, false, 0, 0xFF),
    INT8(1, false, true, Byte.MIN_VALUE, Byte.MAX_VALUE),
    UINT16(2, false, false, 0, 0xFFFF),
    INT16(2, false, true, Short.MIN_VALUE, Short.MAX_VALUE),
    UINT32(4, false, false, 0, 0xFFFFFFFFL),
    INT32(4, false, true, Integer.MIN_VALUE, Integer.MAX_VALUE),
    UINT64(8, false, false, 0, 0x1p64),
    INT64(8, false, true, Long.MIN_VALUE, Long.MAX_VALUE),
    FLOAT32(4, true, true, -Float.MAX_VALUE, Float.MAX_VALUE),
    FLOAT64(8, true, true, -Double.MAX_VALUE, Double.MAX_VALUE);

    private final int bytes;
    private final boolean floating;
    private final boolean signed;
    private final double min;
    private final double max;

    DType(int bytes, boolean floating, boolean signed, double min, double max) {
        this.bytes = bytes;
        this.floating = floating;
        this.signed = signed;
        this.min = min;
        this.max = max;
    }

    /// Bytes of one pixel.
    public int bytes() {
        return bytes;
    }

    public boolean isFloating() {
        return floating;
    }

    public boolean isSigned() {
        return signed;
    }

    /// Smallest finite value.
    public double min() {
        return min;
    }

    /// Largest finite value; rounded to a double for 64-bit integers.
    public double max() {
        return max;
    }

    /// Lower-case name, as in array libraries: `uint16`, `float32`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The type of this name in any case; `Byte` is GDAL's name of [#UINT8].
    public static Optional<DType> named(String label) {
        var upper = label.toUpperCase(Locale.ROOT);
        if (upper.equals("BYTE")) {
            return Optional.of(UINT8);
        }
        for (var type : values()) {
            if (type.name().equals(upper)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
