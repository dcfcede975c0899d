package dev.stampede.kernels.elementwise;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;

/// What lies in a plane. Named as the types of rasters are.
public enum ElementType {
    BOOL(0, 0, 1),
    UINT8(0, 0, 0xFF),
    INT8(0, Byte.MIN_VALUE, Byte.MAX_VALUE),
    UINT16(1, 0, 0xFFFF),
    INT16(1, Short.MIN_VALUE, Short.MAX_VALUE),
    UINT32(2, 0, 0xFFFFFFFFL),
    INT32(2, Integer.MIN_VALUE, Integer.MAX_VALUE),
    UINT64(3, 0, 0x1p64),
    INT64(3, Long.MIN_VALUE, Long.MAX_VALUE),
    FLOAT32(2, -Float.MAX_VALUE, Float.MAX_VALUE),
    FLOAT64(3, -Double.MAX_VALUE, Double.MAX_VALUE);

    private final int shift;
    private final double min;
    private final double max;

    ElementType(int shift, double min, double max) {
        this.shift = shift;
        this.min = min;
        this.max = max;
    }

    public int bytes() {
        return 1 << shift;
    }

    public boolean isFloating() {
        return this == FLOAT32 || this == FLOAT64;
    }

    /// Element `index` of a segment as a double.
    public double load(MemorySegment segment, long index) {
        return switch (this) {
            case BOOL, UINT8 -> segment.get(JAVA_BYTE, index) & 0xFF;
            case INT8 -> segment.get(JAVA_BYTE, index);
            case UINT16 -> segment.get(JAVA_SHORT_UNALIGNED, index << 1) & 0xFFFF;
            case INT16 -> segment.get(JAVA_SHORT_UNALIGNED, index << 1);
            case UINT32 -> segment.get(JAVA_INT_UNALIGNED, index << 2) & 0xFFFFFFFFL;
            case INT32 -> segment.get(JAVA_INT_UNALIGNED, index << 2);
            case INT64 -> segment.get(JAVA_LONG_UNALIGNED, index << 3);
            case UINT64 -> unsigned(segment.get(JAVA_LONG_UNALIGNED, index << 3));
            case FLOAT32 -> segment.get(JAVA_FLOAT_UNALIGNED, index << 2);
            case FLOAT64 -> segment.get(JAVA_DOUBLE_UNALIGNED, index << 3);
        };
    }

    /// Stores a double: to integers truncated toward zero and clamped, NaN as 0; to booleans whether it is not 0.
    public void store(MemorySegment segment, long index, double value) {
        switch (this) {
            case BOOL -> segment.set(JAVA_BYTE, index, (byte) (value != 0 ? 1 : 0));
            case UINT8, INT8 -> segment.set(JAVA_BYTE, index, (byte) whole(value));
            case UINT16, INT16 -> segment.set(JAVA_SHORT_UNALIGNED, index << 1, (short) whole(value));
            case UINT32, INT32 -> segment.set(JAVA_INT_UNALIGNED, index << 2, (int) whole(value));
            case INT64 -> segment.set(JAVA_LONG_UNALIGNED, index << 3, (long) value);
            case UINT64 -> segment.set(JAVA_LONG_UNALIGNED, index << 3, toUnsigned(value));
            case FLOAT32 -> segment.set(JAVA_FLOAT_UNALIGNED, index << 2, (float) value);
            case FLOAT64 -> segment.set(JAVA_DOUBLE_UNALIGNED, index << 3, value);
        }
    }

    private long whole(double value) {
        return (long) Math.min(Math.max(value, min), max); // (long) NaN is 0
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : (double) (bits >>> 1 | bits & 1) * 2;
    }

    private static long toUnsigned(double value) {
        if (!(value > 0)) {
            return 0;
        }
        return value < 0x1p63 ? (long) value : value >= 0x1p64 ? -1 : (long) (value - 0x1p63) ^ 1L << 63;
    }
}
