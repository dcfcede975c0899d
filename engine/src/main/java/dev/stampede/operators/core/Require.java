package dev.stampede.operators.core;

/// Checks of parameters; every message names the parameter, the value and what was expected.
public final class Require {
    private Require() {}

    /// @throws IllegalArgumentException `name is value, expected ...` unless `holds`
    public static void that(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is " + value + ", expected " + expected);
        }
    }
}
