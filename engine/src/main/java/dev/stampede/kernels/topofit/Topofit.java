package dev.stampede.kernels.topofit;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;

/// Fits `arg z[p, f] = K[p] b[p, f] + C[p]` to each point p on the circle: the slope K is what a height
/// error of the point leaves, C what all interferograms share.
///
///     R      = max_f b - min_f b,    step = pi / (4 R)
///     t*     = first t in -T..T, T = ceil(8 w), with the largest | sum_f z exp(-i t step b) |
///     r      = z exp(-i K0 b),  K0 = t* step,   o = sum_f r
///     K      = K0 + sum_f (|z| b) (|z| arg(r conj o)) / sum_f (|z| b)^2
///     e      = z exp(-i K b),   C = arg sum_f e,   gamma = | sum_f e | / sum_f |e|
///
/// | name      | shape  | dtype | unit  | meaning                                                              |
/// |-----------|--------|-------|-------|----------------------------------------------------------------------|
/// | z         | [n, m] | c64   | 1     | phasors, of any modulus; usually 1                                   |
/// | b         | [n, m] | f32   | m     | perpendicular baseline; [1, m] where all points share it             |
/// | w         | scalar | f64   | cycle | wraps the slope may make over R                                      |
/// | slope     | [n, 1] | f32   | rad/m | K                                                                    |
/// | offset    | [n, 1] | f32   | rad   | C, in (-pi, pi]                                                      |
/// | coherence | [n, 1] | f32   | 1     | gamma, in [0, 1]                                                     |
/// | residual  | [n, m] | f32   | rad   | `arg e`, still holding C; may be `null` when not wanted              |
///
/// Invalid values: a point with a phasor that is exactly 0 or NaN gets slope and coherence `NaN`; its
/// offset and residual stay as they were. R = 0 counts as no slope before the refinement. Accumulation: f64
/// in the reference; f32 lanes across points elsewhere; on a device f32 in the search, then f64. FMA: in
/// the vector and the native variant and in the search on a device. Max error against the reference where
/// the best trial stands out: [#MAX_COHERENCE_ERROR] in gamma, [#MAX_PHASE_ERROR] rad in offset, residual
/// and `K R`. Trials within that of each other may be taken differently. Threads: stateless; disjoint
/// ranges of points may run in parallel. A point's result does not depend on the range. Floor: per point 8
/// (2 T + 1) m / 2 fused multiply-adds for the search, half of that where baselines are shared; 24 m bytes
/// read. Source: Hooper, Segall and Zebker (2007), doi:10.1029/2006JB004763, section 2.3.
public interface Topofit extends Kernel {
    double MAX_COHERENCE_ERROR = 5e-6;
    double MAX_PHASE_ERROR = 5e-5;

    KernelFamily<Topofit> FAMILY = KernelFamily.of(
                    "stage2_topofit", Topofit.class, TopofitReference::new, () -> new TopofitVector())
            .with(Backend.NATIVE, () -> new TopofitNative())
            .with(Backend.CUDA, () -> new TopofitCuda());

    /// Where results go; see the table of the contract.
    record Fit(FloatMatrix slope, FloatMatrix offset, FloatMatrix coherence, FloatMatrix residual) {}

    @Override
    default String id() {
        return FAMILY.id();
    }

    /// Fits points `[from, to)`.
    /// @throws IllegalArgumentException if shapes disagree, `w` is negative or NaN, or the range is outside
    void fit(ComplexMatrix z, FloatMatrix b, double w, Fit out, int from, int to);

    /// T, the number of trials on either side of zero.
    static int trials(double w) {
        return (int) Math.ceil(8 * w);
    }

    /// Work in the measure of [dev.stampede.kernels.MeasuredBackends]: points times interferograms times
    /// trials.
    static long work(long points, int ifgs, double w) {
        return points * ifgs * (2L * trials(w) + 1);
    }

    /// The checks all variants share.
    static void require(ComplexMatrix z, FloatMatrix b, double w, Fit out, int from, int to) {
        require(z, b, z.rows(), w, out, from, to);
    }

    /// @param baselineRows rows `b` must have
    static void require(ComplexMatrix z, FloatMatrix b, int baselineRows, double w, Fit out, int from, int to) {
        requireInputs(z, b, baselineRows, w, from, to);
        int n = z.rows();
        if (out.slope().size() != n
                || out.offset().size() != n
                || out.coherence().size() != n) {
            throw new IllegalArgumentException("results must hold one value for each of " + n + " points");
        }
        var residual = out.residual();
        if (residual != null && (residual.rows() != n || residual.cols() != z.cols())) {
            throw new IllegalArgumentException("residual is [" + residual.rows() + ", " + residual.cols()
                    + "], phasors are [" + n + ", " + z.cols() + "]");
        }
    }

    static void requireInputs(ComplexMatrix z, FloatMatrix b, int baselineRows, double w, int from, int to) {
        if (b.rows() != baselineRows || b.cols() != z.cols()) {
            throw new IllegalArgumentException(
                    "phasors are [" + z.rows() + ", " + z.cols() + "], baselines [" + b.rows() + ", " + b.cols() + "]");
        }
        if (!(w >= 0) || w > 1e6) {
            throw new IllegalArgumentException("trial wraps are " + w + ", expected a number from 0 to 1e6");
        }
        if (from < 0 || from > to || to > z.rows()) {
            throw new IllegalArgumentException("points [" + from + ", " + to + ") of " + z.rows());
        }
    }
}
