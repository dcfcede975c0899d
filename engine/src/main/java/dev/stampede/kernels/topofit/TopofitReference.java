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
            fitPoint(z, b, trials, out, p);
        }
    }

    private static void fitPoint(ComplexMatrix z, FloatMatrix b, int trials, Fit out, int p) {
        int m = z.cols();
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (int f = 0; f < m; f++) {
            double modulus = Math.hypot(z.re().get(p, f), z.im().get(p, f));
            if (!(modulus > 0)) {
                set(out.slope(), p, Float.NaN);
                set(out.coherence(), p, Float.NaN);
                return;
            }
            lowest = Math.min(lowest, baseline(b, p, f));
            highest = Math.max(highest, baseline(b, p, f));
        }
        double range = highest - lowest;
        double step = range > 0 ? Math.PI / (4 * range) : 0;

        double bestPower = -1;
        double coarse = 0;
        for (int t = -trials; t <= trials; t++) {
            double power = square(sum(z, b, p, t * step));
            if (power > bestPower) {
                bestPower = power;
                coarse = t * step;
            }
        }

        double[] o = sum(z, b, p, coarse);
        double numerator = 0;
        double denominator = 0;
        for (int f = 0; f < m; f++) {
            double[] r = rotated(z, b, p, f, coarse);
            double psi = Math.atan2(r[1] * o[0] - r[0] * o[1], r[0] * o[0] + r[1] * o[1]);
            double power = r[0] * r[0] + r[1] * r[1];
            numerator += power * baseline(b, p, f) * psi;
            denominator += power * baseline(b, p, f) * baseline(b, p, f);
        }
        double slope = denominator > 0 ? coarse + numerator / denominator : coarse;

        double[] total = sum(z, b, p, slope);
        double moduli = 0;
        for (int f = 0; f < m; f++) {
            double[] e = rotated(z, b, p, f, slope);
            moduli += Math.hypot(e[0], e[1]);
            if (out.residual() != null) {
                out.residual().set(p, f, (float) Math.atan2(e[1], e[0]));
            }
        }
        set(out.slope(), p, (float) slope);
        set(out.offset(), p, (float) Math.atan2(total[1], total[0]));
        set(out.coherence(), p, (float) (Math.hypot(total[0], total[1]) / moduli));
    }

    private static void set(FloatMatrix out, int p, float value) {
        if (out != null) {
            out.set(p, 0, value);
        }
    }

    private static double baseline(FloatMatrix b, int p, int f) {
        return b.get(b.rows() == 1 ? 0 : p, f);
    }

    /// `sum_f z exp(-i slope b)`.
    private static double[] sum(ComplexMatrix z, FloatMatrix b, int p, double slope) {
        double re = 0;
        double im = 0;
        for (int f = 0; f < z.cols(); f++) {
            double[] r = rotated(z, b, p, f, slope);
            re += r[0];
            im += r[1];
        }
        return new double[] {re, im};
    }

    private static double[] rotated(ComplexMatrix z, FloatMatrix b, int p, int f, double slope) {
        double angle = slope * baseline(b, p, f);
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
