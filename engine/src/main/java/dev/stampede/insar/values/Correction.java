package dev.stampede.insar.values;

import java.util.Arrays;
import java.util.Optional;

/// What is taken out of the phase, in this order.
public enum Correction {
    DEM_ERROR('d', "look-angle error"),
    REFERENCE_ATMOSPHERE('m', "reference atmosphere"),
    TROPOSPHERE('a', "troposphere"),
    IONOSPHERE('i', "ionosphere"),
    TIDE('t', "solid-earth tide"),
    SECONDARY_NOISE('s', "secondary noise"),
    ORBITAL_RAMP('o', "orbital ramp");

    private final char letter;
    private final String title;

    Correction(char letter, String title) {
        this.letter = letter;
        this.title = title;
    }

    public char letter() {
        return letter;
    }

    public String title() {
        return title;
    }

    static Optional<Correction> ofLetter(char letter) {
        return Arrays.stream(values()).filter(c -> c.letter == letter).findFirst();
    }
}
