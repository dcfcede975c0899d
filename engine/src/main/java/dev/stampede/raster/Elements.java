package dev.stampede.raster;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;

/// One element of any type as a double or a long, and back.
public final class Elements {
    private static final double UNSIGNED_LONG = 0x1p64;

    private Elements() {}

    /// @param element counted in elements from the start of the segment
    public static double getDouble(MemorySegment segment, DType type, long element) {
        return switch (type) {
            case FLOAT32 -> segment.get(JAVA_FLOAT_UNALIGNED, element << 2);
            case FLOAT64 -> segment.get(JAVA_DOUBLE_UNALIGNED, element << 3);
            case UINT64 -> unsigned(segment.get(JAVA_LONG_UNALIGNED, element << 3));
            default -> getLong(segment, type, element);
        };
    }

    /// An integer element; `uint64` above 2^63 comes as the same bits. Floating ones are truncated.
    public static long getLong(MemorySegment segment, DType type, long element) {
        return switch (type) {
            case BOOL, UINT8 -> segment.get(JAVA_BYTE, element) & 0xFFL;
            case INT8 -> segment.get(JAVA_BYTE, element);
            case UINT16 -> segment.get(JAVA_SHORT_UNALIGNED, element << 1) & 0xFFFFL;
            case INT16 -> segment.get(JAVA_SHORT_UNALIGNED, element << 1);
            case UINT32 -> segment.get(JAVA_INT_UNALIGNED, element << 2) & 0xFFFFFFFFL;
            case INT32 -> segment.get(JAVA_INT_UNALIGNED, element << 2);
            case UINT64, INT64 -> segment.get(JAVA_LONG_UNALIGNED, element << 3);
            case FLOAT32 -> (long) segment.get(JAVA_FLOAT_UNALIGNED, element << 2);
            case FLOAT64 -> (long) segment.get(JAVA_DOUBLE_UNALIGNED, element << 3);
        };
    }

    /// To integers: truncated toward zero and clamped to the range, NaN as 0. To booleans: whether it is not 0.
    public static void setDouble(MemorySegment segment, DType type, long element, double value) {
        switch (type) {
            case FLOAT32 -> segment.set(JAVA_FLOAT_UNALIGNED, element << 2, (float) value);
            case FLOAT64 -> segment.set(JAVA_DOUBLE_UNALIGNED, element << 3, value);
            case UINT64 -> segment.set(JAVA_LONG_UNALIGNED, element << 3, toUnsigned(value));
            case BOOL -> segment.set(JAVA_BYTE, element, (byte) (value != 0 ? 1 : 0));
            case INT64 -> segment.set(JAVA_LONG_UNALIGNED, element << 3, (long) value);
            default -> setLong(segment, type, element, clamped(value, type));
        }
    }

    /// Writes the low bits of an integer, or the number to a floating type.
    public static void setLong(MemorySegment segment, DType type, long element, long value) {
        switch (type) {
            case BOOL -> segment.set(JAVA_BYTE, element, (byte) (value != 0 ? 1 : 0));
            case UINT8, INT8 -> segment.set(JAVA_BYTE, element, (byte) value);
            case UINT16, INT16 -> segment.set(JAVA_SHORT_UNALIGNED, element << 1, (short) value);
            case UINT32, INT32 -> segment.set(JAVA_INT_UNALIGNED, element << 2, (int) value);
            case UINT64, INT64 -> segment.set(JAVA_LONG_UNALIGNED, element << 3, value);
            case FLOAT32 -> segment.set(JAVA_FLOAT_UNALIGNED, element << 2, value);
            case FLOAT64 -> segment.set(JAVA_DOUBLE_UNALIGNED, element << 3, value);
        }
    }

    /// The bits of an element of 1, 2, 4 or 8 bytes.
    static long getBits(MemorySegment segment, int bytes, long element) {
        return switch (bytes) {
            case 1 -> segment.get(JAVA_BYTE, element);
            case 2 -> segment.get(JAVA_SHORT_UNALIGNED, element << 1);
            case 4 -> segment.get(JAVA_INT_UNALIGNED, element << 2);
            default -> segment.get(JAVA_LONG_UNALIGNED, element << 3);
        };
    }

    private static long clamped(double value, DType type) {
        return (long) Math.min(Math.max(value, type.min()), type.max()); // (long) NaN is 0
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : (double) (bits >>> 1 | bits & 1) * 2;
    }

    private static long toUnsigned(double value) {
        if (!(value > 0)) {
            return 0;
        }
        return value < Long.MAX_VALUE ? (long) value : value >= UNSIGNED_LONG ? -1 : (long) (value - 0x1p63) ^ 1L << 63;
    }
}
