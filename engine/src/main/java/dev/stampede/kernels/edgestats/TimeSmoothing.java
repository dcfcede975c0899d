package dev.stampede.kernels.edgestats;

import dev.stampede.memory.DoubleMatrix;
import java.lang.foreign.Arena;

/// Constants of smoothing in time, one row of length `n` per acquisition `k` (stored as column `k`):
///
/// - `weight[l, k]` Gaussian weights `exp(-tau^2 / 2 T^2)` with `tau = day[k] - day[l]`, scaled to sum 1
/// over l;
/// - `intercept[l, k]`, `slope[l, k]` the operators that give offset (rad) and gradient (rad/day) at `k` of the
///   line `m1 + m2 tau` fitted with these weights: `m1 = sum_l intercept a[l]`;
/// - `tau[l, k]` in days.
///
/// When all acquisitions fall on one day there is no gradient: `slope` is zero and `intercept` is `weight`.
public record TimeSmoothing(DoubleMatrix weight, DoubleMatrix intercept, DoubleMatrix slope, DoubleMatrix tau) {
    /// @param days        of the acquisitions
    /// @param windowDays  standard deviation T of the weights, days
    public static TimeSmoothing of(Arena arena, double[] days, double windowDays) {
        int n = days.length;
        var smoothing = new TimeSmoothing(
                DoubleMatrix.allocate(arena, n, n),
                DoubleMatrix.allocate(arena, n, n),
                DoubleMatrix.allocate(arena, n, n),
                DoubleMatrix.allocate(arena, n, n));
        for (int k = 0; k < n; k++) {
            smoothing.fillWeights(days, windowDays, k);
            smoothing.fillLine(k);
        }
        return smoothing;
    }

    private void fillWeights(double[] days, double windowDays, int k) {
        double sum = 0;
        for (int l = 0; l < days.length; l++) {
            double difference = days[k] - days[l];
            double w = Math.exp(-difference * difference / (2 * windowDays * windowDays));
            tau.set(l, k, difference);
            weight.set(l, k, w);
            sum += w;
        }
        for (int l = 0; l < days.length; l++) {
            weight.set(l, k, weight.get(l, k) / sum);
        }
    }

    /// Weighted least squares about the weighted mean of tau, where offset and gradient decouple.
    private void fillLine(int k) {
        int n = weight.rows();
        double mean = 0;
        for (int l = 0; l < n; l++) {
            mean += weight.get(l, k) * tau.get(l, k);
        }
        double spread = 0;
        for (int l = 0; l < n; l++) {
            double t = tau.get(l, k) - mean;
            spread += weight.get(l, k) * t * t;
        }
        for (int l = 0; l < n; l++) {
            double w = weight.get(l, k);
            double gradient = spread > 0 ? w * (tau.get(l, k) - mean) / spread : 0;
            slope.set(l, k, gradient);
            intercept.set(l, k, w - mean * gradient);
        }
    }

    /// Number of acquisitions.
    public int count() {
        return weight.rows();
    }
}
