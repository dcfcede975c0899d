package dev.stampede.operators.qa;

/// Whether any or all bits of a group have to be set.
public enum BitMode {
    ANY,
    ALL
}
