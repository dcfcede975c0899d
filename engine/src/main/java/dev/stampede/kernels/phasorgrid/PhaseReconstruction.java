package dev.stampede.kernels.phasorgrid;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;

/// Unwrapped phase of points from that of their grid node: the nearest value the wrapped phase allows.
///
///     u = nodePhase[nodeOf[p], ifg]        a = angle(phase[p, ifg])
///     out[p, outColumn] = a + 2 pi round((u - a) / 2 pi)
///
/// | name      | shape            | dtype | unit | meaning                                       |
/// |-----------|------------------|-------|------|-----------------------------------------------|
/// | phase     | [nPs, nIfg]      | c64   | –    | wrapped input                                 |
/// | nodePhase | [nNodes, nIfg]   | f32   | rad  | unwrapped                                     |
/// | nodeOf    | [nPs]            | int   |      | node of each point; -1 = none, result `NaN`   |
/// | out       | [nPs, nOut]      | f32   | rad  | `NaN` where an input is `NaN`                 |
///
/// Equal to `u + angle(phase exp(-i u))` but for rounding and for points exactly half a cycle from their node.
/// Max error against the reference: [#MAX_ABS_ERROR] plus a unit in the last place of the result; a whole cycle
/// where the point is within that of half a cycle from its node. Threads: stateless; disjoint ranges of points
/// may run in parallel.
public interface PhaseReconstruction extends Kernel {
    String ID = "stage6_reconstruct_ps_phase";
    double MAX_ABS_ERROR = 5e-7;

    KernelFamily<PhaseReconstruction> FAMILY = KernelFamily.of(
                    ID,
                    PhaseReconstruction.class,
                    PhaseReconstructionReference::new,
                    () -> new PhaseReconstructionVector())
            .with(Backend.NATIVE, () -> new PhaseReconstructionNative());

    /// Fills rows `[from, to)` of column `outColumn`.
    /// @throws IllegalArgumentException if shapes disagree
    void reconstruct(
            ComplexMatrix phase,
            FloatMatrix nodePhase,
            int ifg,
            int[] nodeOf,
            FloatMatrix out,
            int outColumn,
            int from,
            int to);

    /// The checks both variants share.
    static void require(
            ComplexMatrix phase, FloatMatrix nodePhase, int ifg, int[] nodeOf, FloatMatrix out, int outColumn) {
        if (nodeOf.length != phase.rows()
                || out.rows() != phase.rows()
                || ifg < 0
                || ifg >= Math.min(phase.cols(), nodePhase.cols())
                || outColumn < 0
                || outColumn >= out.cols()) {
            throw new IllegalArgumentException("phase [" + phase.rows() + ", " + phase.cols() + "], node phase ["
                    + nodePhase.rows() + ", " + nodePhase.cols() + "], " + nodeOf.length + " points, out [" + out.rows()
                    + ", " + out.cols() + "], columns " + ifg + " and " + outColumn);
        }
    }
}
