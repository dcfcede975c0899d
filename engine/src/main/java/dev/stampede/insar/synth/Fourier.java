package dev.stampede.insar.synth;

/// The two-dimensional transform of a square whose side is a power of two, in place: all that random fields
/// need, at up to 1024 points a side. A simulated stack shall have the same bytes on every machine. The
/// kernel of that size is a vectorised one with fused additions, and its scalar reference, which a machine
/// without the vector module would fall back on, is a plain sum: other bits, and seconds for each field.
/// Hence one of its own.
final class Fourier {
    private Fourier() {}

    static void transform2d(double[] re, double[] im, int n) {
        double[] cos = new double[n / 2];
        double[] sin = new double[n / 2];
        for (int k = 0; k < n / 2; k++) {
            cos[k] = Math.cos(2 * Math.PI * k / n);
            sin[k] = Math.sin(2 * Math.PI * k / n);
        }
        for (int row = 0; row < n; row++) {
            transform(re, im, row * n, n, cos, sin);
        }
        transpose(re, n);
        transpose(im, n);
        for (int row = 0; row < n; row++) {
            transform(re, im, row * n, n, cos, sin);
        }
    }

    private static void transform(double[] re, double[] im, int base, int n, double[] cos, double[] sin) {
        for (int i = 1, j = 0; i < n; i++) {
            int bit = n >> 1;
            for (; (j & bit) != 0; bit >>= 1) {
                j ^= bit;
            }
            j ^= bit;
            if (i < j) {
                swap(re, base + i, base + j);
                swap(im, base + i, base + j);
            }
        }
        for (int half = 1; half < n; half <<= 1) {
            int step = n / (2 * half);
            for (int start = base; start < base + n; start += 2 * half) {
                for (int k = 0; k < half; k++) {
                    int a = start + k;
                    int b = a + half;
                    double c = cos[k * step];
                    double s = sin[k * step];
                    double xr = re[b] * c - im[b] * s;
                    double xi = re[b] * s + im[b] * c;
                    re[b] = re[a] - xr;
                    im[b] = im[a] - xi;
                    re[a] += xr;
                    im[a] += xi;
                }
            }
        }
    }

    private static void transpose(double[] a, int n) {
        for (int y = 0; y < n; y++) {
            for (int x = y + 1; x < n; x++) {
                swap(a, y * n + x, x * n + y);
            }
        }
    }

    private static void swap(double[] a, int i, int j) {
        double t = a[i];
        a[i] = a[j];
        a[j] = t;
    }
}
