package dev.stampede.kernels.clap;

import java.util.Arrays;

/// The response of the filter to one spectrum, and a plain discrete Fourier transform: the definition, in
/// double precision. Planes are `[n, n]`, element (r, c) at `c n + r`.
final class ClapResponse {
    private static final double[] GAUSSIAN = gaussian();

    private final ClapSettings settings;
    private final int n;
    private final double[] cos;
    private final double[] sin;

    ClapResponse(ClapSettings settings) {
        this.settings = settings;
        n = settings.window();
        cos = new double[n];
        sin = new double[n];
        for (int k = 0; k < n; k++) {
            cos[k] = Math.cos(2 * Math.PI * k / n);
            sin[k] = Math.sin(2 * Math.PI * k / n);
        }
    }

    /// Replaces a window by its filtered version.
    void filter(double[] re, double[] im) {
        transform(re, im, -1);
        double[] response = response(re, im);
        for (int k = 0; k < n * n; k++) {
            re[k] *= response[k] / (n * n);
            im[k] *= response[k] / (n * n);
        }
        transform(re, im, 1);
    }

    /// `beta max((H / median H)^alpha - 1, 0) + low pass` of a spectrum.
    private double[] response(double[] re, double[] im) {
        var magnitude = new double[n * n];
        for (int k = 0; k < magnitude.length; k++) {
            magnitude[k] = Math.sqrt(re[k] * re[k] + im[k] * im[k]);
        }
        double[] smooth = smoothed(magnitude);
        double[] sorted = smooth.clone();
        Arrays.sort(sorted);
        double median = (sorted[n * n / 2 - 1] + sorted[n * n / 2]) / 2;
        for (int k = 0; k < smooth.length; k++) {
            double h = median != 0 ? smooth[k] / median : smooth[k];
            double adaptive = Math.max((settings.alpha() == 1 ? h : Math.pow(h, settings.alpha())) - 1, 0);
            smooth[k] = settings.beta() * adaptive + settings.lowPass()[k];
        }
        return smooth;
    }

    /// Weighted sum over 7 x 7 frequencies with zero frequency in the middle; outside counts as zero.
    private double[] smoothed(double[] magnitude) {
        var rows = new double[n * n];
        var both = new double[n * n];
        pass(magnitude, rows, 1, n);
        pass(rows, both, n, 1);
        return both;
    }

    private void pass(double[] in, double[] out, int along, int across) {
        int half = n / 2;
        for (int line = 0; line < n; line++) {
            for (int centre = 0; centre < n; centre++) {
                double sum = 0;
                for (int k = -3; k <= 3; k++) {
                    int at = centre + k;
                    if (at >= 0 && at < n) {
                        sum += GAUSSIAN[k + 3] * in[(at + half) % n * along + line * across];
                    }
                }
                out[(centre + half) % n * along + line * across] = sum;
            }
        }
    }

    private void transform(double[] re, double[] im, int sign) {
        lines(re, im, sign, 1, n);
        lines(re, im, sign, n, 1);
    }

    private void lines(double[] re, double[] im, int sign, int along, int across) {
        var lineRe = new double[n];
        var lineIm = new double[n];
        for (int line = 0; line < n; line++) {
            for (int u = 0; u < n; u++) {
                double sumRe = 0;
                double sumIm = 0;
                for (int k = 0; k < n; k++) {
                    double c = cos[k * u % n];
                    double s = sign * sin[k * u % n];
                    double x = re[k * along + line * across];
                    double y = im[k * along + line * across];
                    sumRe += x * c - y * s;
                    sumIm += x * s + y * c;
                }
                lineRe[u] = sumRe;
                lineIm[u] = sumIm;
            }
            for (int u = 0; u < n; u++) {
                re[u * along + line * across] = lineRe[u];
                im[u * along + line * across] = lineIm[u];
            }
        }
    }

    /// exp(-(2.5 k / 3)^2 / 2), k = -3..3, not normalised.
    private static double[] gaussian() {
        var w = new double[7];
        for (int k = -3; k <= 3; k++) {
            double x = 2.5 * k / 3;
            w[k + 3] = Math.exp(-0.5 * x * x);
        }
        return w;
    }
}
