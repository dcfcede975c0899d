package dev.stampede.insar.stage6;

import dev.stampede.insar.model.ImageNetwork;
import dev.stampede.linalg.Cholesky;
import dev.stampede.linalg.SmallMatrix;
import java.util.Arrays;

/// A curve over the images that explains the wrapped phase of an arc too noisy for the linear series: with
/// x the time in steps of the mean interval, N images,
///
///     s(x) = m1 x + m2 N/2 sin(2 pi x / N - m3) + m4 N/2 sin(4 pi x / N - m5)
///     |m|  <= pi (0.5, 0.25, 1, 0.25, 1)
///     cost = 2 pi sum |W (r - round(r))| + sum |s(x_k+1) - s(x_k)| / 5       r = (phase - G s) / (2 pi)
///
/// with W from the covariance of the noise, so that cost counts what is left in standard deviations and
/// bent curves pay.
///
/// StaMPS looks for the minimum by simulated annealing with random draws. Here it is searched from the
/// lowest of a fixed set of starting points along each parameter in turn with ever smaller steps, so that
/// the result is the same in every run.
final class FittedCurve {
    private static final int PARAMETERS = 5;
    private static final double[] BOUND = {
        Math.PI / 2, Math.PI / 4, Math.PI, Math.PI / 4, Math.PI,
    };

    /// Points looked at before any search, the base of each parameter's sequence, and how many of them are
    /// refined.
    private static final int STARTS = 100;

    private static final int[] PRIME = {2, 3, 5, 7, 11};
    private static final int REFINED = 8;

    /// Steps of the search as parts of the half range.
    private static final double LARGEST_STEP = 0.5;

    private static final double SMALLEST_STEP = 1.0 / 256;
    private static final double PER_TURN = 1 / (2 * Math.PI);

    private final int images;
    private final double[] x;
    private final int[][] pair;
    /// Lower triangle's transpose, row i from column i on.
    private final SmallMatrix weight;
    private final double[][] starts;

    /// @param noise covariance of the arcs' noise between interferograms, rad^2
    FittedCurve(ImageNetwork network, SmallMatrix noise) {
        int[] taking = network.images();
        images = taking.length;
        x = new double[images];
        double first = network.day()[taking[0]];
        double last = network.day()[taking[images - 1]];
        for (int k = 0; k < images; k++) {
            x[k] = (network.day()[taking[k]] - first) * (images - 1) / (last - first);
        }
        pair = network.positions();
        weight = whitening(noise);
        starts = starts();
    }

    /// `W` with `W' W = V^-1`, upper triangular; of the variances alone where V cannot be inverted.
    private static SmallMatrix whitening(SmallMatrix noise) {
        try {
            var inverse = Cholesky.of(noise).inverse();
            return Cholesky.of(inverse).lower().transpose();
        } catch (IllegalArgumentException notPositiveDefinite) {
            var w = new SmallMatrix(noise.rows(), noise.rows());
            for (int i = 0; i < noise.rows(); i++) {
                w.set(i, i, noise.get(i, i) > 0 ? 1 / Math.sqrt(noise.get(i, i)) : 1);
            }
            return w;
        }
    }

    /// Halton points over the bounds.
    private static double[][] starts() {
        var out = new double[STARTS][PARAMETERS];
        for (int i = 0; i < STARTS; i++) {
            for (int j = 0; j < PARAMETERS; j++) {
                double fraction = 0;
                double part = 1;
                for (int rest = i; rest > 0; rest /= PRIME[j]) {
                    part /= PRIME[j];
                    fraction += part * (rest % PRIME[j]);
                }
                out[i][j] = (2 * fraction - 1) * BOUND[j];
            }
        }
        return out;
    }

    /// Fills `out` with the phase of the best curve in every interferogram, rad.
    /// @param phase wrapped, rad
    void fit(double[] phase, double[] out) {
        var work = new Work();
        var cost = new double[STARTS];
        var order = new Integer[STARTS];
        for (int i = 0; i < STARTS; i++) {
            cost[i] = cost(starts[i], phase, work);
            order[i] = i;
        }
        Arrays.sort(order, (a, b) -> Double.compare(cost[a], cost[b]));
        double[] best = null;
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < REFINED; i++) {
            var m = starts[order[i]].clone();
            double found = descend(m, cost[order[i]], phase, work);
            if (found < lowest) {
                lowest = found;
                best = m;
            }
        }
        curve(best == null ? new double[PARAMETERS] : best, work.s);
        for (int i = 0; i < out.length; i++) {
            out[i] = work.s[pair[i][1]] - work.s[pair[i][0]];
        }
    }

    private double descend(double[] m, double start, double[] phase, Work work) {
        double lowest = start;
        for (double step = LARGEST_STEP; step >= SMALLEST_STEP; ) {
            boolean better = false;
            for (int j = 0; j < PARAMETERS; j++) {
                double own = m[j];
                double keep = own;
                for (int side = -1; side <= 1; side += 2) {
                    m[j] = Math.clamp(own + side * step * BOUND[j], -BOUND[j], BOUND[j]);
                    double cost = cost(m, phase, work);
                    if (cost < lowest) {
                        lowest = cost;
                        keep = m[j];
                        better = true;
                    }
                }
                m[j] = keep;
            }
            step = better ? step : step / 2;
        }
        return lowest;
    }

    private void curve(double[] m, double[] s) {
        double half = images / 2.0;
        for (int k = 0; k < images; k++) {
            double turn = 2 * Math.PI * x[k] / images;
            s[k] = m[0] * x[k] + m[1] * half * Math.sin(turn - m[2]) + m[3] * half * Math.sin(2 * turn - m[4]);
        }
    }

    private double cost(double[] m, double[] phase, Work work) {
        curve(m, work.s);
        int n = phase.length;
        for (int i = 0; i < n; i++) {
            double r = (phase[i] - (work.s[pair[i][1]] - work.s[pair[i][0]])) * PER_TURN;
            work.rest[i] = r - Math.rint(r);
        }
        double misfit = 0;
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int k = i; k < n; k++) {
                sum += weight.get(i, k) * work.rest[k];
            }
            misfit += Math.abs(sum);
        }
        double length = 0;
        for (int k = 1; k < images; k++) {
            length += Math.abs(work.s[k] - work.s[k - 1]);
        }
        return 2 * Math.PI * misfit + length / 5;
    }

    private final class Work {
        final double[] s = new double[images];
        final double[] rest = new double[pair.length];
    }
}
