package dev.stampede.kernels;

/// Rounding as MATLAB does it.
public final class Rounding {
    private Rounding() {}

    /// Nearest integer, halves away from zero; NaN and infinities stay.
    public static double halfAway(double x) {
        double t = Math.floor(Math.abs(x));
        return Math.copySign(Math.abs(x) - t >= 0.5 ? t + 1 : t, x);
    }
}
