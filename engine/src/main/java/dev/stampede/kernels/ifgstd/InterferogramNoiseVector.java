package dev.stampede.kernels.ifgstd;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.stampede.kernels.ArgumentVector;
import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Lanes;
import dev.stampede.kernels.phaseramp.Ramp;
import dev.stampede.kernels.phaseramp.RampVector;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Lanes run over points; the model phase is subtracted from the argument and the difference folded into one
/// turn, so that one arctangent replaces sine, cosine and rotation. A scalar tail ends the range.
final class InterferogramNoiseVector implements InterferogramNoise {
    private static final VectorSpecies<Double> F64 = Lanes.F64;
    private static final VectorSpecies<Float> HALF = Lanes.F32_HALF;
    private static final int STEP = F64.length();

    /// Points per tile: its model phase stays in the first-level cache.
    private static final int TILE = 1024;

    private static final DoubleVector PER_TURN = DoubleVector.broadcast(F64, 1 / (2 * Math.PI));
    private static final DoubleVector MINUS_TURN = DoubleVector.broadcast(F64, -2 * Math.PI);
    private static final DoubleVector ONE = DoubleVector.broadcast(F64, 1);
    private static final DoubleVector LARGE = DoubleVector.broadcast(F64, Double.MAX_VALUE);

    /// Adding and subtracting 1.5 * 2^52 rounds to the nearest integer.
    private static final DoubleVector ROUND = DoubleVector.broadcast(F64, 0x1.8p52);

    @Override
    public Backend backend() {
        return Backend.VECTOR;
    }

    @Override
    public double sumOfSquares(ComplexMatrix phase, ComplexMatrix patchPhase, Ramp ramp, int from, int to) {
        InterferogramNoise.require(phase, patchPhase, ramp, from, to);
        int body = from + (to - from) / STEP * STEP;
        double sum = 0;
        try (var arena = Arena.ofConfined()) {
            var model = arena.allocate((long) TILE * FloatMatrix.BYTES, 64);
            var x = arena.allocate((long) TILE * DoubleMatrix.BYTES, 64);
            var y = arena.allocate((long) TILE * DoubleMatrix.BYTES, 64);
            for (int p = from; p < body; p += TILE) {
                int count = Math.min(TILE, body - p);
                RampVector.fill(ramp, 0, p, count, model);
                multiply(phase, patchPhase, (long) p * FloatMatrix.BYTES, x, y, count);
                ArgumentVector.fill(x, y, y, 0, (long) count * DoubleMatrix.BYTES);
                squares(x, y, model, count);
                for (int i = 0; i < count; i++) { // in order: that of a reduction over lanes is not specified
                    sum += x.get(DoubleMatrix.LAYOUT, (long) i * DoubleMatrix.BYTES);
                }
            }
        }
        return sum + InterferogramNoiseReference.sum(phase, patchPhase, ramp, body, to);
    }

    /// Phase times conjugate patch phase.
    private static void multiply(
            ComplexMatrix phase, ComplexMatrix patchPhase, long at, MemorySegment x, MemorySegment y, int count) {
        var phaseRe = phase.re().segment();
        var phaseIm = phase.im().segment();
        var patchRe = patchPhase.re().segment();
        var patchIm = patchPhase.im().segment();
        for (long k = 0, end = (long) count * FloatMatrix.BYTES; k < end; k += (long) STEP * FloatMatrix.BYTES) {
            var re = (DoubleVector) FloatVector.fromMemorySegment(HALF, phaseRe, at + k, LITTLE_ENDIAN)
                    .convertShape(VectorOperators.F2D, F64, 0);
            var im = (DoubleVector) FloatVector.fromMemorySegment(HALF, phaseIm, at + k, LITTLE_ENDIAN)
                    .convertShape(VectorOperators.F2D, F64, 0);
            var pRe = (DoubleVector) FloatVector.fromMemorySegment(HALF, patchRe, at + k, LITTLE_ENDIAN)
                    .convertShape(VectorOperators.F2D, F64, 0);
            var pIm = (DoubleVector) FloatVector.fromMemorySegment(HALF, patchIm, at + k, LITTLE_ENDIAN)
                    .convertShape(VectorOperators.F2D, F64, 0);
            re.mul(pRe).add(im.mul(pIm)).intoMemorySegment(x, 2 * k, LITTLE_ENDIAN);
            im.mul(pRe).sub(re.mul(pIm)).intoMemorySegment(y, 2 * k, LITTLE_ENDIAN);
        }
    }

    /// `x = (argument - model, folded into one turn)^2`, 0 for a zero phasor, whose argument is 0.
    private static void squares(MemorySegment x, MemorySegment argument, MemorySegment model, int count) {
        for (long k = 0, end = (long) count * FloatMatrix.BYTES; k < end; k += (long) STEP * FloatMatrix.BYTES) {
            var m = (DoubleVector) FloatVector.fromMemorySegment(HALF, model, k, LITTLE_ENDIAN)
                    .convertShape(VectorOperators.F2D, F64, 0);
            var a = DoubleVector.fromMemorySegment(F64, argument, 2 * k, LITTLE_ENDIAN);
            var size = DoubleVector.fromMemorySegment(F64, x, 2 * k, LITTLE_ENDIAN)
                    .abs()
                    .add(a.abs());
            var isThere = size.mul(LARGE).min(ONE);
            var rest = a.sub(m);
            var turns = rest.fma(PER_TURN, ROUND).sub(ROUND);
            var delta = turns.fma(MINUS_TURN, rest).mul(isThere);
            delta.mul(delta).intoMemorySegment(x, 2 * k, LITTLE_ENDIAN);
        }
    }
}
