package dev.stampede.io.text;

/// Writes numbers with a fixed number of decimals, without an object for each.
public final class FixedDecimals {
    private static final long[] POWER = {1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};

    /// Magnitudes from here on do not fit a scaled long of eight decimals.
    private static final double LARGEST = 9e10;

    private FixedDecimals() {}

    /// Appends `value` rounded to `decimals` places, halves away from zero; zeros at the end are left out, and
    /// a value that rounds to zero has no sign.
    /// @param decimals 0 to 8
    /// @throws IllegalArgumentException if the value is not finite
    public static void append(StringBuilder out, double value, int decimals) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(value + " has no decimals");
        }
        if (Math.abs(value) >= LARGEST) {
            out.append(value);
            return;
        }
        long scaled = Math.round(Math.abs(value) * POWER[decimals]);
        if (value < 0 && scaled > 0) {
            out.append('-');
        }
        out.append(scaled / POWER[decimals]);
        long rest = scaled % POWER[decimals];
        if (rest == 0) {
            return;
        }
        out.append('.');
        for (int d = decimals - 1; d >= 0 && rest > 0; d--) {
            out.append((char) ('0' + rest / POWER[d]));
            rest %= POWER[d];
        }
    }
}
