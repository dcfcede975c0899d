package dev.stampede.kernels.matching;

/// The number that stands for "no data", and what replaces a result that happens to equal it.
///
/// @param value      the number; `NaN` counts as no data in any case
/// @param substitute what a result equal to `value` becomes; `value` itself for no protection
public record NoData(double value, double substitute) {
    /// Without protection.
    public static NoData unprotected(double value) {
        return new NoData(value, value);
    }

    /// Results that equal the value move by one unit, upwards unless the type ends there.
    public static NoData guarded(double value, PixelRange range) {
        if (Double.isNaN(value)) {
            return unprotected(value);
        }
        double next = value + 1;
        if (!range.holds(next) || next == value) {
            next = range.isInteger()
                    ? value - 1
                    : range.kind() == PixelRange.Kind.FLOAT32 ? Math.nextUp((float) value) : Math.nextUp(value);
        }
        return new NoData(value, next);
    }

    public boolean is(double pixel) {
        return pixel == value || Double.isNaN(pixel);
    }
}
