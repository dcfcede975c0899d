package dev.stampede.verify;

import java.util.List;
import java.util.Set;

/// How one variable of one artifact is compared, and where that comes from.
///
/// @param artifact   base name without `.mat`, such as `pm1`; or a text file's name
/// @param variable   name, or `*` for any
/// @param stage      key of the stage such as `5b`, or `*`
/// @param type       class of the variable
/// @param comparison how
/// @param tolerance  how closely
/// @param gated      whether a difference is a failure; otherwise it is only reported
/// @param members    what a set consists of
/// @param runs       ids of the runs of a golden case the rule applies to; empty = all
/// @param origin     source of the limit
public record Rule(
        String artifact,
        String variable,
        String stage,
        ValueClass type,
        Comparison comparison,
        Tolerance tolerance,
        boolean gated,
        Members members,
        Set<String> runs,
        String origin) {
    /// What the members of a set are.
    ///
    /// @param columns   zero-based columns of a matrix whose rows are the members; empty = every row whole
    /// @param mask      whether the variable is a mask, whose true places are the members
    /// @param of        variable the mask selects from (its values are then the members), or empty
    /// @param unordered whether the entries of a row may be swapped (edges)
    /// @param ties      of a mask: variables holding the value and the threshold that decided each place;
    /// places where the two are equal within 1e-9 may differ. Empty if there are none
    public record Members(int[] columns, boolean mask, String of, boolean unordered, List<String> ties) {
        static final Members ROWS = new Members(new int[0], false, "", false, List.of());
    }

    /// A rule that follows from the class alone.
    static Rule ofClass(String artifact, String variable, ValueClass type, String origin) {
        return new Rule(
                artifact,
                variable,
                "*",
                type,
                type.comparison(),
                type.tolerance(),
                true,
                Members.ROWS,
                Set.of(),
                origin);
    }

    Rule withTolerance(Tolerance newTolerance) {
        return new Rule(artifact, variable, stage, type, comparison, newTolerance, gated, members, runs, origin);
    }

    boolean matches(String stageKey, String artifactName, String variableName, String run) {
        return artifact.equals(artifactName)
                && (variable.equals("*") || variable.equals(variableName))
                && (stage.equals("*") || stage.equals(stageKey) || stageKey.equals("*"))
                && (runs.isEmpty() || runs.contains(run));
    }

    /// Such as `abs 1e-05 (99.9 %)`, for tables.
    public String limit() {
        String core = switch (comparison) {
            case EXACT, PRESENT -> "";
            case ABS ->
                " " + number(tolerance.atol())
                        + (tolerance.rtol() > 0 ? " + " + number(tolerance.rtol()) + " rel" : "");
            case REL -> " " + number(tolerance.rtol());
            case PHASE, CYCLES -> " " + number(tolerance.atol()) + " rad";
            case SET -> " J >= " + tolerance.jaccard();
            case STATISTICAL -> " " + tolerance.statistics();
        };
        String share = tolerance.fraction() > 0 ? " (" + number(100 * (1 - tolerance.fraction())) + " %)" : "";
        return comparison.label() + core + share;
    }

    static String number(double value) {
        String text = String.format(java.util.Locale.ROOT, "%.3g", value);
        return text.contains("e") || text.indexOf('.') < 0 ? text : text.replaceAll("\\.?0+$", "");
    }
}
