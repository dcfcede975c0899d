package dev.stampede.kernels.lookangle;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;

/// The definition, one arc at a time, in double precision.
final class LookAngleSearchReference implements LookAngleSearch {
    @Override
    public String id() {
        return ID;
    }

    @Override
    public Backend backend() {
        return Backend.REFERENCE;
    }

    @Override
    public void remove(ComplexMatrix arc, Series series, float[] bperp, FloatMatrix outK, int from, int to) {
        LookAngleSearch.require(arc, series, bperp, outK);
        int n = series.b().length;
        var z = new double[2][n];
        var turned = new double[2][n];
        var gamma = new float[2 * series.trials() + 1];
        for (int e = from; e < to; e++) {
            consecutive(arc, series, e, z);
            for (int t = -series.trials(); t <= series.trials(); t++) {
                gamma[t + series.trials()] = (float) coherence(z, series.b(), series.step() * t, turned);
            }
            int peak = LookAngleSearch.peak(gamma, 0, 1, series.trials());
            float k = peak == Integer.MIN_VALUE ? 0 : (float) refine(z, series.b(), series.step() * peak, turned);
            outK.set(e, 0, k);
            turn(arc, bperp, k, e);
        }
    }

    private static void consecutive(ComplexMatrix arc, Series series, int e, double[][] z) {
        for (int s = 0; s < series.b().length; s++) {
            int first = series.from(s);
            int second = series.to(s);
            double ar = first < 0 ? 1 : arc.re().get(e, first);
            double ai = first < 0 ? 0 : arc.im().get(e, first);
            double br = second < 0 ? 1 : arc.re().get(e, second);
            double bi = second < 0 ? 0 : arc.im().get(e, second);
            z[0][s] = br * ar + bi * ai;
            z[1][s] = bi * ar - br * ai;
        }
    }

    /// Coherence of the series turned by `-k b`, which is left in `turned`.
    private static double coherence(double[][] z, float[] b, double k, double[][] turned) {
        double re = 0;
        double im = 0;
        for (int s = 0; s < b.length; s++) {
            double c = Math.cos(k * b[s]);
            double d = Math.sin(k * b[s]);
            turned[0][s] = z[0][s] * c + z[1][s] * d;
            turned[1][s] = z[1][s] * c - z[0][s] * d;
            re += turned[0][s];
            im += turned[1][s];
        }
        return Math.sqrt(re * re + im * im) / b.length;
    }

    private static double refine(double[][] z, float[] b, double k0, double[][] turned) {
        coherence(z, b, k0, turned);
        double re = 0;
        double im = 0;
        for (int s = 0; s < b.length; s++) {
            re += turned[0][s];
            im += turned[1][s];
        }
        double up = 0;
        double down = 0;
        for (int s = 0; s < b.length; s++) {
            double r = Math.atan2(turned[1][s] * re - turned[0][s] * im, turned[0][s] * re + turned[1][s] * im);
            up += b[s] * r;
            down += (double) b[s] * b[s];
        }
        double k = k0 + up / down;
        return coherence(z, b, k, turned) < LOWEST_COHERENCE ? 0 : k;
    }

    private static void turn(ComplexMatrix arc, float[] bperp, float k, int e) {
        for (int i = 0; i < bperp.length; i++) {
            double c = Math.cos(k * bperp[i]);
            double d = Math.sin(k * bperp[i]);
            double re = arc.re().get(e, i);
            double im = arc.im().get(e, i);
            arc.set(e, i, re * c + im * d, im * c - re * d);
        }
    }
}
