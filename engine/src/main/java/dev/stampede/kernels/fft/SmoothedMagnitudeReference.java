package dev.stampede.kernels.fft;

import dev.stampede.kernels.Backend;
import java.util.Arrays;

/// The definition with its 49 taps, and a sort for the median.
final class SmoothedMagnitudeReference implements SmoothedMagnitude {
    @Override
    public Backend backend() {
        return Backend.REFERENCE;
    }

    @Override
    public double run(FftPlan plan, WorkPlanes spectrum, double[] outSmoothed, double[] scratch) {
        SmoothedMagnitude.check(plan, spectrum, outSmoothed, scratch);
        int n = plan.length();
        for (int v = 0; v < n; v++) {
            for (int u = 0; u < n; u++) {
                outSmoothed[v * n + u] = smoothed(spectrum, n, plan.stride(), v, u);
            }
        }
        double[] sorted = Arrays.copyOf(outSmoothed, n * n);
        Arrays.sort(sorted);
        return (sorted[n * n / 2 - 1] + sorted[n * n / 2]) / 2;
    }

    private static double smoothed(WorkPlanes spectrum, int n, int stride, int v, int u) {
        double sum = 0;
        for (int i = -3; i <= 3; i++) {
            for (int j = -3; j <= 3; j++) {
                int row = neighbour(v, i, n);
                int col = neighbour(u, j, n);
                if (row >= 0 && col >= 0) {
                    int at = row * stride + col;
                    double magnitude = Math.hypot(spectrum.re()[at], spectrum.im()[at]);
                    sum += TAPS[Math.abs(i)] * TAPS[Math.abs(j)] * magnitude;
                }
            }
        }
        return sum;
    }

    /// Storage index of the frequency `shift` steps away, or -1 outside -n/2 .. n/2-1.
    private static int neighbour(int index, int shift, int n) {
        int frequency = (index < n / 2 ? index : index - n) + shift;
        return frequency < -n / 2 || frequency >= n / 2 ? -1 : Math.floorMod(frequency, n);
    }
}
