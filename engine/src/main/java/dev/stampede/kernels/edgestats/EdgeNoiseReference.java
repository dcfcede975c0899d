package dev.stampede.kernels.edgestats;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.memory.IntMatrix;

/// The definition, one edge and one acquisition at a time, phasor by phasor.
final class EdgeNoiseReference implements EdgeNoise {
    @Override
    public Backend backend() {
        return Backend.REFERENCE;
    }

    @Override
    public void leaveOneOut(
            ComplexMatrix unitPhase, IntMatrix edges, TimeSmoothing smoothing, DoubleMatrix outSums, int from, int to) {
        EdgeNoise.require(unitPhase, edges, smoothing, from, to);
        EdgeNoise.requireSums(outSums, smoothing.count());
        outSums.fill(0);
        var edge = new Edge(smoothing);
        for (int e = from; e < to; e++) {
            edge.load(unitPhase, edges, e);
            for (int k = 0; k < smoothing.count(); k++) {
                double nu = edge.leaveOneOutNoise(k);
                outSums.set(k, 0, outSums.get(k, 0) + nu);
                outSums.set(k, 1, outSums.get(k, 1) + nu * nu);
            }
        }
    }

    @Override
    public void noise(
            ComplexMatrix unitPhase,
            IntMatrix edges,
            TimeSmoothing smoothing,
            BaselineFit fit,
            FloatMatrix outNoise,
            int from,
            int to) {
        EdgeNoise.require(unitPhase, edges, smoothing, from, to);
        EdgeNoise.requireNoise(outNoise, edges, fit, smoothing.count());
        var edge = new Edge(smoothing);
        var nu = new double[smoothing.count()];
        for (int e = from; e < to; e++) {
            edge.load(unitPhase, edges, e);
            for (int k = 0; k < nu.length; k++) {
                nu[k] = edge.noise(k);
            }
            removeBaselinePart(nu, fit);
            outNoise.set(e, 0, (float) standardDeviation(nu));
            outNoise.set(e, 1, (float) largestMagnitude(nu));
        }
    }

    private static void removeBaselinePart(double[] nu, BaselineFit fit) {
        double kappa = 0;
        for (int k = 0; k < nu.length; k++) {
            kappa += fit.projector()[k] * nu[k];
        }
        for (int k = 0; k < nu.length; k++) {
            nu[k] -= kappa * fit.baseline()[k];
        }
    }

    static double standardDeviation(double[] values) {
        double mean = 0;
        for (double v : values) {
            mean += v;
        }
        mean /= values.length;
        double squares = 0;
        for (double v : values) {
            squares += (v - mean) * (v - mean);
        }
        return Math.sqrt(squares / Math.max(1, values.length - 1));
    }

    static double largestMagnitude(double[] values) {
        double largest = 0;
        for (double v : values) {
            largest = Math.max(largest, Math.abs(v));
        }
        return largest;
    }

    /// The phasors of one edge.
    private static final class Edge {
        private final TimeSmoothing smoothing;
        private final int n;
        private final double[] re;
        private final double[] im;
        private final double[] a;

        Edge(TimeSmoothing smoothing) {
            this.smoothing = smoothing;
            this.n = smoothing.count();
            this.re = new double[n];
            this.im = new double[n];
            this.a = new double[n];
        }

        void load(ComplexMatrix u, IntMatrix edges, int e) {
            int p = edges.get(e, 0);
            int q = edges.get(e, 1);
            for (int k = 0; k < n; k++) {
                double pr = u.re().get(p, k);
                double pi = u.im().get(p, k);
                double qr = u.re().get(q, k);
                double qi = u.im().get(q, k);
                re[k] = qr * pr + qi * pi;
                im[k] = qi * pr - qr * pi;
            }
        }

        double leaveOneOutNoise(int k) {
            double meanRe = 0;
            double meanIm = 0;
            for (int l = 0; l < n; l++) {
                if (l != k) {
                    meanRe += smoothing.weight().get(l, k) * re[l];
                    meanIm += smoothing.weight().get(l, k) * im[l];
                }
            }
            return angle(k, meanRe, meanIm);
        }

        double noise(int k) {
            double meanRe = 0;
            double meanIm = 0;
            for (int l = 0; l < n; l++) {
                meanRe += smoothing.weight().get(l, k) * re[l];
                meanIm += smoothing.weight().get(l, k) * im[l];
            }
            for (int l = 0; l < n; l++) {
                a[l] = angle(l, meanRe, meanIm);
            }
            double offset = apply(smoothing.intercept(), k);
            double gradient = apply(smoothing.slope(), k);
            for (int l = 0; l < n; l++) {
                double rest = a[l] - offset - gradient * smoothing.tau().get(l, k);
                a[l] = Math.atan2(Math.sin(rest), Math.cos(rest));
            }
            double turn = offset + apply(smoothing.intercept(), k);
            double cos = Math.cos(turn);
            double sin = Math.sin(turn);
            return angle(k, meanRe * cos - meanIm * sin, meanRe * sin + meanIm * cos);
        }

        private double apply(DoubleMatrix operator, int k) {
            double sum = 0;
            for (int l = 0; l < n; l++) {
                sum += operator.get(l, k) * a[l];
            }
            return sum;
        }

        /// The angle of phasor l seen from another one.
        private double angle(int l, double fromRe, double fromIm) {
            return Math.atan2(im[l] * fromRe - re[l] * fromIm, re[l] * fromRe + im[l] * fromIm);
        }
    }
}
