package dev.stampede.insar.stage8.kriging;

import dev.stampede.geometry.Delaunay;
import dev.stampede.memory.FloatMatrix;

/// Values of points from differences along edges, by least squares: the minimum of `sum (v_b - v_a -
/// d_ab)^2`, found by conjugate gradients with a diagonal preconditioner from a first guess. Constant
/// offsets stay those of the guess.
///
/// Source: Hestenes and Stiefel (1952), doi:10.6028/jres.049.044.
final class ArcIntegration {
    /// Ends when the residual has fallen to this share of the right-hand side.
    private static final double TOLERANCE = 1e-9;

    private static final int MOST_STEPS = 5_000;

    private final int[] lower;
    private final int[] higher;
    private final int[] degree;

    ArcIntegration(Delaunay mesh, int points) {
        this.lower = mesh.lower();
        this.higher = mesh.higher();
        this.degree = new int[points];
        for (int e = 0; e < lower.length; e++) {
            degree[lower[e]]++;
            degree[higher[e]]++;
        }
    }

    /// @param differences `[edge, column]` value at the higher point minus value at the lower one
    /// @param value       first guess, replaced by the solution
    void solve(FloatMatrix differences, int column, double[] value) {
        int n = value.length;
        var residual = new double[n];
        var product = new double[n];
        double scale = 0;
        for (int e = 0; e < lower.length; e++) {
            double d = differences.get(e, column);
            residual[higher[e]] += d;
            residual[lower[e]] -= d;
        }
        for (double r : residual) {
            scale += r * r;
        }
        multiply(value, product);
        for (int p = 0; p < n; p++) {
            residual[p] -= product[p];
        }
        var direction = new double[n];
        double rho = precondition(residual, direction, 0);
        double limit = TOLERANCE * TOLERANCE * scale;
        for (int step = 0; step < MOST_STEPS && square(residual) > limit; step++) {
            multiply(direction, product);
            double curvature = 0;
            for (int p = 0; p < n; p++) {
                curvature += direction[p] * product[p];
            }
            if (!(curvature > 0)) {
                return;
            }
            double alpha = rho / curvature;
            for (int p = 0; p < n; p++) {
                value[p] += alpha * direction[p];
                residual[p] -= alpha * product[p];
            }
            double next = preconditioned(residual);
            precondition(residual, direction, next / rho);
            rho = next;
        }
    }

    /// `direction = residual / degree + beta direction`; returns the preconditioned square.
    private double precondition(double[] residual, double[] direction, double beta) {
        for (int p = 0; p < residual.length; p++) {
            direction[p] = (degree[p] == 0 ? 0 : residual[p] / degree[p]) + beta * direction[p];
        }
        return preconditioned(residual);
    }

    private double preconditioned(double[] residual) {
        double sum = 0;
        for (int p = 0; p < residual.length; p++) {
            sum += degree[p] == 0 ? 0 : residual[p] * residual[p] / degree[p];
        }
        return sum;
    }

    private static double square(double[] v) {
        double sum = 0;
        for (double x : v) {
            sum += x * x;
        }
        return sum;
    }

    private void multiply(double[] x, double[] out) {
        java.util.Arrays.fill(out, 0);
        for (int e = 0; e < lower.length; e++) {
            int a = lower[e];
            int b = higher[e];
            double d = x[b] - x[a];
            out[b] += d;
            out[a] -= d;
        }
    }
}
