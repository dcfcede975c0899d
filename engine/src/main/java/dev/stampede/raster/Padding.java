package dev.stampede.raster;

import java.util.Locale;

/// Pixels added around a raster.
///
/// @param mode what they hold
public record Padding(int top, int bottom, int left, int right, Mode mode) {
    /// What lies outside: `CONSTANT` a value, `EDGE` the nearest pixel, `REFLECT` the mirror image that does not
    /// repeat the edge, `WRAP` the other side.
    public enum Mode {
        CONSTANT,
        EDGE,
        REFLECT,
        WRAP;

        /// The element that stands at `index` of an axis continued in both directions.
        int source(int index, int size) {
            return switch (this) {
                case CONSTANT, EDGE -> Math.clamp(index, 0, size - 1);
                case WRAP -> Math.floorMod(index, size);
                case REFLECT -> {
                    if (size == 1) {
                        yield 0;
                    }
                    int folded = Math.floorMod(index, 2 * (size - 1));
                    yield folded < size ? folded : 2 * (size - 1) - folded;
                }
            };
        }

        /// @throws IllegalArgumentException if there is no such mode
        public static Mode named(String name) {
            try {
                return valueOf(name.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException unknown) {
                throw new IllegalArgumentException("mode " + name + ": know constant, edge, reflect and wrap", unknown);
            }
        }
    }

    /// @throws IllegalArgumentException if a count is negative
    public Padding {
        if (top < 0 || bottom < 0 || left < 0 || right < 0) {
            throw new IllegalArgumentException("padding cannot be negative: rows " + top + " and " + bottom
                    + ", columns " + left + " and " + right);
        }
    }

    public static Padding of(int top, int bottom, int left, int right) {
        return new Padding(top, bottom, left, right, Mode.CONSTANT);
    }
}
