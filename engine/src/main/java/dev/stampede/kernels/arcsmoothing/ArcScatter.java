package dev.stampede.kernels.arcsmoothing;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.memory.FloatMatrix;

/// Judges arcs by the scatter of their noise and puts their unwrapped phase together.
///
///     std[e]     = standard deviation of noise[e, :]                      n - 1 in the denominator
///     noise[e,:] = NaN                                                    where std[e] > limit
///     dph[e, i]  = phase[e, i] + noise[e, i] + k[e] bperp[i]
///
/// | name     | shape        | dtype | unit  | meaning                                              |
/// |----------|--------------|-------|-------|------------------------------------------------------|
/// | phase    | [nArc, nIfg] | f32   | rad   | smooth phase                                         |
/// | noise    | [nArc, nIfg] | f32   | rad   | what is left                                         |
/// | k        | [nArc, 1]    | f32   | rad/m | look-angle error taken out before                    |
/// | outDph   | [nAll, nIfg] | f32   | rad   | rows from `outRow` on                                |
/// | outNoise | [nAll, nIfg] | f32   | rad   | rows from `outRow` on                                |
/// | outStd   | [nAll, 1]    | f32   | rad   | `NaN` beyond the limit or where a value is `NaN`     |
///
/// Accumulation: two passes, f32, left to right. A limit of infinity only measures.
/// Max error against the reference: [#MAX_RELATIVE_ERROR] of the largest noise for std, exact sums otherwise.
/// Threads: stateless; disjoint ranges of arcs may run in parallel.
public interface ArcScatter extends Kernel {
    String ID = "stage6_arc_scatter";
    double MAX_RELATIVE_ERROR = 2e-6;

    KernelFamily<ArcScatter> FAMILY = KernelFamily.of(
                    ID, ArcScatter.class, ArcScatterReference::new, () -> new ArcScatterVector())
            .with(Backend.NATIVE, () -> new ArcScatterNative());

    @Override
    default String id() {
        return ID;
    }

    /// Fills rows `outRow .. outRow + count - 1` of the outputs from rows `0 .. count - 1` of the inputs.
    /// @throws IllegalArgumentException if shapes disagree
    void judge(
            FloatMatrix phase,
            FloatMatrix noise,
            FloatMatrix k,
            float[] bperp,
            float limit,
            Result out,
            int outRow,
            int count);

    /// Where the results go.
    record Result(FloatMatrix dph, FloatMatrix noise, FloatMatrix std) {}

    /// The checks both variants share.
    static void require(
            FloatMatrix phase, FloatMatrix noise, FloatMatrix k, float[] bperp, Result out, int outRow, int count) {
        boolean inputs = phase.rows() == noise.rows()
                && phase.cols() == noise.cols()
                && k.rows() == phase.rows()
                && bperp.length == phase.cols()
                && count <= phase.rows();
        boolean outputs = out.dph().cols() == phase.cols()
                && out.noise().cols() == phase.cols()
                && out.noise().rows() == out.dph().rows()
                && out.std().rows() == out.dph().rows()
                && outRow >= 0
                && outRow + count <= out.dph().rows();
        if (!inputs || !outputs) {
            throw new IllegalArgumentException("phase [" + phase.rows() + ", " + phase.cols() + "], noise ["
                    + noise.rows() + ", " + noise.cols() + "], " + k.rows() + " slopes, " + bperp.length
                    + " baselines; out [" + out.dph().rows() + ", " + out.dph().cols() + "], rows " + outRow + " to "
                    + (outRow + count));
        }
    }
}
