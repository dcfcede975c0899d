package dev.stampede.io.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Prints numbers with at most six significant digits, the default of C++ streams and of C's `%g`: trailing
/// zeros dropped, exponent form below 1e-4 and from 1e6 on.
public final class SixDigits {
    private static final int DIGITS = 6;
    private static final int LOWEST = 100_000;
    private static final int BEYOND = 1_000_000;
    private static final int UNDECIDED = -1;

    /// Powers of ten that a double holds exactly.
    private static final double[] POWER = new double[23];

    static {
        POWER[0] = 1;
        for (int i = 1; i < POWER.length; i++) {
            POWER[i] = POWER[i - 1] * 10;
        }
    }

    /// How near to a half the scaled value may come before its rounding is left to exact arithmetic.
    /// Scaling rounds once, by at most half an ulp of 1e6 (6e-11).
    private static final double TIE = 1e-9;

    private SixDigits() {}

    public static String format(double value) {
        var bytes = new byte[16];
        int length = format(value, bytes, 0);
        return new String(bytes, 0, length, java.nio.charset.StandardCharsets.US_ASCII);
    }

    /// Writes the number into `out` from `at` on and returns the place after its last character; 13 bytes
    /// suffice.
    public static int format(double value, byte[] out, int at) {
        if (Double.isNaN(value)) {
            return text("nan", out, at);
        }
        int p = at;
        if (value < 0 || 1 / value < 0) {
            out[p++] = '-';
        }
        double magnitude = Math.abs(value);
        if (Double.isInfinite(magnitude)) {
            return text("inf", out, p);
        }
        if (magnitude == 0) {
            out[p] = '0';
            return p + 1;
        }
        int exponent = (int) Math.floor(Math.log10(magnitude));
        int digits = digits(magnitude, exponent);
        if (digits >= 0 && (digits < LOWEST || digits >= BEYOND)) {
            exponent += digits < LOWEST ? -1 : 1;
            digits = digits(magnitude, exponent);
        }
        if (digits < 0) {
            var rounded = new BigDecimal(magnitude).round(new MathContext(DIGITS, RoundingMode.HALF_EVEN));
            exponent = rounded.precision() - rounded.scale() - 1;
            digits = rounded.movePointRight(DIGITS - 1 - exponent).intValueExact();
        }
        return layOut(digits, exponent, out, p);
    }

    /// The six leading digits for this decimal exponent as an integer; out of range when the exponent is
    /// off by one, negative when only exact arithmetic can tell.
    private static int digits(double magnitude, int exponent) {
        int shift = DIGITS - 1 - exponent;
        if (Math.abs(shift) >= POWER.length) {
            return UNDECIDED;
        }
        double scaled = shift >= 0 ? magnitude * POWER[shift] : magnitude / POWER[-shift];
        double whole = Math.floor(scaled);
        double rest = scaled - whole;
        if (Math.abs(rest - 0.5) < TIE) {
            return UNDECIDED;
        }
        return (int) whole + (rest > 0.5 ? 1 : 0);
    }

    private static int layOut(int digits, int exponent, byte[] out, int at) {
        int significant = DIGITS;
        int d = digits;
        while (significant > 1 && d % 10 == 0) {
            d /= 10;
            significant--;
        }
        boolean scientific = exponent < -4 || exponent >= DIGITS;
        int point = scientific ? 0 : exponent; // index of the last digit before the decimal point
        int p = at;
        if (point < 0) {
            out[p++] = '0';
            out[p++] = '.';
            for (int z = -1; z > point; z--) {
                out[p++] = '0';
            }
        }
        int unit = LOWEST;
        for (int i = 0; i < Math.max(significant, point + 1); i++) {
            if (i == point + 1 && point >= 0) {
                out[p++] = '.';
            }
            out[p++] = (byte) ('0' + digits / unit % 10);
            unit = Math.max(1, unit / 10);
        }
        return scientific ? exponent(exponent, out, p) : p;
    }

    private static int exponent(int exponent, byte[] out, int at) {
        int p = at;
        out[p++] = 'e';
        out[p++] = (byte) (exponent < 0 ? '-' : '+');
        int e = Math.abs(exponent);
        if (e >= 100) {
            out[p++] = (byte) ('0' + e / 100);
        }
        out[p++] = (byte) ('0' + e / 10 % 10);
        out[p++] = (byte) ('0' + e % 10);
        return p;
    }

    private static int text(String text, byte[] out, int at) {
        for (int i = 0; i < text.length(); i++) {
            out[at + i] = (byte) text.charAt(i);
        }
        return at + text.length();
    }
}
