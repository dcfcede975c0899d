package dev.stampede.kernels.matching;

/// The numbers a pixel type can hold and how a double becomes one of them:
///
///     unsigned integers   floor(v + 1/2)                    then clamped to [min, max]; NaN gives 0
///     signed integers     half away from zero               then clamped to [min, max]; NaN gives 0
///     float32             nearest single-precision number
///     float64             v
///
/// There is one rounding, from the double.
///
/// @param kind how to round
/// @param min  smallest value of an integer type
/// @param max  largest value of an integer type
public record PixelRange(Kind kind, double min, double max) {
    /// How a double is rounded.
    public enum Kind {
        UNSIGNED,
        SIGNED,
        FLOAT32,
        FLOAT64
    }

    /// The definition.
    public double convert(double v) {
        return switch (kind) {
            case FLOAT64 -> v;
            case FLOAT32 -> (float) v;
            case UNSIGNED -> clamp(Math.floor(v + 0.5));
            case SIGNED -> clamp(v < 0 ? Math.ceil(v - 0.5) : Math.floor(v + 0.5));
        };
    }

    private double clamp(double whole) {
        return Double.isNaN(whole) ? 0 : Math.clamp(whole, min, max) + 0.0; // no negative zero
    }

    public boolean isInteger() {
        return kind == Kind.UNSIGNED || kind == Kind.SIGNED;
    }

    /// Whether the type holds exactly this number.
    public boolean holds(double v) {
        return Double.isNaN(v) ? !isInteger() : convert(v) == v;
    }
}
