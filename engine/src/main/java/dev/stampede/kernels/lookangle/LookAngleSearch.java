package dev.stampede.kernels.lookangle;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;

/// Look-angle error of each arc: the phase per metre of baseline that best aligns consecutive images, or
/// interferograms as they are, taken out of the arc's phase if it is convincing.
///
/// For the series z of [Series] with baselines b and `u = pi / (4 range(b))`:
///
///     gamma_t = | sum_s z_s exp(-i u t b_s) | / n          t = -trials .. trials
///     t*      = first maximum of gamma
///     the peak around t* ends where gamma rises again on either side
///     accepted when gamma_t* - max of gamma outside the peak > PEAK_GAP, otherwise k = 0
///     r_s     = angle(z_s exp(-i u t* b_s) conj(sum of these))
///     k       = u t* + sum(b r) / sum(b^2)                 0 if | sum z exp(-i k b) | / n < LOWEST_COHERENCE
///     arc    *= exp(-i k bperp)
///
/// | name  | shape        | dtype | unit  | meaning                                                       |
/// |-------|--------------|-------|-------|---------------------------------------------------------------|
/// | arc   | [nArc, nIfg] | c64   | –     | unit modulus; changed in place; one `NaN` gives k = 0 or `NaN` |
/// | bperp | [nIfg]       | f32   | m     | of all interferograms of the arc                              |
/// | outK  | [nArc, 1]    | f32   | rad/m | 0 where nothing convincing was found                          |
///
/// Accumulation: `REFERENCE` f64, vector f32 with FMA. Max error against the reference: [#MAX_ABS_ERROR] times
/// `pi / (4 range(b))` for k, where no decision is within rounding of its limit. Cost: nArc nSeries (2 trials +
/// 1) complex multiply-adds; trials of opposite sign share their products. Threads: stateless; disjoint ranges
/// of arcs may run in parallel. Source: Hooper (2010), Fringe 2009 proceedings; behaviour of StaMPS with
/// `unwrap_la_error_flag`.
public interface LookAngleSearch extends Kernel {
    String ID = "stage6_estimate_la_error";

    /// Of the trial spacing.
    double MAX_ABS_ERROR = 2e-5;

    /// The best trial must beat everything outside its peak by this coherence.
    float PEAK_GAP = 0.1f;

    /// Below this coherence a fit counts as none.
    float LOWEST_COHERENCE = 0.31f;

    KernelFamily<LookAngleSearch> FAMILY = KernelFamily.of(
                    ID, LookAngleSearch.class, LookAngleSearchReference::new, () -> new LookAngleSearchVector())
            .with(Backend.NATIVE, () -> new LookAngleSearchNative());

    /// What the search looks at: `z_s = arc[column[s + 1]] conj(arc[column[s]])`, images that follow each other, or
    /// `z_s = arc[column[s]]`, interferograms on their own.
    ///
    /// @param column      interferogram of each image in order of date, -1 for the reference image; or the
    ///                    interferograms
    /// @param b           baselines of z, m; one less than `column` when consecutive, else as many
    /// @param range       largest minus smallest of `b`, m
    /// @param trials      largest trial number
    /// @param consecutive which of the two
    record Series(int[] column, float[] b, double range, int trials, boolean consecutive) {
        /// @throws IllegalArgumentException if lengths disagree or the range is not positive
        public Series {
            if (b.length != column.length - (consecutive ? 1 : 0) || !(range > 0) || trials < 0) {
                throw new IllegalArgumentException(column.length + (consecutive ? " images, " : " interferograms, ")
                        + b.length + " baselines over " + range + " m, " + trials + " trials");
            }
        }

        /// Of consecutive images.
        public Series(int[] column, float[] b, double range, int trials) {
            this(column, b, range, trials, true);
        }

        /// Column of the phasor whose conjugate is a factor of z, -1 = none.
        int from(int s) {
            return consecutive ? column[s] : -1;
        }

        /// Column of the other factor, -1 = none.
        int to(int s) {
            return column[consecutive ? s + 1 : s];
        }

        /// Phase per metre between trials, rad/m.
        public double step() {
            return Math.PI / 4 / range;
        }
    }

    /// Fills rows `[from, to)` of `outK` and turns the same rows of `arc`.
    /// @throws IllegalArgumentException if shapes disagree
    void remove(ComplexMatrix arc, Series series, float[] bperp, FloatMatrix outK, int from, int to);

    /// The checks both variants share.
    static void require(ComplexMatrix arc, Series series, float[] bperp, FloatMatrix outK) {
        if (bperp.length != arc.cols() || outK.rows() != arc.rows()) {
            throw new IllegalArgumentException("arcs are [" + arc.rows() + ", " + arc.cols() + "], " + bperp.length
                    + " baselines, " + outK.rows() + " results");
        }
        for (int c : series.column()) {
            if (c >= arc.cols()) {
                throw new IllegalArgumentException("interferogram " + c + " of " + arc.cols());
            }
        }
    }

    /// Trial number of the peak in `gamma`, or [Integer#MIN_VALUE] when it does not stand out.
    ///
    /// @param gamma  coherence of trials `-trials .. trials`, element `first + stride (t + trials)`; set to 0
    ///               within the peak
    static int peak(float[] gamma, int first, int stride, int trials) {
        int count = 2 * trials + 1;
        int best = 0;
        for (int t = 1; t < count; t++) {
            if (gamma[first + stride * t] > gamma[first + stride * best]) {
                best = t;
            }
        }
        float highest = gamma[first + stride * best];
        int start = best;
        while (start > 0 && !(gamma[first + stride * start] < gamma[first + stride * (start - 1)])) {
            start--;
        }
        int end = best;
        while (end < count - 1 && !(gamma[first + stride * (end + 1)] > gamma[first + stride * end])) {
            end++;
        }
        float rest = 0;
        for (int t = 0; t < count; t++) {
            if (t < start || t > end) {
                rest = Math.max(rest, gamma[first + stride * t]);
            }
        }
        return highest - rest > PEAK_GAP ? best - trials : Integer.MIN_VALUE;
    }
}
