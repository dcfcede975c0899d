package dev.stampede.mosaic;

import dev.stampede.kernels.elementwise.ElementType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Part of a row of pixels as doubles, and back. Loops over arrays, in which a row stays in the first-level
/// cache: overviews are a few seconds of a run, too short for loops over segments or vectors to be compiled well.
final class PixelRow {
    private final ElementType type;
    private final byte[] bytes;
    private final short[] shorts;
    private final int[] integers;
    private final float[] singles;

    /// @param most pixels at a time
    PixelRow(ElementType type, int most) {
        this.type = type;
        this.bytes = new byte[type.bytes() == Byte.BYTES ? most : 0];
        this.shorts = new short[type.bytes() == Short.BYTES ? most : 0];
        this.integers = new int[type.bytes() == Integer.BYTES && type != ElementType.FLOAT32 ? most : 0];
        this.singles = new float[type == ElementType.FLOAT32 ? most : 0];
    }

    /// @param at number of the first pixel
    void load(MemorySegment pixels, long at, int n, double[] out) {
        long from = at * type.bytes();
        switch (type) {
            case UINT8 -> {
                MemorySegment.copy(pixels, ValueLayout.JAVA_BYTE, from, bytes, 0, n);
                for (int i = 0; i < n; i++) {
                    out[i] = bytes[i] & 0xFF;
                }
            }
            case INT8 -> {
                MemorySegment.copy(pixels, ValueLayout.JAVA_BYTE, from, bytes, 0, n);
                for (int i = 0; i < n; i++) {
                    out[i] = bytes[i];
                }
            }
            case UINT16 -> {
                MemorySegment.copy(pixels, ValueLayout.JAVA_SHORT, from, shorts, 0, n);
                for (int i = 0; i < n; i++) {
                    out[i] = shorts[i] & 0xFFFF;
                }
            }
            case INT16 -> {
                MemorySegment.copy(pixels, ValueLayout.JAVA_SHORT, from, shorts, 0, n);
                for (int i = 0; i < n; i++) {
                    out[i] = shorts[i];
                }
            }
            case UINT32 -> {
                MemorySegment.copy(pixels, ValueLayout.JAVA_INT, from, integers, 0, n);
                for (int i = 0; i < n; i++) {
                    out[i] = integers[i] & 0xFFFFFFFFL;
                }
            }
            case INT32 -> {
                MemorySegment.copy(pixels, ValueLayout.JAVA_INT, from, integers, 0, n);
                for (int i = 0; i < n; i++) {
                    out[i] = integers[i];
                }
            }
            case FLOAT32 -> {
                MemorySegment.copy(pixels, ValueLayout.JAVA_FLOAT, from, singles, 0, n);
                for (int i = 0; i < n; i++) {
                    out[i] = singles[i];
                }
            }
            case FLOAT64 -> MemorySegment.copy(pixels, ValueLayout.JAVA_DOUBLE, from, out, 0, n);
            default -> throw new IllegalArgumentException("pixels of type " + type + " are handed over as doubles");
        }
    }

    /// Stores numbers that the type holds.
    /// @param at number of the first pixel
    void store(double[] in, int n, MemorySegment outPixels, long at) {
        long to = at * type.bytes();
        switch (type) {
            case UINT8, INT8 -> {
                for (int i = 0; i < n; i++) {
                    bytes[i] = (byte) (int) in[i];
                }
                MemorySegment.copy(bytes, 0, outPixels, ValueLayout.JAVA_BYTE, to, n);
            }
            case UINT16, INT16 -> {
                for (int i = 0; i < n; i++) {
                    shorts[i] = (short) (int) in[i];
                }
                MemorySegment.copy(shorts, 0, outPixels, ValueLayout.JAVA_SHORT, to, n);
            }
            case UINT32, INT32 -> {
                for (int i = 0; i < n; i++) {
                    integers[i] = (int) (long) in[i];
                }
                MemorySegment.copy(integers, 0, outPixels, ValueLayout.JAVA_INT, to, n);
            }
            case FLOAT32 -> {
                for (int i = 0; i < n; i++) {
                    singles[i] = (float) in[i];
                }
                MemorySegment.copy(singles, 0, outPixels, ValueLayout.JAVA_FLOAT, to, n);
            }
            case FLOAT64 -> MemorySegment.copy(in, 0, outPixels, ValueLayout.JAVA_DOUBLE, to, n);
            default -> throw new IllegalArgumentException("pixels of type " + type + " are handed over as doubles");
        }
    }
}
