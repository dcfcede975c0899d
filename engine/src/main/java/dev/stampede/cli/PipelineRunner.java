package dev.stampede.cli;

import dev.stampede.insar.pipeline.Pipeline;
import dev.stampede.insar.pipeline.PipelineContext;
import dev.stampede.insar.pipeline.PipelineReport;
import dev.stampede.insar.pipeline.ResultRow;
import dev.stampede.insar.pipeline.config.ByteSize;
import dev.stampede.insar.pipeline.config.RunConfig;
import dev.stampede.io.json.Json;
import dev.stampede.kernels.Backend;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What `run` and `stage` have in common: run the pipeline, report its rows.
final class PipelineRunner {
    /// Widest value in the table of settings, characters.
    private static final int WIDEST = 48;

    private final Session session;
    private final RunConfig config;

    PipelineRunner(Session session, ExecutionOptions options) {
        this.session = session;
        this.config = session.config(options.settings());
    }

    /// @param report file for the report with everything known about each step, or `null`
    Result run(Path dataset, int first, int last, List<String> patches, boolean dryRun, boolean nativeOnly, Path report)
            throws IOException {
        if (first < 0 || last > 8 || last < 1 || Math.max(1, first) > last) {
            throw new UsageException("stages " + first + " to " + last + ": expected a range within 1 to 8");
        }
        OutputFile.require("--report", report);
        var context = PipelineContext.of(dataset)
                .stages(first, last)
                .patches(patches)
                .config(config)
                .dryRun(dryRun)
                .listener(new RunListener(session.display()))
                .cancellation(session.cancellation());
        if (nativeOnly) {
            requireFastKernels(context, first, last);
        }
        var outcome = Pipeline.run(context);
        if (report != null) {
            OutputFile.write(report, Json.text(document(outcome)));
        }
        int code = outcome.cancelled() ? ExitCode.INTERRUPTED : outcome.ok() ? ExitCode.SUCCESS : ExitCode.FAILURE;
        outcome.failures().forEach(failure -> session.streams().err().println("stampede: " + failure.getMessage()));
        return new Result(
                code,
                outcome.rows().stream().map(ResultRow::toMap).toList(),
                () -> (dryRun || !watched() ? steps(outcome) : "")
                        + totals(outcome, !dryRun)
                        + (dryRun ? "\n" + settings() : ""));
    }

    private static void requireFastKernels(PipelineContext context, int first, int last) {
        for (int stage = Math.max(1, first); stage <= last; stage++) {
            var registry = context.config().registry(context.kernelFamilies(), context.availability(), stage, "");
            for (var family : registry.families()) {
                if (family.id().startsWith("stage" + stage + "_")
                        && family.variants().size() > 1
                        && registry.choose(family) == Backend.REFERENCE) {
                    throw new UsageException("--native-only: kernel " + family.id() + " would run on its reference; "
                            + registry.availability(Backend.VECTOR).reason());
                }
            }
        }
    }

    private static Map<String, Object> document(PipelineReport outcome) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("dataset", outcome.dataset().toString());
        document.put("ok", outcome.ok());
        document.put("cancelled", outcome.cancelled());
        var memory = outcome.memory();
        document.put("memory_limit_bytes", memory.limitBytes());
        document.put("memory_planned_bytes", memory.plannedBytes());
        document.put("memory_planned_java_bytes", memory.javaBytes());
        document.put(
                "memory_peak_bytes",
                memory.peakBytes().isPresent() ? memory.peakBytes().getAsLong() : null);
        document.put("notes", outcome.notes());
        document.put("results", outcome.rows().stream().map(ResultRow::toMap).toList());
        return document;
    }

    /// Whether the person who reads the result saw every step end on the same terminal.
    private boolean watched() {
        return session.streams().outTerminal() && session.streams().errTerminal() && !session.quiet();
    }

    private static String steps(PipelineReport outcome) {
        var table = new Table("stage", "folder", "status", "seconds", "memory", "details");
        for (var row : outcome.rows()) {
            double seconds = row.durationSeconds().orElse(Double.NaN);
            table.row(
                    row.task().stage(),
                    row.task().target(),
                    row.status().label(),
                    Double.isNaN(seconds) ? "-" : String.format(java.util.Locale.ROOT, "%.2f", seconds),
                    row.plannedBytes().isPresent()
                            ? ByteSize.format(row.plannedBytes().getAsLong())
                            : "-",
                    row.details());
        }
        return table.toString();
    }

    private static String totals(PipelineReport outcome, boolean over) {
        double total = outcome.rows().stream()
                .mapToDouble(row -> row.durationSeconds().orElse(0))
                .sum();
        return "steps took " + Durations.text(total) + "\n" + MemoryText.of(outcome.memory(), over) + "\n";
    }

    private static String shortened(Object value) {
        String text = String.valueOf(value);
        return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 3) + "...";
    }

    private String settings() {
        var table = new Table("setting", "value", "from");
        config.settings().values().forEach(s -> table.row(s.key(), shortened(s.value()), s.origin()));
        return table.toString();
    }
}
