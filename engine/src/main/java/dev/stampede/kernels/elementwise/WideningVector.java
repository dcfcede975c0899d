package dev.stampede.kernels.elementwise;

import dev.stampede.kernels.Lanes;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Whole tiles of the common pixel types as single or double numbers. Exact, but for 32-bit integers as singles,
/// which round as a cast does.
final class WideningVector {
    private static final VectorShape SHAPE = VectorShape.forBitSize(Lanes.BITS);
    private static final VectorSpecies<Byte> I8 = VectorSpecies.of(byte.class, SHAPE);
    private static final VectorSpecies<Short> I16 = VectorSpecies.of(short.class, SHAPE);
    private static final VectorSpecies<Integer> I32 = Lanes.I32;
    private static final VectorSpecies<Float> F32 = Lanes.F32;
    private static final VectorSpecies<Double> F64 = Lanes.F64;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private WideningVector() {}

    /// Converts a tile.
    /// @param first element of the plane
    /// @param to    byte of the scratch memory
    /// @param count a multiple of the lanes of bytes
    /// @return false if there is no vector code for this type or the count does not fit
    static boolean widen(Plane plane, long first, MemorySegment scratch, long to, int count, boolean single) {
        if (count % I8.length() != 0) {
            return false;
        }
        var from = plane.segment();
        switch (plane.type()) {
            case BOOL, UINT8 -> {
                for (int i = 0; i < count; i += I8.length()) {
                    bytes(from, first + i, scratch, to, i, single);
                }
            }
            case UINT16 -> {
                for (int i = 0; i < count; i += I16.length()) {
                    unsignedShorts(from, (first + i) << 1, scratch, to, i, single);
                }
            }
            case INT16 -> {
                for (int i = 0; i < count; i += I16.length()) {
                    shorts(from, (first + i) << 1, scratch, to, i, single);
                }
            }
            case INT32 -> {
                for (int i = 0; i < count; i += I32.length()) {
                    integers(IntVector.fromMemorySegment(I32, from, (first + i) << 2, ORDER), scratch, to, i, single);
                }
            }
            case FLOAT32 -> floats(from, first << 2, scratch, to, count);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void bytes(MemorySegment from, long at, MemorySegment scratch, long to, int i, boolean single) {
        var bytes = ByteVector.fromMemorySegment(I8, from, at, ORDER);
        var low = (ShortVector) bytes.convertShape(VectorOperators.ZERO_EXTEND_B2S, I16, 0);
        var high = (ShortVector) bytes.convertShape(VectorOperators.ZERO_EXTEND_B2S, I16, 1);
        signed(low, scratch, to, i, single);
        signed(high, scratch, to, i + I16.length(), single);
    }

    private static void unsignedShorts(
            MemorySegment from, long at, MemorySegment scratch, long to, int i, boolean single) {
        var shorts = ShortVector.fromMemorySegment(I16, from, at, ORDER);
        var low = (IntVector) shorts.convertShape(VectorOperators.ZERO_EXTEND_S2I, I32, 0);
        var high = (IntVector) shorts.convertShape(VectorOperators.ZERO_EXTEND_S2I, I32, 1);
        integers(low, scratch, to, i, single);
        integers(high, scratch, to, i + I32.length(), single);
    }

    private static void shorts(MemorySegment from, long at, MemorySegment scratch, long to, int i, boolean single) {
        signed(ShortVector.fromMemorySegment(I16, from, at, ORDER), scratch, to, i, single);
    }

    private static void signed(ShortVector shorts, MemorySegment scratch, long to, int i, boolean single) {
        var low = (IntVector) shorts.convertShape(VectorOperators.S2I, I32, 0);
        var high = (IntVector) shorts.convertShape(VectorOperators.S2I, I32, 1);
        integers(low, scratch, to, i, single);
        integers(high, scratch, to, i + I32.length(), single);
    }

    private static void integers(IntVector values, MemorySegment scratch, long to, int i, boolean single) {
        if (single) {
            var floats = (FloatVector) values.convertShape(VectorOperators.I2F, F32, 0);
            floats.intoMemorySegment(scratch, to + ((long) i << 2), ORDER);
            return;
        }
        var low = (DoubleVector) values.convertShape(VectorOperators.I2D, F64, 0);
        var high = (DoubleVector) values.convertShape(VectorOperators.I2D, F64, 1);
        low.intoMemorySegment(scratch, to + ((long) i << 3), ORDER);
        high.intoMemorySegment(scratch, to + ((long) (i + F64.length()) << 3), ORDER);
    }

    private static void floats(MemorySegment from, long at, MemorySegment scratch, long to, int count) {
        for (int i = 0; i < count; i += F32.length()) {
            var floats = FloatVector.fromMemorySegment(F32, from, at + ((long) i << 2), ORDER);
            var low = (DoubleVector) floats.convertShape(VectorOperators.F2D, F64, 0);
            var high = (DoubleVector) floats.convertShape(VectorOperators.F2D, F64, 1);
            low.intoMemorySegment(scratch, to + ((long) i << 3), ORDER);
            high.intoMemorySegment(scratch, to + ((long) (i + F64.length()) << 3), ORDER);
        }
    }
}
