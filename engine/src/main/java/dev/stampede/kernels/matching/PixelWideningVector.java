package dev.stampede.kernels.matching;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Lanes;
import dev.stampede.kernels.elementwise.ElementType;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// The types images of sensors mostly have: 16-bit integers and singles. Others go through the reference.
final class PixelWideningVector implements PixelWidening {
    private static final VectorSpecies<Short> I16 = VectorSpecies.of(short.class, VectorShape.forBitSize(Lanes.BITS));
    private static final VectorSpecies<Short> HALF_I16 =
            VectorSpecies.of(short.class, VectorShape.forBitSize(Math.max(64, Lanes.BITS / 2)));
    private static final VectorSpecies<Integer> I32 = Lanes.I32;
    private static final VectorSpecies<Float> F32 = Lanes.F32;
    private static final VectorSpecies<Double> F64 = Lanes.F64;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    @Override
    public Backend backend() {
        return Backend.VECTOR;
    }

    @Override
    public void widen(ElementType type, MemorySegment in, long inAt, int n, MemorySegment out, long outAt) {
        PixelWidening.require(in, inAt, n, type.bytes());
        PixelWidening.require(out, outAt, n, Double.BYTES);
        int body = 0;
        switch (type) {
            case UINT16 -> unsignedShorts(in, inAt << 1, body = n / I16.length() * I16.length(), out, outAt << 3);
            case INT16 -> shorts(in, inAt << 1, body = n / I16.length() * I16.length(), out, outAt << 3);
            case FLOAT32 -> floats(in, inAt << 2, body = n / F32.length() * F32.length(), out, outAt << 3);
            default -> {}
        }
        PixelWideningReference.widen(type, in, inAt, body, n, out, outAt);
    }

    private static void unsignedShorts(MemorySegment in, long at, int n, MemorySegment out, long to) {
        for (long i = 0; i < n; i += I16.length()) {
            var shorts = ShortVector.fromMemorySegment(I16, in, at + (i << 1), ORDER);
            var low = (IntVector) shorts.convertShape(VectorOperators.ZERO_EXTEND_S2I, I32, 0);
            var high = (IntVector) shorts.convertShape(VectorOperators.ZERO_EXTEND_S2I, I32, 1);
            integers(low, out, to + (i << 3));
            integers(high, out, to + ((i + I32.length()) << 3));
        }
    }

    private static void shorts(MemorySegment in, long at, int n, MemorySegment out, long to) {
        for (long i = 0; i < n; i += I16.length()) {
            var shorts = ShortVector.fromMemorySegment(I16, in, at + (i << 1), ORDER);
            var low = (IntVector) shorts.convertShape(VectorOperators.S2I, I32, 0);
            var high = (IntVector) shorts.convertShape(VectorOperators.S2I, I32, 1);
            integers(low, out, to + (i << 3));
            integers(high, out, to + ((i + I32.length()) << 3));
        }
    }

    private static void integers(IntVector values, MemorySegment out, long to) {
        var low = (DoubleVector) values.convertShape(VectorOperators.I2D, F64, 0);
        var high = (DoubleVector) values.convertShape(VectorOperators.I2D, F64, 1);
        low.intoMemorySegment(out, to, ORDER);
        high.intoMemorySegment(out, to + ((long) F64.length() << 3), ORDER);
    }

    private static void floats(MemorySegment in, long at, int n, MemorySegment out, long to) {
        for (long i = 0; i < n; i += F32.length()) {
            var floats = FloatVector.fromMemorySegment(F32, in, at + (i << 2), ORDER);
            var low = (DoubleVector) floats.convertShape(VectorOperators.F2D, F64, 0);
            var high = (DoubleVector) floats.convertShape(VectorOperators.F2D, F64, 1);
            low.intoMemorySegment(out, to + (i << 3), ORDER);
            high.intoMemorySegment(out, to + ((i + F64.length()) << 3), ORDER);
        }
    }

    @Override
    public void narrow(ElementType type, MemorySegment in, long inAt, int n, MemorySegment out, long outAt) {
        PixelWidening.require(in, inAt, n, Double.BYTES);
        PixelWidening.require(out, outAt, n, type.bytes());
        int body = 0;
        switch (type) {
            case UINT16, INT16 -> toShorts(in, inAt << 3, body = n / I16.length() * I16.length(), out, outAt << 1);
            case FLOAT32 -> toFloats(in, inAt << 3, body = n / F32.length() * F32.length(), out, outAt << 2);
            default -> {}
        }
        PixelWideningReference.narrow(type, in, inAt, body, n, out, outAt);
    }

    private static void toShorts(MemorySegment in, long at, int n, MemorySegment out, long to) {
        int lanes = F64.length();
        for (long i = 0; i < n; i += 2L * lanes) {
            // Two vectors of integers next to each other in one, so that the store is not narrower than 64 bits.
            var low = DoubleVector.fromMemorySegment(F64, in, at + (i << 3), ORDER);
            var high = DoubleVector.fromMemorySegment(F64, in, at + ((i + lanes) << 3), ORDER);
            var integers = (IntVector) low.convertShape(VectorOperators.D2I, I32, 0);
            integers = integers.or((IntVector) high.convertShape(VectorOperators.D2I, I32, -1));
            ((ShortVector) integers.convertShape(VectorOperators.I2S, HALF_I16, 0))
                    .intoMemorySegment(out, to + (i << 1), ORDER);
        }
    }

    private static void toFloats(MemorySegment in, long at, int n, MemorySegment out, long to) {
        int lanes = F64.length();
        for (long i = 0; i < n; i += lanes) {
            var values = DoubleVector.fromMemorySegment(F64, in, at + (i << 3), ORDER);
            ((FloatVector) values.convertShape(VectorOperators.D2F, Lanes.F32_HALF, 0))
                    .intoMemorySegment(out, to + (i << 2), ORDER);
        }
    }
}
