package dev.stampede.kernels.arcsmoothing;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Lanes;
import dev.stampede.kernels.MathVector;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Lanes run over arcs. The angles of one vector of arcs lie in a tile that stays in the first-level cache;
/// four interferograms share every load of it. A short last tile repeats its last arc.
final class NetworkSmoothingVector implements NetworkSmoothing {
    private static final VectorSpecies<Float> F32 = Lanes.F32;
    private static final int LANES = F32.length();
    private static final float TWO_PI = (float) (2 * Math.PI);
    private static final float TWO_PI_HIGH = 6.28125f;
    private static final float TWO_PI_LOW = (float) (2 * Math.PI - 6.28125);
    private static final float ROUND = 0x1.8p23f;

    @Override
    public Backend backend() {
        return Backend.VECTOR;
    }

    @Override
    public void smooth(
            ComplexMatrix arc, double[] smoothing, FloatMatrix outPhase, FloatMatrix outNoise, int from, int to) {
        NetworkSmoothing.require(arc, smoothing, outPhase, outNoise);
        int n = arc.cols();
        int padded = (n + 3) / 4 * 4;
        // Rows of zeros at the end let the last group of four run like the others.
        var table = new float[padded * n];
        for (int i = 0; i < smoothing.length; i++) {
            table[i] = (float) smoothing[i];
        }
        var angle = new float[n * LANES];
        var phase = new float[padded * LANES];
        for (int e = from; e < to; e += LANES) {
            int count = Math.min(LANES, to - e);
            load(arc, e, count, angle);
            for (int i = 0; i < n; i += 4) {
                four(angle, table, n, i, phase);
            }
            store(angle, phase, outPhase, outNoise, e, count);
        }
    }

    private static void load(ComplexMatrix arc, int e, int count, float[] angle) {
        var re = new float[LANES];
        var im = new float[LANES];
        for (int k = 0; k < arc.cols(); k++) {
            if (count == LANES) {
                long at = arc.re().offset(e, k);
                var x = FloatVector.fromMemorySegment(F32, arc.re().segment(), at, LITTLE_ENDIAN);
                var y = FloatVector.fromMemorySegment(F32, arc.im().segment(), at, LITTLE_ENDIAN);
                MathVector.atan2(y, x).intoArray(angle, k * LANES);
            } else {
                for (int lane = 0; lane < LANES; lane++) {
                    re[lane] = arc.re().get(e + Math.min(lane, count - 1), k);
                    im[lane] = arc.im().get(e + Math.min(lane, count - 1), k);
                }
                MathVector.atan2(FloatVector.fromArray(F32, im, 0), FloatVector.fromArray(F32, re, 0))
                        .intoArray(angle, k * LANES);
            }
        }
    }

    /// Smooth phase of interferograms i to i + 3.
    private static void four(float[] angle, float[] table, int n, int i, float[] phase) {
        var a = FloatVector.zero(F32);
        var b = a;
        var c = a;
        var d = a;
        for (int k = 0, at = i * n; k < n; k++, at++) {
            var x = FloatVector.fromArray(F32, angle, k * LANES);
            a = x.fma(FloatVector.broadcast(F32, table[at]), a);
            b = x.fma(FloatVector.broadcast(F32, table[at + n]), b);
            c = x.fma(FloatVector.broadcast(F32, table[at + 2 * n]), c);
            d = x.fma(FloatVector.broadcast(F32, table[at + 3 * n]), d);
        }
        a.intoArray(phase, i * LANES);
        b.intoArray(phase, (i + 1) * LANES);
        c.intoArray(phase, (i + 2) * LANES);
        d.intoArray(phase, (i + 3) * LANES);
    }

    private static void store(
            float[] angle, float[] phase, FloatMatrix outPhase, FloatMatrix outNoise, int e, int count) {
        for (int i = 0; i < outPhase.cols(); i++) {
            var smooth = FloatVector.fromArray(F32, phase, i * LANES);
            var noise = wrap(FloatVector.fromArray(F32, angle, i * LANES).sub(smooth));
            if (count == LANES) {
                long at = outPhase.offset(e, i);
                smooth.intoMemorySegment(outPhase.segment(), at, LITTLE_ENDIAN);
                noise.intoMemorySegment(outNoise.segment(), at, LITTLE_ENDIAN);
            } else {
                for (int lane = 0; lane < count; lane++) {
                    outPhase.set(e + lane, i, smooth.lane(lane));
                    outNoise.set(e + lane, i, noise.lane(lane));
                }
            }
        }
    }

    private static FloatVector wrap(FloatVector x) {
        var turns = x.mul(1 / TWO_PI).add(ROUND).sub(ROUND);
        return x.sub(turns.mul(TWO_PI_HIGH)).sub(turns.mul(TWO_PI_LOW));
    }
}
