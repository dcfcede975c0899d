package dev.stampede.kernels.scla;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;

/// Spatially correlated look-angle error K and reference-image atmosphere C of every point from its unwrapped
/// phase.
///
///     phi[p, i] = phase[p, i] - reference[i]
///     K[p]      = sum_i kWeight[i] phi[p, i]
///     scla[p, i] = K[p] b[p, i]                                  single precision
///     C[p]      = sum_i cWeight[i] (phi[p, i] - scla[p, i])
///
/// The weights are rows of least-squares operators; interferograms with weight 0 do not take part.
///
/// | name      | shape           | dtype | unit  | meaning                                                   |
/// |-----------|-----------------|-------|-------|-----------------------------------------------------------|
/// | phase     | [nPs, nIfg]     | f32   | rad   | unwrapped; `NaN` = no value                               |
/// | baseline  | [nPs, nStored]  | f32   | m     | perpendicular                                             |
/// | columnOf  | [nIfg]          | int   |       | column of `baseline` per interferogram, -1 = zero baseline |
/// | reference | [nIfg]          | f64   | rad   | mean phase of the reference area                          |
/// | outK      | [nPs, 1]        | f64   | rad/m | `NaN` if a phase that takes part is `NaN`                 |
/// | outC      | [nPs, 1]        | f64   | rad   | the same                                                  |
/// | outScla   | [nPs, nIfg]     | f32   | rad   | 0 where the baseline is zero                              |
///
/// Accumulation: f64, left to right over interferograms. FMA: in the vector and the native variant. Max
/// error against the reference: [#MAX_RELATIVE_ERROR] of the sum of absolute terms for K, and for C that
/// plus the rounding of `scla` to single precision, which may fall either way. Cost: memory-bound, 12 bytes
/// per point and interferogram. Threads: stateless; disjoint ranges of points may run in parallel. Source:
/// Hooper et al. (2007), doi:10.1029/2006JB004763, section on spatially correlated look-angle error.
public interface Scla extends Kernel {
    String ID = "stage7_scla";
    double MAX_RELATIVE_ERROR = 1e-14;

    KernelFamily<Scla> FAMILY = KernelFamily.of(ID, Scla.class, SclaReference::new, () -> new SclaVector())
            .with(Backend.NATIVE, () -> new SclaNative())
            .with(Backend.CUDA, () -> new SclaCuda());

    /// The fit of [#estimate].
    ///
    /// @param columnOf  column of the baselines per interferogram, -1 = zero
    /// @param reference subtracted from the phase, rad
    /// @param kWeight   rad/m per rad
    /// @param cWeight   rad per rad
    record Fit(int[] columnOf, double[] reference, double[] kWeight, double[] cWeight) {
        /// @throws IllegalArgumentException if the lengths differ
        public Fit {
            if (reference.length != columnOf.length
                    || kWeight.length != columnOf.length
                    || cWeight.length != columnOf.length) {
                throw new IllegalArgumentException("columns, reference and weights have " + columnOf.length + ", "
                        + reference.length + ", " + kWeight.length + ", " + cWeight.length + " values");
            }
        }
    }

    /// Fills rows `[from, to)` of all outputs.
    /// @throws IllegalArgumentException if shapes disagree
    void estimate(
            FloatMatrix phase,
            FloatMatrix baseline,
            Fit fit,
            DoubleMatrix outK,
            DoubleMatrix outC,
            FloatMatrix outScla,
            int from,
            int to);

    /// Fills rows `[from, to)` of `outScla` with `k[p] b[p, i]`.
    /// @throws IllegalArgumentException if shapes disagree
    void phase(DoubleMatrix k, FloatMatrix baseline, int[] columnOf, FloatMatrix outScla, int from, int to);

    /// The checks all variants share.
    static void require(DoubleMatrix k, FloatMatrix baseline, int[] columnOf, FloatMatrix outScla) {
        int n = k.rows();
        if (baseline.rows() != n || outScla.rows() != n || outScla.cols() != columnOf.length) {
            throw new IllegalArgumentException("K has " + n + " rows, baseline is [" + baseline.rows() + ", "
                    + baseline.cols() + "], scla [" + outScla.rows() + ", " + outScla.cols() + "] for "
                    + columnOf.length
                    + " interferograms");
        }
        for (int c : columnOf) {
            if (c >= baseline.cols()) {
                throw new IllegalArgumentException("column " + c + " of a baseline matrix with " + baseline.cols());
            }
        }
    }

    /// The checks all variants share.
    static void require(
            FloatMatrix phase, FloatMatrix baseline, Fit fit, DoubleMatrix k, DoubleMatrix c, FloatMatrix scla) {
        require(k, baseline, fit.columnOf(), scla);
        if (phase.rows() != k.rows() || c.rows() != k.rows() || phase.cols() != fit.columnOf().length) {
            throw new IllegalArgumentException("phase is [" + phase.rows() + ", " + phase.cols() + "], K has "
                    + k.rows() + " rows, C " + c.rows() + ", the fit " + fit.columnOf().length + " interferograms");
        }
    }
}
