package dev.stampede.cli;

import dev.stampede.deploy.CatalogPipeline;
import dev.stampede.deploy.PipelineCall;
import dev.stampede.operators.core.OperatorRegistry;
import dev.stampede.operators.core.PipelineReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `catalog process`.
@picocli.CommandLine.Command(
        name = "process",
        description =
                "Runs a pipeline on every matching row and writes a GeoTIFF for each. Exit code 1 when a row fails.")
final class CatalogProcessCommand extends Command {
    @Mixin
    private CatalogCommand.Source source;

    @Mixin
    private CatalogCommand.Filter filter;

    @Option(names = "--pipeline", required = true, paramLabel = "FILE", description = "From a raster to a raster.")
    private Path pipeline;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder of the results.")
    private Path out;

    @Option(
            names = "--on-row-error",
            description = "When a row fails: ${COMPLETION-CANDIDATES}. Default: raise, rows under way are finished.")
    private CatalogPipeline.OnRowError onRowError = CatalogPipeline.OnRowError.RAISE;

    @Option(names = "--in-flight", paramLabel = "N", description = "Rows held at once. Default: 4.")
    private int inFlight = 4;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "Remembers finished rows, so that the same command goes on where it was broken off.")
    private Path journal;

    @Option(names = "--co", paramLabel = "NAME=VALUE", description = "Creation option of the GeoTIFFs.")
    private Map<String, String> creation = new LinkedHashMap<>();

    @Override
    public Result call() throws IOException {
        var call =
                new PipelineCall(PipelineReader.of(OperatorRegistry.standard()).read(pipeline));
        try (var store = source.open()) {
            var rows = store.query(filter.query(), filter.condition());
            var run = new CatalogPipeline(
                    call, CatalogPipeline.files(out, creation), onRowError, inFlight, Optional.ofNullable(journal));
            var report = run.run(rows, session().display().progress(), session().cancellation());
            return result(call, report);
        }
    }

    @Override
    String afterInterruption() {
        return journal == null
                ? NOTHING_HALF_WRITTEN
                : "finished rows are remembered in " + journal + ", run the same command again to continue";
    }

    private Result result(PipelineCall call, CatalogPipeline.Report report) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("pipeline_digest", call.digest());
        document.put("out", out.toString());
        document.put("rows", report.rows());
        document.put("completed", report.completed());
        document.put("skipped", report.skipped());
        List<Map<String, Object>> failures = new ArrayList<>();
        report.failures().forEach(f -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("row", f.position());
            row.put("file", f.filepath());
            row.put("reason", f.reason());
            failures.add(row);
        });
        document.put("failures", failures);
        return new Result(
                report.failures().isEmpty() ? ExitCode.SUCCESS : ExitCode.FAILURE,
                document,
                () -> report.rows() + " rows: " + report.completed() + " done, " + report.skipped() + " done before, "
                        + report.failures().size() + " failed\n" + failureLines(report));
    }

    private static String failureLines(CatalogPipeline.Report report) {
        var text = new StringBuilder();
        report.failures()
                .forEach(f -> text.append(f.filepath())
                        .append(": ")
                        .append(f.reason())
                        .append('\n'));
        return text.toString();
    }
}
