package dev.stampede.kernels.leastabsolute;

import dev.stampede.linalg.SmallMatrix;
import java.util.Arrays;

/// Minimises `sum |y - A x|` for one design and many `y`, going from vertex to vertex. Not for several threads.
final class VertexDescent {
    /// Entries of an edge smaller than this share of its largest count as 0: stepping to them would make
    /// the basis singular to about the square root of the precision.
    private static final double SMALLEST_STEP = 1e-8;

    /// A gradient must beat the unit weight of the edge by more than rounding of sums of the observations.
    private static final double ROUNDING = 1e-11;

    private final int n;
    private final int p;
    private final double[][] row;
    private final double[] scales;
    private final double[][] leastSquares;
    private final int[] basis;
    private final boolean[] inBasis;
    private final double[][] inverse;
    private final double[] residual;
    private final double[] edge;
    private final double[] best;
    private final double[] x;
    private final double[] moved;
    private final long[] key;
    private double weightAtZero;

    /// @param design       all columns
    /// @param leastSquares solution operator of the design, where the descent begins
    /// @param columns      independent columns, those that are fitted
    VertexDescent(SmallMatrix design, SmallMatrix leastSquares, int[] columns) {
        this.n = design.rows();
        this.p = columns.length;
        this.row = new double[n][p];
        this.scales = new double[p];
        this.leastSquares = new double[p][];
        for (int k = 0; k < p; k++) {
            this.leastSquares[k] = leastSquares.row(columns[k]);
            double scale = 0;
            for (int i = 0; i < n; i++) {
                scale = Math.max(scale, Math.abs(design.get(i, columns[k])));
            }
            for (int i = 0; i < n; i++) {
                row[i][k] = design.get(i, columns[k]) / scale;
            }
            this.scales[k] = scale;
        }
        this.basis = new int[p];
        this.inBasis = new boolean[n];
        this.inverse = new double[p][p];
        this.residual = new double[n];
        this.edge = new double[n];
        this.best = new double[n];
        this.x = new double[p];
        this.moved = new double[n];
        this.key = new long[n];
    }

    /// The coefficients of the independent columns; the array is used again by the next call.
    double[] solve(double[] y) {
        double largest = 0;
        for (double v : y) {
            largest = Math.max(largest, Math.abs(v));
        }
        if (largest == 0 || p == 0) {
            Arrays.fill(x, 0);
            return x;
        }
        begin(y);
        descend(y, largest);
        if (hasTies(largest)) {
            for (int i = 0; i < n; i++) {
                moved[i] = y[i] + LeastAbsolute.TIE_BREAK * largest * fraction(i);
            }
            begin(moved);
            descend(moved, largest);
            evaluate(y);
        }
        for (int k = 0; k < p; k++) {
            x[k] /= scales[k];
        }
        return x;
    }

    /// Fixed numbers between -1 and 1, unrelated from one to the next (golden ratio sequence).
    private static double fraction(int i) {
        double g = (i + 1) * 0.6180339887498949;
        return 2 * (g - Math.floor(g)) - 1;
    }

    /// The vertex of the p observations nearest to the least-squares fit that are independent.
    private void begin(double[] y) {
        for (int k = 0; k < p; k++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += leastSquares[k][i] * y[i];
            }
            x[k] = sum * scales[k];
        }
        for (int i = 0; i < n; i++) {
            double r = y[i];
            for (int k = 0; k < p; k++) {
                r -= row[i][k] * x[k];
            }
            key[i] = Double.doubleToRawLongBits(Math.abs(r)) & ~mask() | i;
        }
        Arrays.sort(key);
        Arrays.fill(inBasis, false);
        var reduced = new double[p][];
        var pivot = new int[p];
        int found = 0;
        for (int s = 0; s < n && found < p; s++) {
            int i = (int) (key[s] & mask());
            var candidate = row[i].clone();
            for (int f = 0; f < found; f++) {
                double factor = candidate[pivot[f]];
                for (int k = 0; k < p; k++) {
                    candidate[k] -= factor * reduced[f][k];
                }
            }
            int at = 0;
            for (int k = 1; k < p; k++) {
                at = Math.abs(candidate[k]) > Math.abs(candidate[at]) ? k : at;
            }
            if (Math.abs(candidate[at]) > 1e-6) {
                double d = candidate[at];
                for (int k = 0; k < p; k++) {
                    candidate[k] /= d;
                }
                reduced[found] = candidate;
                pivot[found] = at;
                basis[found++] = i;
                inBasis[i] = true;
            }
        }
        if (found < p) {
            throw new IllegalArgumentException("the design has fewer than " + p + " independent observations");
        }
    }

    /// Low bits of a key that hold the observation.
    private long mask() {
        return Long.highestOneBit(Math.max(1, n - 1)) * 2 - 1;
    }

    private void descend(double[] y, double largest) {
        // Every step lowers the sum, so no vertex comes twice; the bound only guards against rounding.
        for (int step = 0; step < 20 * n; step++) {
            evaluate(y);
            double gain = ROUNDING;
            int leaving = -1;
            double sign = 0;
            for (int j = 0; j < p; j++) {
                double slope = slope(j, largest);
                double descent = Math.abs(slope) - weightAtZero;
                if (descent > gain) {
                    gain = descent;
                    leaving = j;
                    sign = Math.signum(slope);
                    System.arraycopy(edge, 0, best, 0, n);
                }
            }
            if (leaving < 0) {
                return;
            }
            int entering = lowest(sign, gain, largest);
            if (entering < 0) {
                return;
            }
            inBasis[basis[leaving]] = false;
            inBasis[entering] = true;
            basis[leaving] = entering;
        }
    }

    /// Sum of signs along edge j, whose entries go to `edge`; what moves away from zero goes to `weightAtZero`.
    private double slope(int j, double largest) {
        double slope = 0;
        double zero = 1;
        for (int i = 0; i < n; i++) {
            double a = 0;
            for (int k = 0; k < p; k++) {
                a += row[i][k] * inverse[k][j];
            }
            edge[i] = inBasis[i] ? 0 : a;
            if (!inBasis[i]) {
                if (isZero(residual[i], largest)) {
                    zero += Math.abs(a);
                } else {
                    slope += Math.signum(residual[i]) * a;
                }
            }
        }
        weightAtZero = zero;
        return slope;
    }

    private static boolean isZero(double residual, double largest) {
        return Math.abs(residual) <= 1e-13 * largest;
    }

    /// The observation whose residual vanishes at the lowest point of the chosen edge.
    private int lowest(double sign, double gain, double largest) {
        double scale = 0;
        for (double a : best) {
            scale = Math.max(scale, Math.abs(a));
        }
        int count = 0;
        for (int i = 0; i < n; i++) {
            double a = best[i] * sign;
            if (!inBasis[i]
                    && Math.abs(a) > SMALLEST_STEP * scale
                    && !isZero(residual[i], largest)
                    && residual[i] / a > 0) {
                key[count++] = Double.doubleToRawLongBits(residual[i] / a) & ~mask() | i;
            }
        }
        Arrays.sort(key, 0, count);
        double slope = -gain;
        for (int s = 0; s < count; s++) {
            int i = (int) (key[s] & mask());
            slope += 2 * Math.abs(best[i]);
            if (slope >= 0) {
                return i;
            }
        }
        return -1;
    }

    private boolean hasTies(double largest) {
        for (int i = 0; i < n; i++) {
            if (!inBasis[i] && isZero(residual[i], largest)) {
                return true;
            }
        }
        return false;
    }

    /// Inverse of the basis rows, the vertex, and all residuals.
    private void evaluate(double[] y) {
        invert();
        for (int k = 0; k < p; k++) {
            double sum = 0;
            for (int j = 0; j < p; j++) {
                sum += inverse[k][j] * y[basis[j]];
            }
            x[k] = sum;
        }
        for (int i = 0; i < n; i++) {
            double r = y[i];
            for (int k = 0; k < p; k++) {
                r -= row[i][k] * x[k];
            }
            residual[i] = inBasis[i] ? 0 : r;
        }
    }

    /// Gauss-Jordan with row pivoting.
    private void invert() {
        var a = new double[p][2 * p];
        for (int r = 0; r < p; r++) {
            System.arraycopy(row[basis[r]], 0, a[r], 0, p);
            a[r][p + r] = 1;
        }
        for (int c = 0; c < p; c++) {
            int at = c;
            for (int r = c + 1; r < p; r++) {
                at = Math.abs(a[r][c]) > Math.abs(a[at][c]) ? r : at;
            }
            var swap = a[c];
            a[c] = a[at];
            a[at] = swap;
            double d = a[c][c];
            for (int k = 0; k < 2 * p; k++) {
                a[c][k] /= d;
            }
            for (int r = 0; r < p; r++) {
                double factor = a[r][c];
                if (r != c && factor != 0) {
                    for (int k = 0; k < 2 * p; k++) {
                        a[r][k] -= factor * a[c][k];
                    }
                }
            }
        }
        for (int r = 0; r < p; r++) {
            System.arraycopy(a[r], p, inverse[r], 0, p);
        }
    }
}
