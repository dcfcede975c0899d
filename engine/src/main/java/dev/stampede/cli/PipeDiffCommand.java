package dev.stampede.cli;

import dev.stampede.deploy.PipelineCall;
import dev.stampede.deploy.PipelineComparison;
import dev.stampede.operators.core.OperatorRegistry;
import dev.stampede.operators.core.PipelineReader;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `pipe diff`.
@picocli.CommandLine.Command(
        name = "diff",
        description = "Runs two pipelines on the same input and says how their results differ and how long each took."
                + " Exit code 1 when they differ by more than the tolerances allow.")
final class PipeDiffCommand extends PipeCommand.Base {
    @Parameters(index = "1", paramLabel = "OTHER", description = "The second pipeline.")
    private Path other;

    @Mixin
    private PipeInputs inputs;

    @Mixin
    private PipeInputs.Tolerances tolerances;

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "Runs of each, by turns; the best time counts. Default: 1.")
    private int runs = 1;

    @Override
    public Result call() throws IOException {
        var tolerance = tolerances.value();
        var second =
                new PipelineCall(PipelineReader.of(OperatorRegistry.standard()).read(other));
        return PipeInputs.with(this, first -> {
            try (var arena = Arena.ofShared()) {
                var comparison =
                        PipelineComparison.of(first, second, PipelineCall.read(arena, inputs.files()), tolerance, runs);
                boolean agrees = comparison.within(tolerance);
                return new Result(
                        agrees ? ExitCode.SUCCESS : ExitCode.FAILURE,
                        document(first, second, comparison, agrees),
                        () -> text(comparison, agrees));
            }
        });
    }

    private Map<String, Object> document(
            PipelineCall first, PipelineCall second, PipelineComparison comparison, boolean agrees) {
        var document = head(first.pipeline());
        document.put("other", other.toString());
        document.put("other_digest", second.digest());
        document.put("agrees", agrees);
        document.put("seconds", comparison.secondsA());
        document.put("other_seconds", comparison.secondsB());
        document.put("missing", comparison.missing());
        Map<String, Object> results = new LinkedHashMap<>();
        comparison.differences().forEach((name, difference) -> results.put(name, difference.document()));
        document.put("results", results);
        return document;
    }

    private static String text(PipelineComparison comparison, boolean agrees) {
        var table = new Table("result", "cells", "above", "NaN in one", "largest", "mean", "rms", "problem");
        comparison
                .differences()
                .forEach((name, d) -> table.row(
                        name,
                        d.cells(),
                        d.above(),
                        d.mismatches(),
                        number(d.largest()),
                        number(d.mean()),
                        number(d.rms()),
                        d.problem()));
        return table
                + (comparison.missing().isEmpty() ? "" : "in one only: " + comparison.missing() + "\n")
                + String.format(Locale.ROOT, "%.3f s and %.3f s%n", comparison.secondsA(), comparison.secondsB())
                + (agrees ? "agree\n" : "differ\n");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }
}
