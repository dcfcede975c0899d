package dev.stampede.plot;

import java.util.Locale;

/// Round positions along an axis.
///
/// @param first    lowest tick
/// @param step     distance between ticks, 1, 2 or 5 times a power of ten
/// @param count    number of ticks
/// @param decimals digits after the point that tell ticks apart
public record Ticks(double first, double step, int count, int decimals) {
    /// About `wanted` ticks inside `[low, high]`.
    public static Ticks between(double low, double high, int wanted) {
        double raw = (high - low) / Math.max(1, wanted);
        if (!(raw > 0) || Double.isInfinite(raw)) {
            return new Ticks(low, 1, 1, 2);
        }
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double ratio = raw / power;
        double step = power * (ratio <= 1 ? 1 : ratio <= 2 ? 2 : ratio <= 5 ? 5 : 10);
        double first = Math.ceil(low / step - 1e-9) * step;
        int count = (int) Math.floor((high - first) / step + 1e-9) + 1;
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        return new Ticks(first, step, Math.max(count, 0), decimals);
    }

    /// Position of tick `i`.
    public double at(int i) {
        return first + i * step;
    }

    /// Text of tick `i`.
    public String label(int i) {
        double v = at(i);
        return String.format(Locale.ROOT, "%." + decimals + "f", Math.abs(v) < step * 1e-6 ? 0.0 : v)
                .replace('-', '\u2212');
    }
}
