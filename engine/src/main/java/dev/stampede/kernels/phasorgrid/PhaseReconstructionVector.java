package dev.stampede.kernels.phasorgrid;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Lanes;
import dev.stampede.kernels.MathVector;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Node phases are gathered into the output, then replaced there with lanes across points. A short last group
/// runs on repeated points in a small array, so that every point goes through the same operations.
final class PhaseReconstructionVector implements PhaseReconstruction {
    private static final VectorSpecies<Float> F32 = Lanes.F32;
    private static final int STEP = F32.length();
    private static final float ROUND = 0x1.8p23f;
    private static final float TWO_PI_HIGH = 6.28125f;
    private static final float TWO_PI_LOW = (float) (2 * Math.PI - 6.28125);

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Backend backend() {
        return Backend.VECTOR;
    }

    @Override
    public void reconstruct(
            ComplexMatrix phase,
            FloatMatrix nodePhase,
            int ifg,
            int[] nodeOf,
            FloatMatrix out,
            int outColumn,
            int from,
            int to) {
        PhaseReconstruction.require(phase, nodePhase, ifg, nodeOf, out, outColumn);
        for (int p = from; p < to; p++) {
            out.set(p, outColumn, nodeOf[p] < 0 ? Float.NaN : nodePhase.get(nodeOf[p], ifg));
        }
        var re = phase.re().segment();
        var im = phase.im().segment();
        var u = out.segment();
        int body = from + (to - from) / STEP * STEP;
        for (int p = from; p < body; p += STEP) {
            long at = phase.re().offset(p, ifg);
            long outAt = out.offset(p, outColumn);
            nearest(load(re, at), load(im, at), load(u, outAt)).intoMemorySegment(u, outAt, LITTLE_ENDIAN);
        }
        if (body < to) {
            tail(phase, ifg, out, outColumn, body, to);
        }
    }

    private static void tail(ComplexMatrix phase, int ifg, FloatMatrix out, int outColumn, int from, int to) {
        var re = new float[STEP];
        var im = new float[STEP];
        var u = new float[STEP];
        for (int p = from; p < to; p++) {
            re[p - from] = phase.re().get(p, ifg);
            im[p - from] = phase.im().get(p, ifg);
            u[p - from] = out.get(p, outColumn);
        }
        var result = nearest(
                FloatVector.fromArray(F32, re, 0), FloatVector.fromArray(F32, im, 0), FloatVector.fromArray(F32, u, 0));
        for (int p = from; p < to; p++) {
            out.set(p, outColumn, result.lane(p - from));
        }
    }

    private static FloatVector nearest(FloatVector re, FloatVector im, FloatVector u) {
        var a = MathVector.atan2(im, re);
        var cycles = u.sub(a).mul((float) (1 / (2 * Math.PI))).add(ROUND).sub(ROUND);
        return a.add(cycles.mul(TWO_PI_LOW)).add(cycles.mul(TWO_PI_HIGH));
    }

    private static FloatVector load(MemorySegment segment, long at) {
        return FloatVector.fromMemorySegment(F32, segment, at, LITTLE_ENDIAN);
    }
}
