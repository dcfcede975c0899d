package dev.stampede.kernels.arcsmoothing;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;

/// The definition, one arc at a time, in double precision.
final class ArcSmoothingReference implements ArcSmoothing {
    private static final double TWO_PI = 2 * Math.PI;

    @Override
    public Backend backend() {
        return Backend.REFERENCE;
    }

    @Override
    public void smooth(
            ComplexMatrix arc, SmoothingTable table, FloatMatrix outPhase, FloatMatrix outNoise, int from, int to) {
        ArcSmoothing.require(arc, table, outPhase, outNoise);
        int n = table.count();
        var angle = new double[n];
        var phi = new double[n];
        for (int e = from; e < to; e++) {
            for (int j = 0; j < n; j++) {
                angle[j] = Math.atan2(arc.im().get(e, j), arc.re().get(e, j));
            }
            for (int k = 0; k < n; k++) {
                phi[k] = smoothed(arc, table, angle, e, k);
            }
            unwrap(phi);
            anchor(phi, table);
            for (int k = 0; k < n; k++) {
                outPhase.set(e, k, (float) phi[k]);
                outNoise.set(e, k, (float) wrap(angle[k] - phi[k]));
            }
        }
    }

    private static double smoothed(ComplexMatrix arc, SmoothingTable table, double[] angle, int e, int k) {
        int n = table.count();
        double re = 0;
        double im = 0;
        for (int j = 0; j < n; j++) {
            re += table.weight()[k * n + j] * arc.re().get(e, j);
            im += table.weight()[k * n + j] * arc.im().get(e, j);
        }
        double mean = Math.atan2(im, re);
        double line = 0;
        for (int j = 0; j < n; j++) {
            line += table.intercept()[k * n + j] * wrapLow(angle[j] - mean);
        }
        return mean + line;
    }

    private static void unwrap(double[] theta) {
        double previous = theta[0];
        theta[0] = wrap(theta[0]);
        for (int k = 1; k < theta.length; k++) {
            double step = wrap(theta[k] - previous);
            previous = theta[k];
            theta[k] = theta[k - 1] + step;
        }
    }

    private static void anchor(double[] phi, SmoothingTable table) {
        double q = (phi[table.firstAnchor()] + phi[table.lastAnchor()]) / 2;
        double shift = q - wrap(q);
        for (int k = 0; k < phi.length; k++) {
            phi[k] -= shift;
        }
    }

    /// Into `(-pi, pi]`, the convention of `angle`.
    private static double wrap(double x) {
        return x - TWO_PI * Math.ceil((x - Math.PI) / TWO_PI);
    }

    /// Into `[-pi, pi)`, the convention of `mod`.
    private static double wrapLow(double x) {
        return x - TWO_PI * Math.floor((x + Math.PI) / TWO_PI);
    }
}
