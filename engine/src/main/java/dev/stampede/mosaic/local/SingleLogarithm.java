package dev.stampede.mosaic.local;

/// Natural logarithm in single precision as array libraries compute it with fused multiply-adds, to the bit:
///
///     x = m 2^e, m in (sqrt(1/2), sqrt(2)],  z = m - 1
///     ln x = e ln 2 + z P(z) / Q(z)
///
/// Largest error 1.3e-7 relative, one unit in the last place against 0.5 of a correctly rounded one; block
/// parameters of the reference hold this error, which moves one corrected pixel in five thousand by one.
/// Positive, finite, normal numbers; anything else as `Math.log`.
final class SingleLogarithm {
    private static final float HALF_ROOT = 0.70710678118654752440f;
    private static final float LN_2 = 0.693147180559945309417f;

    /// Rational minimax approximation of ln(1 + z), lowest power first.
    private static final float[] NUMERATOR = {0f, 1f, 2.1126776f, 1.4800006f, 0.38088378f, 0.025899792f};

    private static final float[] DENOMINATOR = {1f, 2.6126776f, 2.453006f, 0.9864943f, 0.15464763f, 0.0058750953f};

    private SingleLogarithm() {}

    static float of(float x) {
        if (!(x >= Float.MIN_NORMAL && x <= Float.MAX_VALUE)) {
            return (float) Math.log(x);
        }
        int exponent = Math.getExponent(x) + 1;
        float mantissa = Math.scalb(x, -exponent); // in [1/2, 1)
        if (mantissa <= HALF_ROOT) {
            mantissa += mantissa;
            exponent--;
        }
        float z = mantissa - 1;
        return Math.fma((float) exponent, LN_2, polynomial(NUMERATOR, z) / polynomial(DENOMINATOR, z));
    }

    private static float polynomial(float[] coefficients, float z) {
        float value = coefficients[coefficients.length - 1];
        for (int power = coefficients.length - 2; power >= 0; power--) {
            value = Math.fma(value, z, coefficients[power]);
        }
        return value;
    }
}
