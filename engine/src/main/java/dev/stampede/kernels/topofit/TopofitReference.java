package dev.stampede.kernels.topofit;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;

/// The definition, one point after another in double precision.
final class TopofitReference implements Topofit {
    @Override
    public Backend backend() {
        return Backend.REFERENCE;
    }

    @Override
    public void fit(ComplexMatrix z, FloatMatrix b, double w, Fit out, int from, int to) {
        Topofit.require(z, b, w, out, from, to);
        int trials = Topofit.trials(w);
        for (int p = from; p < to; p++) {
            fitPoint(z, b, p, trials, out, p);
        }
    }

    /// @param row of `b` that holds the baselines of point `p`
    static void fitPoint(ComplexMatrix z, FloatMatrix b, int row, int trials, Fit out, int p) {
        int m = z.cols();
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (int f = 0; f < m; f++) {
            double modulus = Math.hypot(z.re().get(p, f), z.im().get(p, f));
            if (!(modulus > 0)) {
                out.slope().set(p, 0, Float.NaN);
                out.coherence().set(p, 0, Float.NaN);
                return;
            }
            lowest = Math.min(lowest, b.get(row, f));
            highest = Math.max(highest, b.get(row, f));
        }
        double range = highest - lowest;
        double step = range > 0 ? Math.PI / (4 * range) : 0;

        double bestPower = -1;
        double coarse = 0;
        for (int t = -trials; t <= trials; t++) {
            double power = square(sum(z, b, row, p, t * step));
            if (power > bestPower) {
                bestPower = power;
                coarse = t * step;
            }
        }

        double[] o = sum(z, b, row, p, coarse);
        double numerator = 0;
        double denominator = 0;
        for (int f = 0; f < m; f++) {
            double[] r = rotated(z, b, row, p, f, coarse);
            double psi = Math.atan2(r[1] * o[0] - r[0] * o[1], r[0] * o[0] + r[1] * o[1]);
            double power = r[0] * r[0] + r[1] * r[1];
            numerator += power * b.get(row, f) * psi;
            denominator += power * b.get(row, f) * b.get(row, f);
        }
        double slope = denominator > 0 ? coarse + numerator / denominator : coarse;

        double[] total = sum(z, b, row, p, slope);
        double moduli = 0;
        for (int f = 0; f < m; f++) {
            double[] e = rotated(z, b, row, p, f, slope);
            moduli += Math.hypot(e[0], e[1]);
            if (out.residual() != null) {
                out.residual().set(p, f, (float) Math.atan2(e[1], e[0]));
            }
        }
        out.slope().set(p, 0, (float) slope);
        out.offset().set(p, 0, (float) Math.atan2(total[1], total[0]));
        out.coherence().set(p, 0, (float) (Math.hypot(total[0], total[1]) / moduli));
    }

    /// `sum_f z exp(-i slope b)`.
    private static double[] sum(ComplexMatrix z, FloatMatrix b, int row, int p, double slope) {
        double re = 0;
        double im = 0;
        for (int f = 0; f < z.cols(); f++) {
            double[] r = rotated(z, b, row, p, f, slope);
            re += r[0];
            im += r[1];
        }
        return new double[] {re, im};
    }

    private static double[] rotated(ComplexMatrix z, FloatMatrix b, int row, int p, int f, double slope) {
        double angle = slope * b.get(row, f);
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double re = z.re().get(p, f);
        double im = z.im().get(p, f);
        return new double[] {re * cos + im * sin, im * cos - re * sin};
    }

    private static double square(double[] z) {
        return z[0] * z[0] + z[1] * z[1];
    }
}
