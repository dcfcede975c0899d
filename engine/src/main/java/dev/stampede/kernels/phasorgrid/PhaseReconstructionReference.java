package dev.stampede.kernels.phasorgrid;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;

/// The definition, in double precision.
final class PhaseReconstructionReference implements PhaseReconstruction {
    @Override
    public String id() {
        return ID;
    }

    @Override
    public Backend backend() {
        return Backend.REFERENCE;
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
            if (nodeOf[p] < 0) {
                out.set(p, outColumn, Float.NaN);
                continue;
            }
            double a = Math.atan2(phase.im().get(p, ifg), phase.re().get(p, ifg));
            double cycles = Math.rint((nodePhase.get(nodeOf[p], ifg) - a) / (2 * Math.PI));
            out.set(p, outColumn, (float) (a + 2 * Math.PI * cycles));
        }
    }
}
