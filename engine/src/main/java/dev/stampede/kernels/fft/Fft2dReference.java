package dev.stampede.kernels.fft;

import dev.stampede.kernels.Backend;

/// The definition: a table of roots of unity and, for each line, the sum over all its elements.
final class Fft2dReference implements Fft2d {
    @Override
    public Backend backend() {
        return Backend.REFERENCE;
    }

    @Override
    public void forward(FftPlan plan, int width, WorkPlanes in, WorkPlanes out) {
        Fft2d.check(plan, width, in, out);
        int n = plan.length();
        int live = Math.min(width, n);
        int stride = plan.stride();
        double[] root = roots(n);
        var line = new WorkPlanes(n);
        for (int c = 0; c < live; c++) {
            for (int u = 0; u < n; u++) {
                sum(in, c, width, n, root, u, line, u);
            }
            for (int u = 0; u < n; u++) {
                in.re()[u * width + c] = line.re()[u];
                in.im()[u * width + c] = line.im()[u];
            }
        }
        for (int u = 0; u < n; u++) {
            for (int v = 0; v < n; v++) {
                sum(in, u * width, 1, live, root, v, out, v * stride + u);
            }
        }
    }

    @Override
    public void inverse(FftPlan plan, int width, WorkPlanes in, WorkPlanes out) {
        Fft2d.check(plan, width, in, out);
        // exp(+i x) instead of exp(-i x): exchange real and imaginary parts on both sides.
        var from = in.swapped();
        var to = out.swapped();
        int n = plan.length();
        int live = Math.min(width, n);
        int stride = plan.stride();
        double[] root = roots(n);
        var line = new WorkPlanes(n);
        for (int u = 0; u < n; u++) {
            for (int c = 0; c < live; c++) {
                sum(from, u, stride, n, root, c, line, c);
            }
            for (int c = 0; c < live; c++) {
                from.re()[c * stride + u] = line.re()[c];
                from.im()[c * stride + u] = line.im()[c];
            }
        }
        for (int c = 0; c < live; c++) {
            for (int r = 0; r < n; r++) {
                sum(from, c * stride, 1, n, root, r, to, r * width + c);
            }
        }
    }

    /// `out[slot] = sum_k in[start + k step] exp(-2 pi i k turn / n)` over `count` elements.
    private static void sum(
            WorkPlanes in, int start, int step, int count, double[] root, int turn, WorkPlanes out, int slot) {
        int n = root.length / 2;
        double re = 0;
        double im = 0;
        for (int k = 0; k < count; k++) {
            double x = in.re()[start + k * step];
            double y = in.im()[start + k * step];
            double c = root[2 * (k * turn % n)];
            double s = root[2 * (k * turn % n) + 1];
            re += x * c + y * s;
            im += y * c - x * s;
        }
        out.re()[slot] = re;
        out.im()[slot] = im;
    }

    private static double[] roots(int n) {
        var root = new double[2 * n];
        for (int k = 0; k < n; k++) {
            root[2 * k] = Math.cos(2 * Math.PI * k / n);
            root[2 * k + 1] = Math.sin(2 * Math.PI * k / n);
        }
        return root;
    }
}
