package dev.stampede.io.mat;

import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// How numbers lie in a level-4 or level-5 file, which may be narrower than their class: MATLAB stores a
/// double whose values are small integers in one byte. [#widen] brings them to the class.
enum Storage {
    INT8(1, 1, MatClass.INT8),
    UINT8(2, 1, MatClass.UINT8),
    INT16(3, 2, MatClass.INT16),
    UINT16(4, 2, MatClass.UINT16),
    INT32(5, 4, MatClass.INT32),
    UINT32(6, 4, MatClass.UINT32),
    SINGLE(7, 4, MatClass.SINGLE),
    DOUBLE(9, 8, MatClass.DOUBLE),
    INT64(12, 8, MatClass.INT64),
    UINT64(13, 8, MatClass.UINT64),
    UTF8(16, 1, null),
    UTF16(17, 2, null),
    UTF32(18, 4, null);

    private static final Storage[] VALUES = values();
    private static final ValueLayout.OfShort I16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt I32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfLong I64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final int code;
    private final int bytes;
    private final MatClass same;

    Storage(int code, int bytes, MatClass same) {
        this.code = code;
        this.bytes = bytes;
        this.same = same;
    }

    /// The number in the tag of a level-5 element.
    int code() {
        return code;
    }

    /// Bytes of one element.
    int bytes() {
        return bytes;
    }

    /// The storage with this tag number or `null`.
    static Storage ofCode(int code) {
        for (var s : VALUES) {
            if (s.code == code) {
                return s;
            }
        }
        return null;
    }

    /// The storage we write for a numeric class.
    static Storage of(MatClass type) {
        return switch (type) {
            case LOGICAL -> UINT8;
            case CHAR -> UINT16;
            default -> valueOf(type.name());
        };
    }

    boolean isText() {
        return this == UTF8 || this == UTF16 || this == UTF32;
    }

    /// Whether the bytes of a little-endian file can be used for `type` as they are.
    boolean isExactly(MatClass type) {
        return same == type;
    }

    /// Reverses the bytes of every element in place.
    void swap(MemorySegment data, long from, long count) {
        for (long i = 0; i < count; i++) {
            long at = from + i * bytes;
            switch (bytes) {
                case 2 -> data.set(I16, at, Short.reverseBytes(data.get(I16, at)));
                case 4 -> data.set(I32, at, Integer.reverseBytes(data.get(I32, at)));
                case 8 -> data.set(I64, at, Long.reverseBytes(data.get(I64, at)));
                default -> {
                    return;
                }
            }
        }
    }

    /// Converts `count` little-endian elements to `type`: `source` is read from its start, `target` is
    /// written from byte `at` on. Logical becomes 0 or 1.
    void widen(MemorySegment source, long count, MatClass type, MemorySegment target, long at) {
        int step = type.bytes();
        for (long i = 0; i < count; i++) {
            long to = at + i * step;
            switch (type) {
                case DOUBLE -> target.set(DoubleMatrix.LAYOUT, to, number(source, i));
                case SINGLE -> target.set(FloatMatrix.LAYOUT, to, (float) number(source, i));
                case LOGICAL -> target.set(ValueLayout.JAVA_BYTE, to, (byte) (number(source, i) != 0 ? 1 : 0));
                case INT8, UINT8 -> target.set(ValueLayout.JAVA_BYTE, to, (byte) whole(source, i));
                case INT16, UINT16, CHAR -> target.set(I16, to, (short) whole(source, i));
                case INT32, UINT32 -> target.set(I32, to, (int) whole(source, i));
                case INT64, UINT64 -> target.set(I64, to, whole(source, i));
                case CELL, STRUCT, SPARSE -> throw new IllegalArgumentException(type + " holds no numbers");
            }
        }
    }

    /// Element `index` of little-endian data.
    double number(MemorySegment source, long index) {
        return switch (this) {
            case DOUBLE -> source.get(DoubleMatrix.LAYOUT, index * 8);
            case SINGLE -> source.get(FloatMatrix.LAYOUT, index * 4);
            case UINT64 -> {
                long value = source.get(I64, index * 8);
                yield value >= 0 ? value : (value >>> 1 | value & 1) * 2.0;
            }
            default -> whole(source, index);
        };
    }

    /// Element `index` as an integer; unsigned 64-bit values keep their bits.
    long whole(MemorySegment source, long index) {
        return switch (this) {
            case INT8 -> source.get(ValueLayout.JAVA_BYTE, index);
            case UINT8, UTF8 -> source.get(ValueLayout.JAVA_BYTE, index) & 0xff;
            case INT16 -> source.get(I16, index * 2);
            case UINT16, UTF16 -> source.get(I16, index * 2) & 0xffff;
            case INT32 -> source.get(I32, index * 4);
            case UINT32, UTF32 -> source.get(I32, index * 4) & 0xffffffffL;
            case INT64, UINT64 -> source.get(I64, index * 8);
            case SINGLE -> (long) source.get(FloatMatrix.LAYOUT, index * 4);
            case DOUBLE -> (long) source.get(DoubleMatrix.LAYOUT, index * 8);
        };
    }
}
