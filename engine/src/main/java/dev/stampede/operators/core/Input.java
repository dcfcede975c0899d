package dev.stampede.operators.core;

import java.util.Objects;

/// A placeholder for a value that a [Graph] is given.
public final class Input extends Node {
    private final String name;

    public Input(String name) {
        this.name = Objects.requireNonNull(name, "name");
    }

    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }
}
