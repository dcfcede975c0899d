package dev.stampede.verify;

import java.util.Locale;

/// How two values of one variable are compared.
public enum Comparison {
    /// Equal; NaN equals NaN. Text, structures and sparse matrices too.
    EXACT,
    /// Absolute difference at most `atol + rtol |golden|`.
    ABS,
    /// Difference relative to the golden value at most `rtol`.
    REL,
    /// Angle between the two values at most `atol` rad; of complex values the modulus is compared as well.
    PHASE,
    /// Unwrapped phase: fractional part at most `atol` rad, whole cycles equal after removing one constant per
    /// column.
    CYCLES,
    /// Same members, order ignored: rows, columns of rows, or the places of a mask.
    SET,
    /// Statistics of the differences against limits.
    STATISTICAL,
    /// Only that it is there.
    PRESENT;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Comparison parse(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
