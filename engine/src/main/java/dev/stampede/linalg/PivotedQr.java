package dev.stampede.linalg;

/// Householder QR with column pivoting, `A P = Q R`, and the numerical rank that follows from it.
///
/// A diagonal element of R below `max(rows, cols) * eps * |R(1,1)|` ends the rank: what is smaller cannot be
/// told from the rounding of the factorisation itself. Source: Golub and Van Loan, Matrix Computations, 5.4.
public final class PivotedQr {
    private final SmallMatrix q;
    private final SmallMatrix r;
    private final int[] pivot;
    private final int rank;

    private PivotedQr(SmallMatrix q, SmallMatrix r, int[] pivot, int rank) {
        this.q = q;
        this.r = r;
        this.pivot = pivot;
        this.rank = rank;
    }

    public static PivotedQr of(SmallMatrix matrix) {
        int m = matrix.rows();
        int n = matrix.cols();
        int steps = Math.min(m, n);
        var r = matrix.copy();
        var q = SmallMatrix.identity(m);
        var pivot = new int[n];
        for (int c = 0; c < n; c++) {
            pivot[c] = c;
        }
        var v = new double[m];
        for (int k = 0; k < steps; k++) {
            swapColumns(r, pivot, k, longestColumn(r, k));
            double beta = householder(r, k, v);
            if (beta != 0) {
                reflectRows(r, k, k, v, beta);
                reflectColumns(q, k, v, beta);
            }
        }
        return new PivotedQr(q, r, pivot, rankOf(r, steps, Math.max(m, n)));
    }

    private static int rankOf(SmallMatrix r, int steps, int size) {
        double limit = steps == 0 ? 0 : size * Math.ulp(1.0) * Math.abs(r.get(0, 0));
        int rank = 0;
        while (rank < steps && Math.abs(r.get(rank, rank)) > limit) {
            rank++;
        }
        return rank;
    }

    private static int longestColumn(SmallMatrix r, int k) {
        int best = k;
        double bestSquare = -1;
        for (int c = k; c < r.cols(); c++) {
            double square = 0;
            for (int i = k; i < r.rows(); i++) {
                square += r.get(i, c) * r.get(i, c);
            }
            // A later column must be longer by more than rounding, so that equal columns keep their order.
            if (square > bestSquare * (1 + 1e-13)) {
                best = c;
                bestSquare = square;
            }
        }
        return best;
    }

    private static void swapColumns(SmallMatrix r, int[] pivot, int a, int b) {
        if (a == b) {
            return;
        }
        for (int i = 0; i < r.rows(); i++) {
            double t = r.get(i, a);
            r.set(i, a, r.get(i, b));
            r.set(i, b, t);
        }
        int p = pivot[a];
        pivot[a] = pivot[b];
        pivot[b] = p;
    }

    /// Fills `v[k..]` so that `I - beta v v'` maps column k below the diagonal to zero; returns beta.
    private static double householder(SmallMatrix r, int k, double[] v) {
        double norm = 0;
        for (int i = k; i < r.rows(); i++) {
            v[i] = r.get(i, k);
            norm = Math.hypot(norm, v[i]);
        }
        if (norm == 0) {
            return 0;
        }
        v[k] += v[k] >= 0 ? norm : -norm;
        double square = 0;
        for (int i = k; i < r.rows(); i++) {
            square += v[i] * v[i];
        }
        return 2 / square;
    }

    private static void reflectRows(SmallMatrix m, int firstRow, int firstCol, double[] v, double beta) {
        for (int c = firstCol; c < m.cols(); c++) {
            double dot = 0;
            for (int i = firstRow; i < m.rows(); i++) {
                dot += v[i] * m.get(i, c);
            }
            for (int i = firstRow; i < m.rows(); i++) {
                m.set(i, c, m.get(i, c) - beta * dot * v[i]);
            }
        }
    }

    private static void reflectColumns(SmallMatrix m, int k, double[] v, double beta) {
        for (int row = 0; row < m.rows(); row++) {
            double dot = 0;
            for (int i = k; i < m.cols(); i++) {
                dot += m.get(row, i) * v[i];
            }
            for (int i = k; i < m.cols(); i++) {
                m.set(row, i, m.get(row, i) - beta * dot * v[i]);
            }
        }
    }

    public int rank() {
        return rank;
    }

    /// `X` with `x = X b` the basic least-squares solution of `A x = b`: columns of A that depend on others get
    /// the coefficient 0.
    public SmallMatrix solutionOperator() {
        int m = q.rows();
        var x = new SmallMatrix(pivot.length, m);
        for (int c = 0; c < m; c++) {
            for (int row = rank - 1; row >= 0; row--) {
                double value = q.get(c, row);
                for (int k = row + 1; k < rank; k++) {
                    value -= r.get(row, k) * x.get(pivot[k], c);
                }
                x.set(pivot[row], c, value / r.get(row, row));
            }
        }
        return x;
    }

    /// The least-squares solution of `A x = b` that is smallest: where A leaves a direction open, the solution
    /// does not go along it.
    public static double[] minimumNorm(SmallMatrix matrix, double[] b) {
        var basic = of(matrix);
        var operator = basic.solutionOperator();
        int n = matrix.cols();
        var x = new double[n];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < b.length; c++) {
                x[i] += operator.get(i, c) * b[c];
            }
        }
        if (basic.rank == n) {
            return x;
        }
        // Onto the space of the rows, which the first columns of Q of the transpose span.
        var transposed = new SmallMatrix(n, matrix.rows());
        for (int r = 0; r < matrix.rows(); r++) {
            for (int c = 0; c < n; c++) {
                transposed.set(c, r, matrix.get(r, c));
            }
        }
        var rows = of(transposed);
        var smallest = new double[n];
        for (int k = 0; k < basic.rank; k++) {
            double along = 0;
            for (int i = 0; i < n; i++) {
                along += rows.q.get(i, k) * x[i];
            }
            for (int i = 0; i < n; i++) {
                smallest[i] += along * rows.q.get(i, k);
            }
        }
        return smallest;
    }
}
