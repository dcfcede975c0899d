package dev.stampede.kernels.phaseramp;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Lanes;
import dev.stampede.kernels.MathVector;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Lanes run over points, in single precision: the model phase of a tile first, then the rotation. A scalar
/// tail ends each column.
final class PhaseRampVector implements PhaseRamp {
    private static final VectorSpecies<Float> F32 = Lanes.F32;
    private static final int STEP = F32.length();

    /// Points per tile: its model phase stays in the first-level cache.
    private static final int TILE = 1024;

    @Override
    public Backend backend() {
        return Backend.VECTOR;
    }

    @Override
    public void remove(ComplexMatrix phase, Ramp ramp, ComplexMatrix out, int from, int to) {
        PhaseRamp.require(phase, ramp, out, from, to);
        run(phase, ramp, out, false, from, to);
    }

    @Override
    public void removeToUnit(ComplexMatrix phase, Ramp ramp, ComplexMatrix out, int from, int to) {
        PhaseRamp.require(phase, ramp, out, from, to);
        run(phase, ramp, out, true, from, to);
    }

    private static void run(ComplexMatrix phase, Ramp ramp, ComplexMatrix out, boolean unit, int from, int to) {
        int body = from + (to - from) / STEP * STEP;
        try (var arena = Arena.ofConfined()) {
            var angle = arena.allocate((long) TILE * FloatMatrix.BYTES, 64);
            var cos = new float[TILE];
            var sin = new float[TILE];
            for (int f = 0; f < phase.cols(); f++) {
                for (int p = from; p < body; p += TILE) {
                    int count = Math.min(TILE, body - p);
                    RampVector.fill(ramp, f, p, count, angle);
                    rotation(angle, cos, sin, count);
                    rotate(phase, out, phase.re().offset(p, f), cos, sin, count);
                    if (unit) {
                        scaleToUnit(out, phase.re().offset(p, f), count);
                    }
                }
            }
        }
        PhaseRampReference.rotate(phase, ramp, out, unit, body, to);
    }

    /// Apart from the products: sine and cosine share their work only where both are stored.
    private static void rotation(MemorySegment angle, float[] cos, float[] sin, int count) {
        for (int i = 0; i < count; i += STEP) {
            var a = FloatVector.fromMemorySegment(F32, angle, (long) i * FloatMatrix.BYTES, LITTLE_ENDIAN);
            MathVector.cosSin(a, cos, i, sin, i);
        }
    }

    private static void rotate(ComplexMatrix phase, ComplexMatrix out, long at, float[] cos, float[] sin, int count) {
        var inRe = phase.re().segment();
        var inIm = phase.im().segment();
        var outRe = out.re().segment();
        var outIm = out.im().segment();
        for (int i = 0; i < count; i += STEP) {
            long k = at + (long) i * FloatMatrix.BYTES;
            var c = FloatVector.fromArray(F32, cos, i);
            var s = FloatVector.fromArray(F32, sin, i);
            var re = FloatVector.fromMemorySegment(F32, inRe, k, LITTLE_ENDIAN);
            var im = FloatVector.fromMemorySegment(F32, inIm, k, LITTLE_ENDIAN);
            re.mul(c).add(im.mul(s)).intoMemorySegment(outRe, k, LITTLE_ENDIAN);
            im.mul(c).sub(re.mul(s)).intoMemorySegment(outIm, k, LITTLE_ENDIAN);
        }
    }

    private static void scaleToUnit(ComplexMatrix out, long at, int count) {
        var outRe = out.re().segment();
        var outIm = out.im().segment();
        for (long k = 0, end = (long) count * FloatMatrix.BYTES; k < end; k += (long) STEP * FloatMatrix.BYTES) {
            var re = FloatVector.fromMemorySegment(F32, outRe, at + k, LITTLE_ENDIAN);
            var im = FloatVector.fromMemorySegment(F32, outIm, at + k, LITTLE_ENDIAN);
            var modulus = re.mul(re).add(im.mul(im)).sqrt();
            re.div(modulus).intoMemorySegment(outRe, at + k, LITTLE_ENDIAN);
            im.div(modulus).intoMemorySegment(outIm, at + k, LITTLE_ENDIAN);
        }
    }
}
