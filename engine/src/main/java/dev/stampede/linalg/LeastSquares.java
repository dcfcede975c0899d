package dev.stampede.linalg;

/// Least squares as linear operators: for a design `A` of `n` observations and `p` unknowns every method
/// returns the `p x n` matrix `X` with `x = X b`. One operator then serves all points.
///
/// Designs may be rank-deficient: dependent columns get the coefficient 0 (as MATLAB's `lscov` and `\`).
public final class LeastSquares {
    private LeastSquares() {}

    /// Minimises `sum (b - A x)^2`.
    public static SmallMatrix operator(SmallMatrix design) {
        return PivotedQr.of(design).solutionOperator();
    }

    /// Minimises `sum w (b - A x)^2`; `weights` are the w themselves, not their roots.
    /// @throws IllegalArgumentException if a weight is negative or NaN
    public static SmallMatrix weightedOperator(SmallMatrix design, double[] weights) {
        requireRows(design, weights.length, "weights");
        var scaled = design.copy();
        var root = new double[weights.length];
        for (int r = 0; r < root.length; r++) {
            if (!(weights[r] >= 0)) {
                throw new IllegalArgumentException("weight " + (r + 1) + " is " + weights[r]);
            }
            root[r] = Math.sqrt(weights[r]);
            for (int c = 0; c < design.cols(); c++) {
                scaled.set(r, c, design.get(r, c) * root[r]);
            }
        }
        var operator = operator(scaled);
        for (int c = 0; c < operator.cols(); c++) {
            for (int r = 0; r < operator.rows(); r++) {
                operator.set(r, c, operator.get(r, c) * root[c]);
            }
        }
        return operator;
    }

    /// Minimises `r' V^-1 r`, r = b - A x, for the covariance `V` of the observations.
    /// @throws IllegalArgumentException if V is not positive definite
    public static SmallMatrix covarianceOperator(SmallMatrix design, SmallMatrix covariance) {
        requireRows(design, covariance.rows(), "covariance rows");
        var factor = Cholesky.of(covariance);
        return factor.solveRight(operator(factor.solveLower(design)));
    }

    private static void requireRows(SmallMatrix design, int found, String what) {
        if (design.rows() != found) {
            throw new IllegalArgumentException("design has " + design.rows() + " rows, found " + found + " " + what);
        }
    }
}
