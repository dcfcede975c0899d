package dev.stampede.verify;

import java.util.Locale;

/// Every comparison of a report with its largest difference against its limit, as a Markdown table.
public final class MarginTable {
    private MarginTable() {}

    /// The table of one report.
    public static String markdown(VerificationReport report) {
        var text = new StringBuilder();
        text.append("| stage | artifact | variable | values | comparison and limit | worst | beyond | result |\n");
        text.append("|---|---|---|---:|---|---:|---:|---|\n");
        for (var file : report.files()) {
            if (file.outcomes().isEmpty()) {
                text.append(row(file.stage(), file.path(), "*", "", "", "", "", "**" + file.message() + "**"));
            }
            for (var outcome : file.outcomes()) {
                text.append(row(
                        file.stage(),
                        file.path(),
                        outcome.variable(),
                        Long.toString(outcome.total()),
                        outcome.rule().limit(),
                        worst(outcome),
                        outcome.outliers() == 0 ? "" : Long.toString(outcome.outliers()),
                        verdict(outcome)));
            }
        }
        return text.toString();
    }

    private static String worst(Outcome outcome) {
        return switch (outcome.rule().comparison()) {
            case PRESENT -> "";
            case CYCLES ->
                Rule.number(outcome.worst()) + " rad, " + outcome.figures().getOrDefault("wrong_cycles", 0) + " cycles";
            case SET -> "J = " + String.format(Locale.ROOT, "%.5f", outcome.worst());
            case PHASE ->
                Rule.number(outcome.worst())
                        + (outcome.figures().containsKey("modulus_worst")
                                ? " (modulus "
                                        + Rule.number((Double) outcome.figures().get("modulus_worst")) + ")"
                                : "");
            default -> Rule.number(outcome.worst());
        };
    }

    private static String verdict(Outcome outcome) {
        if (!outcome.rule().gated()) {
            return outcome.within() ? "ok" : "not gated";
        }
        return outcome.ok()
                ? "ok"
                : "**" + outcome.kind().map(FailureKind::label).orElse("failed") + "**";
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
