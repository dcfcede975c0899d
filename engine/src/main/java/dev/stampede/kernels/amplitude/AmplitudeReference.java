package dev.stampede.kernels.amplitude;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The definition of [Amplitude], one pixel after the other.
final class AmplitudeReference implements Amplitude {
    private static final ValueLayout.OfFloat FLOAT_BE =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfShort SHORT_BE =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT_LE =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT_LE =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Backend backend() {
        return Backend.REFERENCE;
    }

    @Override
    public void ofFloatPairs(MemorySegment pixels, int count, MemorySegment amplitude) {
        ofFloatPairs(pixels, 0, count, amplitude);
    }

    static void ofFloatPairs(MemorySegment pixels, int from, int to, MemorySegment amplitude) {
        for (int i = from; i < to; i++) {
            set(amplitude, i, modulus(pixels.get(FLOAT_BE, 8L * i), pixels.get(FLOAT_BE, 8L * i + 4)));
        }
    }

    @Override
    public void ofShortPairs(MemorySegment pixels, int count, MemorySegment amplitude) {
        ofShortPairs(pixels, 0, count, amplitude);
    }

    static void ofShortPairs(MemorySegment pixels, int from, int to, MemorySegment amplitude) {
        for (int i = from; i < to; i++) {
            set(amplitude, i, modulus(pixels.get(SHORT_BE, 4L * i), pixels.get(SHORT_BE, 4L * i + 2)));
        }
    }

    static void ofLittleEndianFloatPairs(MemorySegment pixels, int from, int to, MemorySegment amplitude) {
        for (int i = from; i < to; i++) {
            set(amplitude, i, modulus(pixels.get(FLOAT_LE, 8L * i), pixels.get(FLOAT_LE, 8L * i + 4)));
        }
    }

    static void ofLittleEndianShortPairs(MemorySegment pixels, int from, int to, MemorySegment amplitude) {
        for (int i = from; i < to; i++) {
            set(amplitude, i, modulus(pixels.get(SHORT_LE, 4L * i), pixels.get(SHORT_LE, 4L * i + 2)));
        }
    }

    private static float modulus(double re, double im) {
        return (float) Math.sqrt(re * re + im * im);
    }

    @Override
    public void sumAbove(MemorySegment amplitude, int count, double[] sumAndNumber) {
        double sum = 0;
        long number = 0;
        for (int i = 0; i < count; i++) {
            float a = get(amplitude, i);
            if (a >= CALIBRATION_FLOOR) {
                sum += a;
                number++;
            }
        }
        sumAndNumber[0] = sum;
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
        addImage(amplitude, calibration, 0, count, sum, squares, gap);
    }

    static void addImage(
            MemorySegment amplitude,
            float calibration,
            int from,
            int to,
            MemorySegment sum,
            MemorySegment squares,
            MemorySegment gap) {
        for (int i = from; i < to; i++) {
            float a = get(amplitude, i) / calibration;
            if (a <= NEAR_ZERO) {
                set(sum, i, 0);
                set(gap, i, 1);
            } else {
                set(sum, i, get(sum, i) + a);
                set(squares, i, get(squares, i) + a * a);
            }
        }
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
        addPair(first, firstCalibration, second, secondCalibration, 0, count, sum, squares);
    }

    static void addPair(
            MemorySegment first,
            float firstCalibration,
            MemorySegment second,
            float secondCalibration,
            int from,
            int to,
            MemorySegment sum,
            MemorySegment squares) {
        for (int i = from; i < to; i++) {
            float a = get(first, i) / firstCalibration;
            float b = get(second, i) / secondCalibration;
            set(sum, i, get(sum, i) + a + b);
            set(squares, i, get(squares, i) + (a - b) * (a - b));
        }
    }

    static float get(MemorySegment plane, long i) {
        return plane.get(FloatMatrix.LAYOUT, 4 * i);
    }

    private static void set(MemorySegment plane, long i, float value) {
        plane.set(FloatMatrix.LAYOUT, 4 * i, value);
    }
}
