package dev.stampede.linalg;

/// Solves `A x = b` with a symmetric positive definite A that is known by its products, scaled by its diagonal D:
/// stops once `r' D^-1 r`, of `r = b - A x`, has fallen to the square of a tolerance of its first value. Sums go
/// from the first unknown to the last, so results are equal in every run. Source: Hestenes and Stiefel (1952),
/// doi:10.6028/jres.049.044.
public final class ConjugateGradients {
    private ConjugateGradients() {}

    /// A product with the matrix.
    @FunctionalInterface
    public interface Matrix {
        void times(double[] x, double[] out);
    }

    /// Improves `x` in place.
    /// @param diagonal of the matrix; unknowns where it is 0 stay as they are
    /// @param x        first guess, becomes the solution
    /// @param gradient `A x - b` of the first guess; lost
    public static void solve(
            Matrix matrix, double[] diagonal, double[] x, double[] gradient, double tolerance, int maxIterations) {
        int n = x.length;
        var residual = gradient;
        var step = new double[n];
        var product = new double[n];
        double rho = 0;
        for (int i = 0; i < n; i++) {
            if (diagonal[i] > 0) {
                residual[i] = -gradient[i];
                step[i] = residual[i] / diagonal[i];
                rho += residual[i] * step[i];
            }
        }
        double target = rho * tolerance * tolerance;
        for (int iteration = 0; iteration < maxIterations && rho > target; iteration++) {
            matrix.times(step, product);
            double curvature = 0;
            for (int i = 0; i < n; i++) {
                curvature += step[i] * product[i];
            }
            double length = rho / curvature;
            double next = 0;
            for (int i = 0; i < n; i++) {
                if (diagonal[i] > 0) {
                    x[i] += length * step[i];
                    residual[i] -= length * product[i];
                    next += residual[i] * residual[i] / diagonal[i];
                }
            }
            double turn = next / rho;
            for (int i = 0; i < n; i++) {
                step[i] = diagonal[i] > 0 ? residual[i] / diagonal[i] + turn * step[i] : 0;
            }
            rho = next;
        }
    }
}
