package dev.stampede.operators.restore;

/// The linear system of [GapFillInpaintBiharmonic]: minus the gradient of half the sum of squares with respect to the
/// gaps is `-L' L x`, where `(L x)[p]` is the sum of the differences from `p` to the pixels beside it.
final class Biharmonic {
    private final double[] values;
    private final int cols;
    private final int[] places; // of gaps
    private final int[] touched; // gaps and the pixels beside them: where L x depends on gaps
    private final double[] field; // a plane, 0 outside gaps but for the first residual
    private final double[] laplacian; // a plane, 0 where not touched

    Biharmonic(double[] values, int cols, int[] places) {
        this.values = values;
        this.cols = cols;
        this.places = places;
        this.field = new double[values.length];
        this.laplacian = new double[values.length];
        this.touched = touched();
    }

    private int[] touched() {
        var mark = new boolean[values.length];
        int n = 0;
        for (int i : places) {
            n += mark(mark, i, true);
            n += mark(mark, i - cols, i >= cols);
            n += mark(mark, i + cols, i + cols < mark.length);
            n += mark(mark, i - 1, i % cols > 0);
            n += mark(mark, i + 1, i % cols < cols - 1);
        }
        var all = new int[n];
        n = 0;
        for (int i = 0; i < mark.length; i++) {
            if (mark[i]) {
                all[n++] = i;
            }
        }
        return all;
    }

    private static int mark(boolean[] mark, int i, boolean inside) {
        if (!inside || mark[i]) {
            return 0;
        }
        mark[i] = true;
        return 1;
    }

    /// Sum of the differences to the neighbours in the raster.
    private double laplacian(double[] x, int i) {
        double own = x[i];
        double sum = 0;
        if (i >= cols) {
            sum += x[i - cols] - own;
        }
        if (i + cols < x.length) {
            sum += x[i + cols] - own;
        }
        int col = i % cols;
        if (col > 0) {
            sum += x[i - 1] - own;
        }
        if (col < cols - 1) {
            sum += x[i + 1] - own;
        }
        return sum;
    }

    /// `out = L' L x` at the gaps; L is symmetric.
    private void apply(double[] x, double[] out) {
        for (int i : touched) {
            laplacian[i] = laplacian(x, i);
        }
        for (int k = 0; k < places.length; k++) {
            out[k] = laplacian(laplacian, places[k]);
        }
    }

    /// Diagonal of the system, for the preconditioner: squares of the column of L.
    private double diagonal(int i) {
        int col = i % cols;
        int beside =
                (i >= cols ? 1 : 0) + (i + cols < values.length ? 1 : 0) + (col > 0 ? 1 : 0) + (col < cols - 1 ? 1 : 0);
        return beside * beside + beside;
    }

    void solve(double tolerance, int maxIterations) {
        int n = places.length;
        var residual = new double[n];
        var step = new double[n];
        var product = new double[n];
        apply(values, residual);
        double rho = 0;
        for (int k = 0; k < n; k++) {
            residual[k] = -residual[k];
            step[k] = residual[k] / diagonal(places[k]);
            rho += residual[k] * step[k];
        }
        double target = rho * tolerance * tolerance;
        for (int iteration = 0; iteration < maxIterations && rho > target; iteration++) {
            for (int k = 0; k < n; k++) {
                field[places[k]] = step[k];
            }
            apply(field, product);
            double curvature = 0;
            for (int k = 0; k < n; k++) {
                curvature += step[k] * product[k];
            }
            double length = rho / curvature;
            double next = 0;
            for (int k = 0; k < n; k++) {
                values[places[k]] += length * step[k];
                residual[k] -= length * product[k];
                next += residual[k] * residual[k] / diagonal(places[k]);
            }
            double turn = next / rho;
            for (int k = 0; k < n; k++) {
                step[k] = residual[k] / diagonal(places[k]) + turn * step[k];
            }
            rho = next;
        }
    }
}
