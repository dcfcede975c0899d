package dev.stampede.kernels.matching;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Lanes;
import dev.stampede.kernels.matching.MaskedMoments.Plane;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Two passes over a short stretch that stays in the first-level cache: the product, then the conversion.
/// Rounding down adds and takes away 3 * 2^51, which rounds to the nearest integer, and corrects by one.
final class GainOffsetVector implements GainOffset {
    private static final VectorSpecies<Double> SPECIES = Lanes.F64;
    private static final VectorSpecies<Float> HALF = Lanes.F32_HALF;
    private static final int STEP = SPECIES.length();
    private static final double ROUND = 0x1.8p52;

    /// Integers beyond this are not rounded by the trick; 64-bit types go through the reference.
    private static final double LARGEST = 0x1p50;

    @Override
    public Backend backend() {
        return Backend.VECTOR;
    }

    @Override
    public void apply(Plane value, int n, double gain, double offset, NoData noData, PixelRange range, Plane out) {
        value.require(1, n);
        out.require(1, n);
        int body = suits(range) ? n / STEP * STEP : 0;
        long from = value.at() * Double.BYTES;
        long to = out.at() * Double.BYTES;
        if (range.isInteger()) {
            whole(value.segment(), from, value.segment(), from, body, gain, offset, noData, range, out.segment(), to);
        } else {
            real(value.segment(), from, value.segment(), from, body, gain, offset, noData, range, out.segment(), to);
        }
        GainOffsetReference.apply(value, body, n, gain, offset, noData, range, out);
    }

    @Override
    public void finish(Plane tested, int n, NoData noData, PixelRange range, Plane out) {
        tested.require(1, n);
        out.require(1, n);
        int body = suits(range) ? n / STEP * STEP : 0;
        long from = tested.at() * Double.BYTES;
        long to = out.at() * Double.BYTES;
        // 1 x + 0 is x, apart from the sign of zero, which no comparison sees.
        if (range.isInteger()) {
            whole(tested.segment(), from, out.segment(), to, body, 1, 0, noData, range, out.segment(), to);
        } else {
            real(tested.segment(), from, out.segment(), to, body, 1, 0, noData, range, out.segment(), to);
        }
        GainOffsetReference.finish(tested, body, n, noData, range, out);
    }

    @Override
    public void overlay(Plane value, int n, NoData absent, NoData noData, Plane out) {
        value.require(1, n);
        out.require(1, n);
        int body = n / STEP * STEP;
        lay(
                value.segment(),
                value.at() * Double.BYTES,
                body,
                absent.value(),
                noData.value(),
                noData.substitute(),
                out.segment(),
                out.at() * Double.BYTES);
        GainOffsetReference.overlay(value, body, n, absent, noData, out);
    }

    private static void lay(
            MemorySegment value,
            long at,
            int count,
            double absent,
            double noData,
            double substitute,
            MemorySegment out,
            long outAt) {
        var instead = DoubleVector.broadcast(SPECIES, substitute);
        for (long k = 0, end = (long) count * Double.BYTES; k < end; k += (long) STEP * Double.BYTES) {
            var v = DoubleVector.fromMemorySegment(SPECIES, value, at + k, LITTLE_ENDIAN);
            var below = DoubleVector.fromMemorySegment(SPECIES, out, outAt + k, LITTLE_ENDIAN);
            var transparent = v.compare(VectorOperators.EQ, absent).or(v.compare(VectorOperators.NE, v));
            v.blend(instead, v.compare(VectorOperators.EQ, noData))
                    .blend(below, transparent)
                    .intoMemorySegment(out, outAt + k, LITTLE_ENDIAN);
        }
    }

    private static boolean suits(PixelRange range) {
        return !range.isInteger() || range.max() <= LARGEST && range.min() >= -LARGEST;
    }

    private static void whole(
            MemorySegment tested,
            long testedAt,
            MemorySegment value,
            long at,
            int count,
            double gain,
            double offset,
            NoData noData,
            PixelRange range,
            MemorySegment out,
            long outAt) {
        var zero = DoubleVector.zero(SPECIES);
        var one = DoubleVector.broadcast(SPECIES, 1);
        var empty = DoubleVector.broadcast(SPECIES, noData.value());
        var substitute = DoubleVector.broadcast(SPECIES, noData.substitute());
        // Signed types round the size and put the sign back; clamping first keeps the trick within range.
        double low = range.min() - 1;
        double high = range.max() + 1;
        double signed = range.kind() == PixelRange.Kind.SIGNED ? 0 : Double.NEGATIVE_INFINITY;
        for (long k = 0, end = (long) count * Double.BYTES; k < end; k += (long) STEP * Double.BYTES) {
            var t = DoubleVector.fromMemorySegment(SPECIES, tested, testedAt + k, LITTLE_ENDIAN);
            var x = DoubleVector.fromMemorySegment(SPECIES, value, at + k, LITTLE_ENDIAN);
            var v = x.mul(gain).add(offset);
            var isNaN = v.compare(VectorOperators.NE, v);
            v = v.blend(zero, isNaN).max(low).min(high);
            var negative = v.compare(VectorOperators.LT, signed);
            var shifted = v.blend(v.neg(), negative).add(0.5);
            var whole = shifted.add(ROUND).sub(ROUND);
            whole = whole.blend(whole.sub(one), whole.compare(VectorOperators.GT, shifted));
            whole = whole.blend(whole.neg(), negative).max(range.min()).min(range.max());
            whole = whole.add(0.0);
            whole = whole.blend(substitute, whole.compare(VectorOperators.EQ, noData.value()));
            var bad = t.compare(VectorOperators.EQ, noData.value()).or(t.compare(VectorOperators.NE, t));
            whole.blend(empty, bad).intoMemorySegment(out, outAt + k, LITTLE_ENDIAN);
        }
    }

    private static void real(
            MemorySegment tested,
            long testedAt,
            MemorySegment value,
            long at,
            int count,
            double gain,
            double offset,
            NoData noData,
            PixelRange range,
            MemorySegment out,
            long outAt) {
        var empty = DoubleVector.broadcast(SPECIES, noData.value());
        var substitute = DoubleVector.broadcast(SPECIES, noData.substitute());
        boolean single = range.kind() == PixelRange.Kind.FLOAT32;
        for (long k = 0, end = (long) count * Double.BYTES; k < end; k += (long) STEP * Double.BYTES) {
            var t = DoubleVector.fromMemorySegment(SPECIES, tested, testedAt + k, LITTLE_ENDIAN);
            var x = DoubleVector.fromMemorySegment(SPECIES, value, at + k, LITTLE_ENDIAN);
            var v = x.mul(gain).add(offset);
            if (single) {
                v = (DoubleVector) ((FloatVector) v.convertShape(VectorOperators.D2F, HALF, 0))
                        .convertShape(VectorOperators.F2D, SPECIES, 0);
            }
            v = v.blend(substitute, v.compare(VectorOperators.EQ, noData.value()));
            var bad = t.compare(VectorOperators.EQ, noData.value()).or(t.compare(VectorOperators.NE, t));
            v.blend(empty, bad).intoMemorySegment(out, outAt + k, LITTLE_ENDIAN);
        }
    }
}
