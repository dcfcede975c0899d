package dev.stampede.linalg;

/// Eigenvalues and eigenvectors of a symmetric matrix, `A = V diag(values) V'`, by rotations that make one pair of
/// off-diagonal elements zero at a time (Jacobi's method, row by row). Relative accuracy of the largest eigenvalue:
/// a few units in the last place; vectors are orthonormal to the same. For matrices of up to a few hundred rows.
/// Source: Golub and Van Loan (2013), section 8.5.
///
/// @param values  from the largest to the smallest
/// @param vectors a column each; its element of largest size is positive
public record SymmetricEigen(double[] values, SmallMatrix vectors) {
    private static final int SWEEPS = 60; // ten are rarely needed

    /// @param symmetric only the upper triangle is looked at
    /// @throws IllegalArgumentException if the matrix is not square or not finite
    public static SymmetricEigen of(SmallMatrix symmetric) {
        int n = symmetric.rows();
        if (n != symmetric.cols()) {
            throw new IllegalArgumentException("matrix is [" + n + ", " + symmetric.cols() + "], must be square");
        }
        var a = new double[n][n];
        for (int r = 0; r < n; r++) {
            for (int c = r; c < n; c++) {
                a[r][c] = symmetric.get(r, c);
                a[c][r] = a[r][c];
                if (!Double.isFinite(a[r][c])) {
                    throw new IllegalArgumentException(
                            "element (" + (r + 1) + ", " + (c + 1) + ") of the matrix is " + a[r][c]);
                }
            }
        }
        var v = new double[n][n]; // rows are vectors
        for (int i = 0; i < n; i++) {
            v[i][i] = 1;
        }
        for (int sweep = 0; sweep < SWEEPS && rotate(a, v); sweep++) {
            // until nothing is left to rotate
        }
        return sorted(a, v);
    }

    /// One rotation of every pair that is not negligible.
    /// @return whether there was one
    private static boolean rotate(double[][] a, double[][] v) {
        boolean any = false;
        for (int p = 0; p < a.length; p++) {
            for (int q = p + 1; q < a.length; q++) {
                double off = a[p][q];
                // Below this the diagonal does not change in double precision.
                if (Math.abs(off) <= Math.ulp(1.0) / 4 * Math.sqrt(Math.abs(a[p][p])) * Math.sqrt(Math.abs(a[q][q]))
                        || Math.abs(off) < Double.MIN_NORMAL) {
                    continue;
                }
                any = true;
                double theta = (a[q][q] - a[p][p]) / (2 * off);
                double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
                double c = 1 / Math.sqrt(t * t + 1);
                turn(a, v, p, q, c, t * c);
            }
        }
        return any;
    }

    private static void turn(double[][] a, double[][] v, int p, int q, double c, double s) {
        turnRows(a[p], a[q], c, s);
        for (var row : a) {
            double x = row[p];
            double y = row[q];
            row[p] = c * x - s * y;
            row[q] = s * x + c * y;
        }
        a[p][q] = 0;
        a[q][p] = 0;
        turnRows(v[p], v[q], c, s);
    }

    private static void turnRows(double[] p, double[] q, double c, double s) {
        for (int k = 0; k < p.length; k++) {
            double x = p[k];
            double y = q[k];
            p[k] = c * x - s * y;
            q[k] = s * x + c * y;
        }
    }

    private static SymmetricEigen sorted(double[][] a, double[][] v) {
        int n = a.length;
        var order = new Integer[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        java.util.Arrays.sort(order, (i, j) -> Double.compare(a[j][j], a[i][i]));
        var values = new double[n];
        var columns = new double[n][];
        for (int i = 0; i < n; i++) {
            values[i] = a[order[i]][order[i]];
            columns[i] = v[order[i]];
            double largest = 0;
            for (double element : columns[i]) {
                largest = Math.abs(element) > Math.abs(largest) ? element : largest;
            }
            if (largest < 0) {
                for (int k = 0; k < n; k++) {
                    columns[i][k] = -columns[i][k];
                }
            }
        }
        return new SymmetricEigen(values, SmallMatrix.ofColumns(columns));
    }
}
