package dev.stampede.kernels.arcsmoothing;

import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;

/// Smooths the phase of arcs in time when interferograms join any two images: a series per image by least
/// squares, a weighted mean over neighbouring dates, and back to interferograms. The three steps are linear
/// and the same for every arc, so they are one matrix.
///
///     a[e, i]        = angle(arc[e, i])
///     outPhase[e, i] = sum_k smoothing[i, k] a[e, k]
///     outNoise[e, i] = wrap(a[e, i] - outPhase[e, i])          in [-pi, pi]
///
/// | name      | shape        | dtype | unit | meaning                                    |
/// |-----------|--------------|-------|------|--------------------------------------------|
/// | arc       | [nArc, nIfg] | c64   | –    | any modulus; one `NaN` spoils its arc      |
/// | smoothing | [nIfg, nIfg] | f64   | –    | element (i, k) at `i * nIfg + k`           |
/// | outPhase  | [nArc, nIfg] | f32   | rad  | smooth part                                |
/// | outNoise  | [nArc, nIfg] | f32   | rad  | what is left                               |
///
/// Accumulation: `REFERENCE` f64 left to right; vector f32 with FMA and coefficients rounded to f32. Max
/// error against the reference: [#MAX_ABS_ERROR] times `1 + sum_k |smoothing[i, k]|`; a whole cycle in the
/// noise where it is within that of half a cycle. Cost: nArc nIfg^2 multiply-adds and nArc nIfg arguments.
/// Threads: stateless; disjoint ranges of arcs may run in parallel. Source: Hooper (2010), a
/// statistical-cost approach to unwrapping the phase of InSAR time series, Fringe 2009 proceedings;
/// behaviour of StaMPS method `3D_QUICK`.
public interface NetworkSmoothing extends Kernel {
    String ID = "stage6_smooth_network";
    double MAX_ABS_ERROR = 2e-6;

    KernelFamily<NetworkSmoothing> FAMILY = KernelFamily.of(
            ID, NetworkSmoothing.class, NetworkSmoothingReference::new, () -> new NetworkSmoothingVector());

    @Override
    default String id() {
        return ID;
    }

    /// Fills rows `[from, to)` of both outputs.
    /// @throws IllegalArgumentException if shapes disagree
    void smooth(ComplexMatrix arc, double[] smoothing, FloatMatrix outPhase, FloatMatrix outNoise, int from, int to);

    /// The checks all variants share.
    static void require(ComplexMatrix arc, double[] smoothing, FloatMatrix outPhase, FloatMatrix outNoise) {
        for (var m : new FloatMatrix[] {outPhase, outNoise}) {
            if (m.rows() != arc.rows() || m.cols() != arc.cols()) {
                throw new IllegalArgumentException("arcs are [" + arc.rows() + ", " + arc.cols() + "], an output is ["
                        + m.rows() + ", " + m.cols() + "]");
            }
        }
        if (smoothing.length != arc.cols() * arc.cols()) {
            throw new IllegalArgumentException("arcs have " + arc.cols() + " interferograms, the smoothing "
                    + smoothing.length + " coefficients instead of " + arc.cols() * arc.cols());
        }
    }
}
