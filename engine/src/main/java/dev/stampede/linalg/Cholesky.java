package dev.stampede.linalg;

/// `V = L L'` of a symmetric positive definite matrix, and what follows from it.
public final class Cholesky {
    private final SmallMatrix lower;

    private Cholesky(SmallMatrix lower) {
        this.lower = lower;
    }

    /// @throws IllegalArgumentException if the matrix is not square or not positive definite, naming the row
    public static Cholesky of(SmallMatrix v) {
        int n = v.rows();
        if (n != v.cols()) {
            throw new IllegalArgumentException("covariance is [" + n + ", " + v.cols() + "], must be square");
        }
        var l = new SmallMatrix(n, n);
        for (int c = 0; c < n; c++) {
            double d = v.get(c, c);
            for (int k = 0; k < c; k++) {
                d -= l.get(c, k) * l.get(c, k);
            }
            if (!(d > 0)) {
                throw new IllegalArgumentException(
                        "covariance is not positive definite at row " + (c + 1) + " of " + n + " (pivot " + d + ")");
            }
            double root = Math.sqrt(d);
            l.set(c, c, root);
            for (int r = c + 1; r < n; r++) {
                double s = v.get(r, c);
                for (int k = 0; k < c; k++) {
                    s -= l.get(r, k) * l.get(c, k);
                }
                l.set(r, c, s / root);
            }
        }
        return new Cholesky(l);
    }

    /// L.
    public SmallMatrix lower() {
        return lower.copy();
    }

    /// `L^-1 B`.
    public SmallMatrix solveLower(SmallMatrix b) {
        var x = b.copy();
        for (int c = 0; c < x.cols(); c++) {
            for (int r = 0; r < x.rows(); r++) {
                double s = x.get(r, c);
                for (int k = 0; k < r; k++) {
                    s -= lower.get(r, k) * x.get(k, c);
                }
                x.set(r, c, s / lower.get(r, r));
            }
        }
        return x;
    }

    /// `B L^-1`.
    public SmallMatrix solveRight(SmallMatrix b) {
        var x = b.copy();
        int n = lower.rows();
        for (int row = 0; row < x.rows(); row++) {
            for (int c = n - 1; c >= 0; c--) {
                double s = x.get(row, c);
                for (int k = c + 1; k < n; k++) {
                    s -= x.get(row, k) * lower.get(k, c);
                }
                x.set(row, c, s / lower.get(c, c));
            }
        }
        return x;
    }

    /// `V^-1 b`.
    public double[] solve(double[] b) {
        int n = lower.rows();
        var x = solveLower(SmallMatrix.ofColumns(b.clone())).values();
        for (int r = n - 1; r >= 0; r--) {
            for (int k = r + 1; k < n; k++) {
                x[r] -= lower.get(k, r) * x[k];
            }
            x[r] /= lower.get(r, r);
        }
        return x;
    }

    /// The logarithm of the determinant of V.
    public double logDeterminant() {
        double sum = 0;
        for (int r = 0; r < lower.rows(); r++) {
            sum += 2 * Math.log(lower.get(r, r));
        }
        return sum;
    }

    /// `V^-1`.
    public SmallMatrix inverse() {
        var inverseLower = solveLower(SmallMatrix.identity(lower.rows()));
        return inverseLower.transpose().times(inverseLower);
    }

    /// `1 / (|V|_1 |V^-1|_1)`, exact up to rounding, in `[0, 1]`; 0 when `v` is not positive definite. MATLAB's
    /// `rcond` estimates the same number from below by at most a small factor.
    public static double reciprocalCondition(SmallMatrix v) {
        try {
            return 1 / (v.norm1() * of(v).inverse().norm1());
        } catch (IllegalArgumentException notPositiveDefinite) {
            return 0;
        }
    }
}
