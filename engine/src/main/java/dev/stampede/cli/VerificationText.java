package dev.stampede.cli;

import dev.stampede.verify.FileOutcome;
import dev.stampede.verify.Outcome;
import dev.stampede.verify.VerificationReport;

/// A verification report for people.
final class VerificationText {
    private VerificationText() {}

    static Result result(VerificationReport report, boolean classify) {
        return new Result(
                report.ok() ? ExitCode.SUCCESS : ExitCode.FAILURE, report.document(classify), () -> text(report));
    }

    private static String text(VerificationReport report) {
        var text = new StringBuilder();
        for (FileOutcome file : report.failed()) {
            text.append(file.path()).append('\n');
            if (file.kind().isPresent()) {
                text.append("  ").append(file.message()).append('\n');
            }
            for (Outcome failure : file.failures()) {
                text.append("  ").append(failure.message()).append('\n');
            }
        }
        for (FileOutcome file : report.files()) {
            file.notes()
                    .forEach(note -> text.append("note: ")
                            .append(file.path())
                            .append(": ")
                            .append(note)
                            .append('\n'));
        }
        long variables =
                report.files().stream().mapToLong(f -> f.outcomes().size()).sum();
        return text.append(report.files().size())
                .append(" files, ")
                .append(variables)
                .append(" variables compared (")
                .append(report.profile())
                .append("): ")
                .append(report.ok() ? "agree" : report.failed().size() + " files differ")
                .append('\n')
                .toString();
    }
}
