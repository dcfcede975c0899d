package dev.stampede.kernels.edgestats;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.memory.IntMatrix;

/// The definition. It is the only variant: the branch runs only when a user lowers the limits of a
/// small-baseline data set, and costs one arctangent for each edge and interferogram.
final class EdgePhasorNoiseReference implements EdgePhasorNoise {
    @Override
    public Backend backend() {
        return Backend.REFERENCE;
    }

    @Override
    public void sums(ComplexMatrix unitPhase, IntMatrix edges, DoubleMatrix outSums, int from, int to) {
        EdgePhasorNoise.requireSums(outSums, unitPhase.cols());
        var edge = new Phasors(unitPhase.cols());
        outSums.fill(0);
        for (int e = from; e < to; e++) {
            edge.load(unitPhase, edges, e);
            for (int f = 0; f < unitPhase.cols(); f++) {
                double re = edge.re[f];
                double im = edge.im[f];
                outSums.set(f, 0, outSums.get(f, 0) + re);
                outSums.set(f, 1, outSums.get(f, 1) + im);
                outSums.set(f, 2, outSums.get(f, 2) + re * re + im * im);
            }
        }
    }

    @Override
    public void noise(
            ComplexMatrix unitPhase,
            IntMatrix edges,
            EdgeNoise.BaselineFit fit,
            FloatMatrix outNoise,
            int from,
            int to) {
        EdgeNoise.requireNoise(outNoise, edges, fit, unitPhase.cols());
        var edge = new Phasors(unitPhase.cols());
        var nu = new double[unitPhase.cols()];
        for (int e = from; e < to; e++) {
            edge.load(unitPhase, edges, e);
            edge.removeBaselinePart(fit, nu);
            outNoise.set(e, 0, (float) EdgeNoiseReference.standardDeviation(nu));
            outNoise.set(e, 1, (float) EdgeNoiseReference.largestMagnitude(nu));
        }
    }

    /// The phasors of one edge.
    private static final class Phasors {
        private final double[] re;
        private final double[] im;

        Phasors(int n) {
            re = new double[n];
            im = new double[n];
        }

        void load(ComplexMatrix u, IntMatrix edges, int e) {
            int p = edges.get(e, 0);
            int q = edges.get(e, 1);
            for (int f = 0; f < re.length; f++) {
                double pr = u.re().get(p, f);
                double pi = u.im().get(p, f);
                double qr = u.re().get(q, f);
                double qi = u.im().get(q, f);
                re[f] = qr * pr + qi * pi;
                im[f] = qi * pr - qr * pi;
            }
        }

        void removeBaselinePart(EdgeNoise.BaselineFit fit, double[] nu) {
            double kappaRe = 0;
            double kappaIm = 0;
            for (int f = 0; f < re.length; f++) {
                kappaRe += fit.projector()[f] * re[f];
                kappaIm += fit.projector()[f] * im[f];
            }
            for (int f = 0; f < re.length; f++) {
                double b = fit.baseline()[f];
                nu[f] = Math.atan2(im[f] - kappaIm * b, re[f] - kappaRe * b);
            }
        }
    }
}
