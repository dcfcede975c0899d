package dev.stampede.operators.geom;

import dev.stampede.kernels.VectorModule;
import dev.stampede.kernels.fft.Fft2d;
import dev.stampede.kernels.fft.FftPlan;
import dev.stampede.kernels.fft.WorkPlanes;

/// The shift between two pictures of one size from the phase of their cross spectrum:
///
///     P[u, v] = X / (|X| + 0.01 mean |X|),     X = R[u, v] conj(M[u, v])
///     shift   = argmax over (r, c) of Re sum_u sum_v P[u, v] exp(2 pi i (u r + v c) / n)
///
/// (the second term keeps frequencies quiet that hold noise only) first at whole pixels by a transform, then by
/// the sum itself on a grid of `1 / upsample` pixels about the peak. Works on the middle square of at most 1024
/// pixels a side, mean taken off, faded by a Hann window; shifts of up to a third of it are found. Source:
/// Kuglin and Hines (1975); Guizar-Sicairos, Thurman and Fienup (2008), doi:10.1364/OL.33.000156.
final class PhaseCorrelation {
    private static final int LARGEST = 1024;
    private static final int LEAST = 8;
    private static final double REACH = 0.75; // pixels about the whole-pixel peak that are looked at

    private static final double QUIET = 0.01; // share of the mean below which a frequency counts less

    private final int n;
    private final FftPlan plan;
    private final Fft2d transform =
            Fft2d.FAMILY.variants().get(VectorModule.fastest()).get();

    PhaseCorrelation(int rows, int cols) {
        int side = Math.min(LARGEST, Math.min(rows, cols));
        if (side < LEAST) {
            throw new IllegalArgumentException("pictures of " + rows + " x " + cols
                    + " pixels are too small to be aligned: " + LEAST + " are needed");
        }
        n = smooth(side);
        plan = new FftPlan(n);
    }

    /// The largest number up to `side` without factors beyond 5, which transforms fast.
    private static int smooth(int side) {
        for (int candidate = side; ; candidate--) {
            int rest = candidate;
            for (int p : new int[] {2, 3, 5}) {
                while (rest % p == 0) {
                    rest /= p;
                }
            }
            if (rest == 1) {
                return candidate;
            }
        }
    }

    /// Side of the square that is compared.
    int side() {
        return n;
    }

    /// Rows and columns that `moving` has to be shifted by to lie on `reference`.
    /// @param reference `[side, side]`
    double[] shift(double[] reference, double[] moving, int upsample) {
        var cross = spectrum(reference);
        var other = spectrum(moving);
        int stride = plan.stride();
        double total = 0;
        for (int v = 0; v < n; v++) {
            for (int u = 0; u < n; u++) {
                int at = v * stride + u;
                double re = cross.re()[at] * other.re()[at] + cross.im()[at] * other.im()[at];
                double im = cross.im()[at] * other.re()[at] - cross.re()[at] * other.im()[at];
                total += Math.hypot(re, im);
                cross.re()[at] = re;
                cross.im()[at] = im;
            }
        }
        double quiet = Math.max(QUIET * total / ((double) n * n), Double.MIN_NORMAL);
        for (int v = 0; v < n; v++) {
            for (int u = 0; u < n; u++) {
                int at = v * stride + u;
                double size = Math.hypot(cross.re()[at], cross.im()[at]) + quiet;
                cross.re()[at] /= size;
                cross.im()[at] /= size;
            }
        }
        var whole = peak(copy(cross));
        return upsample == 1 ? whole : refined(cross, whole, upsample);
    }

    private WorkPlanes spectrum(double[] picture) {
        int width = FftPlan.paddedColumns(n);
        var in = plan.newPlanes();
        double mean = 0;
        for (double value : picture) {
            mean += value / picture.length;
        }
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < n; c++) {
                in.re()[r * width + c] = (picture[r * n + c] - mean) * hann(r) * hann(c);
            }
        }
        var out = plan.newPlanes();
        transform.forward(plan, width, in, out);
        return out;
    }

    private double hann(int i) {
        return 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / n);
    }

    private WorkPlanes copy(WorkPlanes planes) {
        var copy = plan.newPlanes();
        System.arraycopy(planes.re(), 0, copy.re(), 0, planes.re().length);
        System.arraycopy(planes.im(), 0, copy.im(), 0, planes.im().length);
        return copy;
    }

    private double[] peak(WorkPlanes spectrum) {
        int width = FftPlan.paddedColumns(n);
        var out = plan.newPlanes();
        transform.inverse(plan, width, spectrum, out);
        int best = 0;
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < n; c++) {
                best = out.re()[r * width + c] > out.re()[best] ? r * width + c : best;
            }
        }
        return new double[] {signed(best / width), signed(best % width)};
    }

    private int signed(int i) {
        return i > n / 2 ? i - n : i;
    }

    private double[] refined(WorkPlanes cross, double[] whole, int upsample) {
        int half = (int) Math.ceil(REACH * upsample);
        int count = 2 * half + 1;
        var rows = places(whole[0], half, upsample);
        var cols = places(whole[1], half, upsample);
        // Along u for each place of rows, then along v for each of columns.
        var re = new double[count * n];
        var im = new double[count * n];
        for (int k = 0; k < count; k++) {
            for (int u = 0; u < n; u++) {
                double angle = 2 * Math.PI * signed(u) * rows[k] / n;
                addColumn(cross, u, Math.cos(angle), Math.sin(angle), re, im, k * n);
            }
        }
        double most = Double.NEGATIVE_INFINITY;
        var best = whole;
        for (int j = 0; j < count; j++) {
            var cos = new double[n];
            var sin = new double[n];
            for (int v = 0; v < n; v++) {
                cos[v] = Math.cos(2 * Math.PI * signed(v) * cols[j] / n);
                sin[v] = Math.sin(2 * Math.PI * signed(v) * cols[j] / n);
            }
            for (int k = 0; k < count; k++) {
                double sum = 0;
                for (int v = 0; v < n; v++) {
                    sum += re[k * n + v] * cos[v] - im[k * n + v] * sin[v];
                }
                if (sum > most) {
                    most = sum;
                    best = new double[] {rows[k], cols[j]};
                }
            }
        }
        return best;
    }

    private static double[] places(double about, int half, int upsample) {
        var places = new double[2 * half + 1];
        for (int i = 0; i < places.length; i++) {
            places[i] = about + (i - half) / (double) upsample;
        }
        return places;
    }

    private void addColumn(WorkPlanes cross, int u, double cos, double sin, double[] re, double[] im, int at) {
        int stride = plan.stride();
        for (int v = 0; v < n; v++) {
            double a = cross.re()[v * stride + u];
            double b = cross.im()[v * stride + u];
            re[at + v] += a * cos - b * sin;
            im[at + v] += a * sin + b * cos;
        }
    }
}
