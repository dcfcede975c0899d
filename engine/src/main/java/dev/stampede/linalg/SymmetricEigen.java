package dev.stampede.linalg;

import java.util.Arrays;

/// Eigenvalues and eigenvectors of a symmetric matrix, largest value first: `A v[k] = values[k] v[k]`.
///
/// Cyclic Jacobi rotations until no element off the diagonal matters to the sum of squares; small eigenvalues keep
/// their digits relative to the largest. The component of largest magnitude of each vector is positive, so that
/// results do not depend on the order of rotations. Cost: some 40 n^3 multiplications.
/// Source: Golub and Van Loan, Matrix Computations, 8.5.
///
/// @param values  `[n]`, descending
/// @param vectors `[n, n]`, one a column
public record SymmetricEigen(double[] values, SmallMatrix vectors) {
    private static final int MAX_SWEEPS = 60;

    /// @throws IllegalArgumentException if the matrix is not square or holds NaN
    public static SymmetricEigen of(SmallMatrix matrix) {
        int n = matrix.rows();
        if (n != matrix.cols()) {
            throw new IllegalArgumentException("matrix is [" + n + ", " + matrix.cols() + "], must be square");
        }
        // Rows of both arrays are contiguous, which is what rotations work on.
        var a = matrix.values().clone();
        var v = SmallMatrix.identity(n).values();
        double total = 0;
        for (double value : a) {
            total += value * value;
        }
        if (!Double.isFinite(total)) {
            throw new IllegalArgumentException("matrix holds values that are not finite");
        }
        double limit = total * Math.ulp(1.0) * Math.ulp(1.0);
        for (int sweep = 0; sweep < MAX_SWEEPS && offDiagonal(a, n) > limit; sweep++) {
            for (int p = 0; p < n - 1; p++) {
                for (int q = p + 1; q < n; q++) {
                    rotate(a, v, n, p, q);
                }
            }
        }
        return sorted(a, v, n);
    }

    private static double offDiagonal(double[] a, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                sum += 2 * a[i * n + j] * a[i * n + j];
            }
        }
        return sum;
    }

    private static void rotate(double[] a, double[] v, int n, int p, int q) {
        double apq = a[p * n + q];
        if (apq == 0) {
            return;
        }
        double theta = (a[q * n + q] - a[p * n + p]) / (2 * apq);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double c = 1 / Math.sqrt(t * t + 1);
        double s = t * c;
        turn(a, n, p, q, c, s);
        for (int k = 0; k < n; k++) {
            double akp = a[k * n + p];
            double akq = a[k * n + q];
            a[k * n + p] = c * akp - s * akq;
            a[k * n + q] = s * akp + c * akq;
        }
        a[p * n + q] = 0;
        a[q * n + p] = 0;
        turn(v, n, p, q, c, s);
    }

    /// Turns two rows into each other.
    private static void turn(double[] m, int n, int p, int q, double c, double s) {
        int rowP = p * n;
        int rowQ = q * n;
        for (int k = 0; k < n; k++) {
            double mp = m[rowP + k];
            double mq = m[rowQ + k];
            m[rowP + k] = c * mp - s * mq;
            m[rowQ + k] = s * mp + c * mq;
        }
    }

    private static SymmetricEigen sorted(double[] a, double[] v, int n) {
        var order = new Integer[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        Arrays.sort(order, (i, j) -> Double.compare(a[j * n + j], a[i * n + i]));
        var values = new double[n];
        var vectors = new SmallMatrix(n, n);
        for (int k = 0; k < n; k++) {
            int row = order[k];
            values[k] = a[row * n + row];
            double largest = 0;
            for (int i = 0; i < n; i++) {
                double value = v[row * n + i];
                largest = Math.abs(value) > Math.abs(largest) * (1 + 1e-12) ? value : largest;
            }
            for (int i = 0; i < n; i++) {
                vectors.set(i, k, largest < 0 ? -v[row * n + i] : v[row * n + i]);
            }
        }
        return new SymmetricEigen(values, vectors);
    }
}
