package dev.stampede.plot;

/// Least-squares plane z = c0 + c1 (x - x0) + c2 (y - y0) through scattered values, x0 and y0 their means.
final class AffineFit {
    private AffineFit() {}

    /// @return `{x0, y0, c0, c1, c2}`
    static double[] of(double[] x, double[] y, double[] z) {
        int n = x.length;
        double mx = mean(x);
        double my = mean(y);
        double mz = mean(z);
        double xx = 0;
        double xy = 0;
        double yy = 0;
        double xz = 0;
        double yz = 0;
        for (int i = 0; i < n; i++) {
            double dx = x[i] - mx;
            double dy = y[i] - my;
            xx += dx * dx;
            xy += dx * dy;
            yy += dy * dy;
            xz += dx * (z[i] - mz);
            yz += dy * (z[i] - mz);
        }
        double determinant = xx * yy - xy * xy;
        if (!(determinant > 1e-12 * xx * yy)) {
            return new double[] {mx, my, mz, 0, 0};
        }
        return new double[] {mx, my, mz, (xz * yy - yz * xy) / determinant, (yz * xx - xz * xy) / determinant};
    }

    static double at(double[] fit, double x, double y) {
        return fit[2] + fit[3] * (x - fit[0]) + fit[4] * (y - fit[1]);
    }

    private static double mean(double[] v) {
        double sum = 0;
        for (double d : v) {
            sum += d;
        }
        return sum / v.length;
    }
}
