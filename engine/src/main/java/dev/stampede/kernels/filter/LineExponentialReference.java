package dev.stampede.kernels.filter;

import dev.stampede.kernels.Backend;

/// The definition: `exp(x) = 2^k exp(r)` with `x = k ln 2 + r` and a rational function of `r`.
final class LineExponentialReference implements LineExponential {
    private static final double ROUND = 0x1.8p52;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Backend backend() {
        return Backend.REFERENCE;
    }

    @Override
    public void run(double[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = exp(Math.max(x[i], LEAST));
        }
    }

    static double exp(double x) {
        double shifted = x * (1 / Math.log(2)) + ROUND;
        double k = shifted - ROUND;
        double high = x - k * 6.93147180369123816490e-01;
        double low = k * 1.90821492927058770002e-10;
        double r = high - low;
        double t = r * r;
        double p =
                ((((t * 4.13813679705723846039e-08 + -1.65339022054652515390e-06) * t + 6.61375632143793436117e-05) * t
                                        + -2.77777777770155933842e-03)
                                * t
                        + 1.66666666666666019037e-01);
        double c = r - t * p;
        double y = -(low - r * c / (-c + 2) - high) + 1;
        long power = Double.doubleToRawLongBits(shifted) << 52;
        return Double.longBitsToDouble(Double.doubleToRawLongBits(y) + power);
    }
}
