package dev.stampede.kernels.leastabsolute;

import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.linalg.SmallMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;

/// One coefficient of a linear model fitted to the phases of every point by least absolute values.
///
///     y[o]   = phi[p, plus[o]] - phi[p, minus[o]],    phi[p, i] = phase[p, i] - reference[i]
///     out[p] = x[unknown],   x = argmin sum_o |y[o] - sum_k design[o, k] x[k]|
///
/// | name      | shape        | dtype | unit  | meaning                                                       |
/// |-----------|--------------|-------|-------|---------------------------------------------------------------|
/// | phase     | [nPs, nIfg]  | f32   | rad   | unwrapped; `NaN` in an interferogram that takes part gives `NaN` |
/// | design    | [nObs, p]    | f64   |       | dependent columns get the coefficient 0                       |
/// | plus      | [nObs]       | int   |       | interferogram of an observation                               |
/// | minus     | [nObs]       | int   |       | interferogram subtracted from it, -1 = none                   |
/// | reference | [nIfg]       | f64   | rad   | mean phase of the reference area                              |
/// | out       | [nPs, 1]     | f64   | rad per design unit | the coefficient                                 |
///
/// Exact: the minimum of a piecewise linear convex function is at a point where as many residuals vanish as
/// there are unknowns. The search goes from one such vertex along the steepest edge to the lowest vertex on
/// it (a weighted median) until no edge descends. Where further residuals vanish at the end, the descent is
/// repeated with the observations moved by up to [#TIE_BREAK] of their largest, and the vertex found is
/// evaluated for the original ones: the sum of absolute residuals is then within `2 nObs TIE_BREAK max|y|`
/// of the minimum, otherwise it is the minimum up to rounding. Where the minimum is not unique, one of the
/// optimal vertices is returned.
///
/// Cost: a few times p steps of `O(nObs (p + log nObs))` per point. Threads: stateless; disjoint ranges of
/// points may run in parallel. Source: Barrodale and Roberts (1973), doi:10.1137/0710069.
public interface LeastAbsolute extends Kernel {
    String ID = "stage7_scla_least_absolute";
    double TIE_BREAK = 1e-9;

    KernelFamily<LeastAbsolute> FAMILY = KernelFamily.of(ID, LeastAbsolute.class, LeastAbsoluteReference::new);

    /// What is fitted.
    ///
    /// @param design  `[nObs, p]`
    /// @param unknown column of the coefficient asked for
    /// @param plus    interferogram of each observation
    /// @param minus   interferogram subtracted from it, -1 = none
    record Model(SmallMatrix design, int unknown, int[] plus, int[] minus) {
        /// @throws IllegalArgumentException if the lengths differ
        public Model {
            if (plus.length != design.rows() || minus.length != design.rows() || unknown >= design.cols()) {
                throw new IllegalArgumentException("design is [" + design.rows() + ", " + design.cols() + "], "
                        + plus.length + " and " + minus.length + " interferograms, unknown " + unknown);
            }
        }
    }

    /// Fills rows `[from, to)` of `out`.
    /// @throws IllegalArgumentException if shapes disagree
    void fit(FloatMatrix phase, double[] reference, Model model, DoubleMatrix out, int from, int to);

    /// The checks all variants share.
    static void require(FloatMatrix phase, double[] reference, DoubleMatrix out) {
        if (phase.rows() != out.rows() || phase.cols() != reference.length) {
            throw new IllegalArgumentException("phase is [" + phase.rows() + ", " + phase.cols() + "], out has "
                    + out.rows() + " rows, reference " + reference.length + " values");
        }
    }
}
