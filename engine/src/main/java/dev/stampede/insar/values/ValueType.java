package dev.stampede.insar.values;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/// A quantity and the corrections taken out of it, written as StaMPS does: `v-do` is the mean velocity without
/// look-angle error and orbital ramp.
///
/// | quantity                                                | corrections after `-`                   |
/// |---------------------------------------------------------|-----------------------------------------|
/// | `w` wrapped phase                                       | `d`, `m`, `o`, `a`                      |
/// | `u` unwrapped phase, `ts` displacement over time        | `d`, `m`, `o`, `s`, `a`, `i`, `t`       |
/// | `v` velocity, `vs` its deviation, `vdrop` leave-one-out | `d`, `m`, `o`, `s`, `a`, `i`, `t`       |
/// | `usb` unwrapped interferograms of small baselines       | `d`, `o`, `s`, `a`, `i`, `t`            |
/// | `rsb` what their inversion leaves                       | `o`                                     |
/// | `p`, `wf`, `d`, `m`, `o`, `s`, `a`, `asb`, `hgt`        | none                                    |
///
/// `d` is the look-angle error, `m` the reference atmosphere, `o` the orbital ramp, `s` the secondary
/// noise, `a` the troposphere, `i` the ionosphere, `t` the tide.
///
/// In small-baseline data `v`, `vs`, `vdrop`, `d` and `o` rest on the interferograms; a capital first
/// letter asks for the inverted single-reference series instead. With a single reference image both mean
/// the same.
///
/// @param quantity    what is shown
/// @param corrections taken out, in the order of [Correction]
/// @param inverted    written with a capital letter
public record ValueType(Quantity quantity, Set<Correction> corrections, boolean inverted) {
    public ValueType {
        corrections = corrections.isEmpty()
                ? Collections.emptySet()
                : Collections.unmodifiableSet(EnumSet.copyOf(corrections));
    }

    /// @throws IllegalArgumentException if the text names no value type, listing what is known
    public static ValueType parse(String text) {
        int dash = text.indexOf('-');
        String head = dash < 0 ? text : text.substring(0, dash);
        if (head.isEmpty()) {
            throw unknown(text, "nothing before the dash");
        }
        boolean inverted = Character.isUpperCase(head.charAt(0));
        String code = Character.toLowerCase(head.charAt(0)) + head.substring(1);
        var quantity = Quantity.ofCode(code).orElseThrow(() -> unknown(text, "no quantity " + head));
        var corrections = EnumSet.noneOf(Correction.class);
        if (dash >= 0) {
            if (!quantity.takesCorrections() || dash + 1 == text.length()) {
                throw unknown(
                        text, quantity.takesCorrections() ? "nothing after the dash" : head + " takes no corrections");
            }
            for (char letter : text.substring(dash + 1).toCharArray()) {
                var correction =
                        Correction.ofLetter(letter).orElseThrow(() -> unknown(text, "no correction " + letter));
                if (!corrections.add(correction)) {
                    throw unknown(text, "correction " + letter + " is named twice");
                }
            }
        }
        if (corrections.contains(Correction.REFERENCE_ATMOSPHERE) && corrections.contains(Correction.TROPOSPHERE)) {
            throw unknown(text, "m and a exclude each other");
        }
        var allowed = quantity.corrections();
        for (var correction : corrections) {
            if (!allowed.contains(correction)) {
                throw unknown(text, head + " takes no correction " + correction.letter());
            }
        }
        return new ValueType(quantity, corrections, inverted);
    }

    private static IllegalArgumentException unknown(String text, String why) {
        var quantities =
                java.util.Arrays.stream(Quantity.values()).map(Quantity::code).collect(Collectors.joining(", "));
        return new IllegalArgumentException("value type " + text + " is not known (" + why + "); quantities: "
                + quantities + "; corrections after a dash, as in v-do: d, m, o, s, a, i, t");
    }

    public boolean has(Correction correction) {
        return corrections.contains(correction);
    }

    /// The text [#parse] reads back; letters in the order of [Correction].
    public String code() {
        String head = inverted
                ? Character.toUpperCase(quantity.code().charAt(0))
                        + quantity.code().substring(1)
                : quantity.code();
        return corrections.isEmpty()
                ? head
                : head + "-"
                        + corrections.stream()
                                .map(c -> String.valueOf(c.letter()))
                                .collect(Collectors.joining());
    }

    /// For a heading, such as `Mean velocity without look-angle error, orbital ramp`.
    public String title() {
        return corrections.isEmpty()
                ? quantity.title()
                : quantity.title() + " without "
                        + corrections.stream().map(Correction::title).collect(Collectors.joining(", "));
    }
}
