package dev.stampede.kernels.amplitude;

import static dev.stampede.kernels.Lanes.F32;
import static dev.stampede.kernels.Lanes.F32_HALF;
import static dev.stampede.kernels.Lanes.F64;
import static dev.stampede.kernels.Lanes.I32_HALF;
import static dev.stampede.kernels.Lanes.I64;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.stampede.kernels.Backend;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/// [Amplitude] with lanes across pixels.
///
/// A complex pixel is one 64-bit (or 32-bit) lane: reversing its bytes turns both parts to native order and
/// swaps them, which the modulus does not mind. Gaps are blended, not branched on: images with borders of
/// zeros cost nothing extra.
final class AmplitudeVector implements Amplitude {
    private static final int PIXELS = F64.length();

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Backend backend() {
        return Backend.VECTOR;
    }

    @Override
    public void ofFloatPairs(MemorySegment pixels, int count, MemorySegment amplitude) {
        int body = F64.loopBound(count);
        for (int i = 0; i < body; i += PIXELS) {
            var z = LongVector.fromMemorySegment(I64, pixels, 8L * i, LITTLE_ENDIAN)
                    .lanewise(VectorOperators.REVERSE_BYTES);
            store(modulus(floatBits(z), floatBits(z.lanewise(VectorOperators.LSHR, 32))), amplitude, i);
        }
        AmplitudeReference.ofFloatPairs(pixels, body, count, amplitude);
    }

    /// The float in the low half of each lane, as a double.
    private static DoubleVector floatBits(LongVector bits) {
        var low = (IntVector) bits.convertShape(VectorOperators.L2I, I32_HALF, 0);
        return (DoubleVector) low.reinterpretAsFloats().convertShape(VectorOperators.F2D, F64, 0);
    }

    @Override
    public void ofShortPairs(MemorySegment pixels, int count, MemorySegment amplitude) {
        int body = F64.loopBound(count);
        for (int i = 0; i < body; i += PIXELS) {
            var z = IntVector.fromMemorySegment(I32_HALF, pixels, 4L * i, LITTLE_ENDIAN)
                    .lanewise(VectorOperators.REVERSE_BYTES);
            var re = z.lanewise(VectorOperators.ASHR, 16);
            var im = z.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16);
            store(modulus(asDouble(re), asDouble(im)), amplitude, i);
        }
        AmplitudeReference.ofShortPairs(pixels, body, count, amplitude);
    }

    @Override
    public void ofLittleEndianFloatPairs(MemorySegment pixels, int count, MemorySegment amplitude) {
        int body = F64.loopBound(count);
        for (int i = 0; i < body; i += PIXELS) {
            var z = LongVector.fromMemorySegment(I64, pixels, 8L * i, LITTLE_ENDIAN);
            store(modulus(floatBits(z), floatBits(z.lanewise(VectorOperators.LSHR, 32))), amplitude, i);
        }
        AmplitudeReference.ofLittleEndianFloatPairs(pixels, body, count, amplitude);
    }

    @Override
    public void ofLittleEndianShortPairs(MemorySegment pixels, int count, MemorySegment amplitude) {
        int body = F64.loopBound(count);
        for (int i = 0; i < body; i += PIXELS) {
            var z = IntVector.fromMemorySegment(I32_HALF, pixels, 4L * i, LITTLE_ENDIAN);
            var im = z.lanewise(VectorOperators.ASHR, 16);
            var re = z.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16);
            store(modulus(asDouble(re), asDouble(im)), amplitude, i);
        }
        AmplitudeReference.ofLittleEndianShortPairs(pixels, body, count, amplitude);
    }

    private static DoubleVector asDouble(IntVector v) {
        return (DoubleVector) v.convertShape(VectorOperators.I2D, F64, 0);
    }

    private static DoubleVector modulus(DoubleVector re, DoubleVector im) {
        return re.mul(re).add(im.mul(im)).lanewise(VectorOperators.SQRT);
    }

    private static void store(DoubleVector values, MemorySegment plane, int i) {
        ((FloatVector) values.convertShape(VectorOperators.D2F, F32_HALF, 0))
                .intoMemorySegment(plane, 4L * i, LITTLE_ENDIAN);
    }

    @Override
    public void sumAbove(MemorySegment amplitude, int count, double[] sumAndNumber) {
        var sum = DoubleVector.zero(F64);
        long number = 0;
        int body = F64.loopBound(count);
        for (int i = 0; i < body; i += PIXELS) {
            var a = FloatVector.fromMemorySegment(F32_HALF, amplitude, 4L * i, LITTLE_ENDIAN);
            var counted = a.compare(VectorOperators.GE, CALIBRATION_FLOOR);
            number += counted.trueCount();
            var kept = FloatVector.zero(F32_HALF).blend(a, counted);
            sum = sum.add((DoubleVector) kept.convertShape(VectorOperators.F2D, F64, 0));
        }
        double total = 0;
        for (int lane = 0; lane < PIXELS; lane++) {
            total += sum.lane(lane); // in this order on every machine and compiled or not
        }
        for (int i = body; i < count; i++) {
            float a = AmplitudeReference.get(amplitude, i);
            if (a >= CALIBRATION_FLOOR) {
                total += a;
                number++;
            }
        }
        sumAndNumber[0] = total;
        sumAndNumber[1] = number;
    }

    @Override
    public void addImage(
            MemorySegment amplitude,
            float calibration,
            int count,
            MemorySegment sum,
            MemorySegment squares,
            MemorySegment gap) {
        int body = F32.loopBound(count);
        for (int i = 0; i < body; i += F32.length()) {
            var a = load(amplitude, i).div(calibration);
            var silent = a.compare(VectorOperators.LE, NEAR_ZERO);
            var s = load(sum, i).add(a).blend(0f, silent);
            var old = load(squares, i);
            var q = old.add(a.mul(a)).blend(old, silent);
            s.intoMemorySegment(sum, 4L * i, LITTLE_ENDIAN);
            q.intoMemorySegment(squares, 4L * i, LITTLE_ENDIAN);
            load(gap, i).blend(1f, silent).intoMemorySegment(gap, 4L * i, LITTLE_ENDIAN);
        }
        AmplitudeReference.addImage(amplitude, calibration, body, count, sum, squares, gap);
    }

    @Override
    public void addPair(
            MemorySegment first,
            float firstCalibration,
            MemorySegment second,
            float secondCalibration,
            int count,
            MemorySegment sum,
            MemorySegment squares) {
        int body = F32.loopBound(count);
        for (int i = 0; i < body; i += F32.length()) {
            var a = load(first, i).div(firstCalibration);
            var b = load(second, i).div(secondCalibration);
            var d = a.sub(b);
            load(sum, i).add(a).add(b).intoMemorySegment(sum, 4L * i, LITTLE_ENDIAN);
            load(squares, i).add(d.mul(d)).intoMemorySegment(squares, 4L * i, LITTLE_ENDIAN);
        }
        AmplitudeReference.addPair(first, firstCalibration, second, secondCalibration, body, count, sum, squares);
    }

    private static FloatVector load(MemorySegment plane, int i) {
        return FloatVector.fromMemorySegment(F32, plane, 4L * i, LITTLE_ENDIAN);
    }
}
