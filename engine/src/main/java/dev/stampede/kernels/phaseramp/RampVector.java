package dev.stampede.kernels.phaseramp;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.stampede.kernels.Lanes;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The model phase of consecutive points, lanes across points, the same values as [Ramp#angle(int, int)].
public final class RampVector {
    private static final VectorSpecies<Float> F32 = Lanes.F32;
    private static final int STEP = F32.length();

    private RampVector() {}

    /// Writes the model phase of points `[from, from + count)` in phase column `col` to the first `count`
    /// places of `outAngle`.
    public static void fill(Ramp ramp, int col, int from, int count, MemorySegment outAngle) {
        int body = count / STEP * STEP;
        int b = ramp.baselineColumn(col);
        long at = (long) from * FloatMatrix.BYTES;
        if (ramp.perPoint()) {
            multiply(
                    ramp.slope().segment(),
                    at,
                    ramp.baseline().segment(),
                    ramp.baseline().offset(from, b),
                    body,
                    outAngle);
        } else {
            multiply(ramp.slope().segment(), at, ramp.baseline().get(0, b), body, outAngle);
        }
        if (ramp.offsetPerPoint()) {
            add(ramp.offset().segment(), at, body, outAngle);
        } else {
            add(ramp.offset().get(0, 0), body, outAngle);
        }
        for (int i = body; i < count; i++) {
            outAngle.set(FloatMatrix.LAYOUT, (long) i * FloatMatrix.BYTES, ramp.angle(from + i, col));
        }
    }

    private static void multiply(MemorySegment a, long atA, MemorySegment b, long atB, int body, MemorySegment out) {
        for (int i = 0; i < body; i += STEP) {
            long k = (long) i * FloatMatrix.BYTES;
            FloatVector.fromMemorySegment(F32, a, atA + k, LITTLE_ENDIAN)
                    .mul(FloatVector.fromMemorySegment(F32, b, atB + k, LITTLE_ENDIAN))
                    .intoMemorySegment(out, k, LITTLE_ENDIAN);
        }
    }

    private static void multiply(MemorySegment a, long atA, float b, int body, MemorySegment out) {
        var factor = FloatVector.broadcast(F32, b);
        for (int i = 0; i < body; i += STEP) {
            long k = (long) i * FloatMatrix.BYTES;
            FloatVector.fromMemorySegment(F32, a, atA + k, LITTLE_ENDIAN)
                    .mul(factor)
                    .intoMemorySegment(out, k, LITTLE_ENDIAN);
        }
    }

    private static void add(MemorySegment a, long atA, int body, MemorySegment out) {
        for (int i = 0; i < body; i += STEP) {
            long k = (long) i * FloatMatrix.BYTES;
            FloatVector.fromMemorySegment(F32, out, k, LITTLE_ENDIAN)
                    .add(FloatVector.fromMemorySegment(F32, a, atA + k, LITTLE_ENDIAN))
                    .intoMemorySegment(out, k, LITTLE_ENDIAN);
        }
    }

    private static void add(float a, int body, MemorySegment out) {
        var term = FloatVector.broadcast(F32, a);
        for (int i = 0; i < body; i += STEP) {
            long k = (long) i * FloatMatrix.BYTES;
            FloatVector.fromMemorySegment(F32, out, k, LITTLE_ENDIAN)
                    .add(term)
                    .intoMemorySegment(out, k, LITTLE_ENDIAN);
        }
    }
}
