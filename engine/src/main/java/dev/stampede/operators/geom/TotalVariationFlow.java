package dev.stampede.operators.geom;

/// A field u of least `sum |grad u| + lambda |rho(u)|`, with `rho(u) = M(x + u0) + grad M (u - u0) - R` linear
/// about the field u0 of the last warp. An auxiliary field within `theta` of u takes rho by thresholds; u
/// follows by dual projection. Source: Zach, Pock and Bischof (2007), doi:10.1007/978-3-540-74936-3_22;
/// Sánchez, Meinhardt-Llopis and Facciolo (2013), doi:10.5201/ipol.2013.26.
///
/// @param lambda     weight of the data
/// @param theta      how closely both fields hang together
/// @param warps      how often rho is made anew at a level
/// @param iterations between warps
/// @param tolerance  mean squared change of u, in pixels, at which a warp ends
record TotalVariationFlow(double lambda, double theta, int warps, int iterations, double tolerance)
        implements Displacement.Rule {
    private static final double TAU = 0.25; // the largest step for which the projection converges
    private static final double FLAT = 1e-10; // squared slopes below hold no information

    @Override
    public Picture[] improve(Picture reference, Picture moving, Picture[] start) {
        var u = new double[][] {start[0].values().clone(), start[1].values().clone()};
        var p = new double[4][u[0].length]; // dual of rows along rows and columns, then of columns
        int rows = reference.rows();
        int cols = reference.cols();
        for (int warp = 0; warp < warps; warp++) {
            var field = new Picture[] {new Picture(rows, cols, u[0]), new Picture(rows, cols, u[1])};
            var warped = moving.warped(field[0], field[1]);
            var slope = warped.gradient();
            var constant = new double[u[0].length];
            for (int i = 0; i < constant.length; i++) {
                constant[i] = warped.values()[i]
                        - slope[0].values()[i] * u[0][i]
                        - slope[1].values()[i] * u[1][i]
                        - reference.values()[i];
            }
            for (int iteration = 0; iteration < iterations; iteration++) {
                double change = step(rows, cols, u, p, slope, constant);
                if (change < tolerance * tolerance) {
                    break;
                }
            }
        }
        return new Picture[] {new Picture(rows, cols, u[0]), new Picture(rows, cols, u[1])};
    }

    /// @return the mean squared change
    private double step(int rows, int cols, double[][] u, double[][] p, Picture[] slope, double[] constant) {
        var v = new double[2][];
        for (int axis = 0; axis < 2; axis++) {
            v[axis] = u[axis].clone();
        }
        for (int i = 0; i < constant.length; i++) {
            double gr = slope[0].values()[i];
            double gc = slope[1].values()[i];
            double square = gr * gr + gc * gc;
            double rho = constant[i] + gr * u[0][i] + gc * u[1][i];
            double limit = lambda * theta * square;
            double move = square < FLAT ? 0 : Math.clamp(-rho, -limit, limit) / square;
            v[0][i] += move * gr;
            v[1][i] += move * gc;
        }
        double change = 0;
        for (int axis = 0; axis < 2; axis++) {
            var divergence = divergence(rows, cols, p[2 * axis], p[2 * axis + 1]);
            for (int i = 0; i < constant.length; i++) {
                double next = v[axis][i] + theta * divergence[i];
                change += (next - u[axis][i]) * (next - u[axis][i]);
                u[axis][i] = next;
            }
            project(rows, cols, u[axis], p[2 * axis], p[2 * axis + 1]);
        }
        return change / constant.length;
    }

    /// Backward differences, the adjoint of the forward ones of the projection.
    private static double[] divergence(int rows, int cols, double[] down, double[] right) {
        var out = new double[rows * cols];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                int i = r * cols + c;
                out[i] = (r < rows - 1 ? down[i] : 0)
                        - (r > 0 ? down[i - cols] : 0)
                        + (c < cols - 1 ? right[i] : 0)
                        - (c > 0 ? right[i - 1] : 0);
            }
        }
        return out;
    }

    private void project(int rows, int cols, double[] u, double[] down, double[] right) {
        double step = TAU / theta;
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                int i = r * cols + c;
                double dr = r < rows - 1 ? u[i + cols] - u[i] : 0;
                double dc = c < cols - 1 ? u[i + 1] - u[i] : 0;
                double norm = 1 + step * Math.hypot(dr, dc);
                down[i] = (down[i] + step * dr) / norm;
                right[i] = (right[i] + step * dc) / norm;
            }
        }
    }
}
