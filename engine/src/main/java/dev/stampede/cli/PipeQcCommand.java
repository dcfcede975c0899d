package dev.stampede.cli;

import dev.stampede.deploy.QualityReport;
import dev.stampede.io.WholeFile;
import dev.stampede.io.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `pipe qc`.
@picocli.CommandLine.Command(
        name = "qc",
        description =
                "Runs a pipeline of checks on each file and reports which passed and which rule failed the others."
                        + " Exit code 1 when one failed.")
final class PipeQcCommand extends PipeCommand.Base {
    @Mixin
    private PipeInputs inputs;

    @Option(names = "--report", paramLabel = "FILE", description = "The report as JSON.")
    private Path report;

    @Override
    public Result call() throws IOException {
        return PipeInputs.with(this, call -> {
            var quality = QualityReport.of(call, inputs.files());
            var document = head(call.pipeline());
            document.putAll(quality.document());
            if (report != null) {
                WholeFile.write(report, Json.text(document));
            }
            return new Result(quality.allPassed() ? ExitCode.SUCCESS : ExitCode.FAILURE, document, () -> text(quality));
        });
    }

    private static String text(QualityReport quality) {
        var table = new Table("file", "state", "reason");
        quality.passed().forEach(file -> table.row(file, "passed", ""));
        quality.quarantined().forEach((file, reason) -> table.row(file, "quarantined", reason));
        quality.unreadable().forEach((file, reason) -> table.row(file, "unreadable", reason));
        return table
                + Optional.of(quality.rules())
                        .filter(rules -> !rules.isEmpty())
                        .map(rules -> "failed by rule: " + rules + "\n")
                        .orElse("");
    }
}
