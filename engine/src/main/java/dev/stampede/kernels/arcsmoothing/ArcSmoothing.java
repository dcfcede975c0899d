package dev.stampede.kernels.arcsmoothing;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;

/// Smooths the phase of arcs in time and unwraps it along time. All interferograms share the reference image
/// and are in order of date.
///
/// Per arc with phasors z (unit modulus), for every date k, weights w and intercept weights h of
/// [SmoothingTable]:
///
///     mu_k    = sum_j w[k,j] z_j
///     a_j     = wrap(angle(z_j) - angle(mu_k))                 in [-pi, pi)
///     theta_k = angle(mu_k) + sum_j h[k,j] a_j
///     phi_1   = wrap(theta_1),  phi_k = phi_(k-1) + wrap(theta_k - theta_(k-1))      wrap in (-pi, pi]
///     phi    -= q - wrap(q),    q = mean of phi over the anchor dates
///     noise_k = wrap(angle(z_k) - phi_k)
///
/// | name     | shape        | dtype | unit | meaning                                  |
/// |----------|--------------|-------|------|------------------------------------------|
/// | arc      | [nArc, nIfg] | c64   | –    | unit modulus; one `NaN` spoils its arc   |
/// | outPhase | [nArc, nIfg] | f32   | rad  | phi                                      |
/// | outNoise | [nArc, nIfg] | f32   | rad  | noise                                    |
///
/// Accumulation: `REFERENCE` and `CUDA` f64 left to right; vector f32 with FMA. Max error against the
/// reference: [#MAX_ABS_ERROR], plus [#MAX_RELATIVE_ERROR] of phi; a whole cycle where a difference before
/// a `wrap` is within that of half a cycle. Cost: nArc nIfg^2 times (2 multiply-adds and a wrapped
/// multiply-add). Threads: stateless; disjoint ranges of arcs may run in parallel. Source: Hooper (2010), a
/// statistical-cost approach to unwrapping the phase of InSAR time series, Fringe 2009 proceedings;
/// behaviour of StaMPS method `3D_FULL`.
public interface ArcSmoothing extends Kernel {
    String ID = "stage6_smooth_3d_full_single_master";
    double MAX_ABS_ERROR = 4e-6;
    double MAX_RELATIVE_ERROR = 4e-7;

    KernelFamily<ArcSmoothing> FAMILY = KernelFamily.of(
                    ID, ArcSmoothing.class, ArcSmoothingReference::new, () -> new ArcSmoothingVector())
            .with(Backend.NATIVE, () -> new ArcSmoothingNative())
            .with(Backend.CUDA, () -> new ArcSmoothingCuda());

    @Override
    default String id() {
        return ID;
    }

    /// Fills rows `[from, to)` of both outputs.
    /// @throws IllegalArgumentException if shapes disagree
    void smooth(ComplexMatrix arc, SmoothingTable table, FloatMatrix outPhase, FloatMatrix outNoise, int from, int to);

    /// The checks both variants share.
    static void require(ComplexMatrix arc, SmoothingTable table, FloatMatrix outPhase, FloatMatrix outNoise) {
        for (var m : new FloatMatrix[] {outPhase, outNoise}) {
            if (m.rows() != arc.rows() || m.cols() != arc.cols()) {
                throw new IllegalArgumentException("arcs are [" + arc.rows() + ", " + arc.cols() + "], an output is ["
                        + m.rows() + ", " + m.cols() + "]");
            }
        }
        if (arc.cols() != table.count()) {
            throw new IllegalArgumentException(
                    "arcs have " + arc.cols() + " interferograms, the dates are " + table.count());
        }
    }
}
