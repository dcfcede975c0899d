package dev.stampede.verify.gate;

import dev.stampede.insar.pipeline.ExistingPolicy;
import dev.stampede.insar.pipeline.Pipeline;
import dev.stampede.insar.pipeline.PipelineContext;
import dev.stampede.insar.pipeline.PipelineReport;
import dev.stampede.insar.pipeline.ResultRow;
import dev.stampede.io.json.Json;
import dev.stampede.verify.VerificationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Runs a clean copy of a dataset and judges it: did every stage work, within its budget, with the numbers of
/// a trusted tree? Reports lie in `_native_gate_reports` of the copy.
public final class Gate {
    private Gate() {}

    /// Compares the finished run with a trusted tree.
    @FunctionalInterface
    public interface Judge {
        VerificationReport verify(Path run) throws IOException;
    }

    /// @param dataset to copy; stays as it is
    /// @param run     folder of the copy; an earlier gate's run there is replaced
    /// @param first   first stage
    /// @param last    last stage
    /// @param budget  what it may take
    /// @param judge   compares the results
    /// @param setUp   adds configuration, progress and cancellation to the run
    public record Options(
            Path dataset,
            Path run,
            int first,
            int last,
            Optional<Budget> budget,
            Optional<Judge> judge,
            UnaryOperator<PipelineContext> setUp) {}

    /// What came out.
    ///
    /// @param run          of the pipeline
    /// @param budget       findings; empty without a budget
    /// @param verification empty without a judge, or when the run failed
    /// @param reports      folder of the reports
    public record Report(
            PipelineReport run, List<Budget.Finding> budget, Optional<VerificationReport> verification, Path reports) {
        public boolean ok() {
            return run.ok()
                    && budget.stream().allMatch(Budget.Finding::ok)
                    && verification.map(VerificationReport::ok).orElse(true);
        }

        /// What is written for programs.
        public Map<String, Object> document() {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("ok", ok());
            document.put("run", run.dataset().toString());
            document.put("reports", reports.toString());
            document.put("stages", run.rows().stream().map(ResultRow::toMap).toList());
            document.put("budget", budget.stream().map(Budget.Finding::document).toList());
            document.put(
                    "verification",
                    verification.map(v -> (Object) v.document(true)).orElse(null));
            return document;
        }
    }

    /// @throws dev.stampede.runtime.UsageException if the run folder is no safe place; nothing was written
    public static Report run(Options options) throws IOException {
        CleanCopy.make(options.dataset(), options.run(), options.first(), options.last());
        var context = options.setUp()
                .apply(PipelineContext.of(options.run()).stages(options.first(), options.last()))
                .existing(ExistingPolicy.RERUN);
        var pipeline = Pipeline.run(context);
        var findings = options.budget().map(b -> b.judge(pipeline)).orElse(List.of());
        Optional<VerificationReport> verification = Optional.empty();
        if (options.judge().isPresent() && pipeline.ok()) {
            verification = Optional.of(options.judge().get().verify(options.run()));
        }
        var reports = options.run().toAbsolutePath().normalize().resolve(CleanCopy.REPORTS);
        var report = new Report(pipeline, findings, verification, reports);
        write(report);
        return report;
    }

    /// Compares a finished run and replaces its verification report.
    public static VerificationReport verify(Path run, Judge judge) throws IOException {
        var verification = judge.verify(run);
        var reports = Files.createDirectories(run.resolve(CleanCopy.REPORTS));
        write(reports, "native-verify-report.json", verification.document(true));
        return verification;
    }

    private static void write(Report report) throws IOException {
        var timings = new ArrayList<Map<String, Object>>();
        for (var row : report.run().rows()) {
            Map<String, Object> timing = new LinkedHashMap<>();
            timing.put("stage", row.task().stage());
            timing.put("target", row.task().target());
            timing.put(
                    "seconds",
                    row.durationSeconds().isPresent() ? row.durationSeconds().getAsDouble() : null);
            timing.put(
                    "memory_peak_bytes",
                    row.peakBytes().isPresent() ? row.peakBytes().getAsLong() : null);
            timings.add(timing);
        }
        var coverage = new ArrayList<Map<String, Object>>();
        for (var row : report.run().rows()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("stage", row.task().stage());
            line.put("target", row.task().target());
            line.put("kernels", row.backends());
            coverage.add(line);
        }
        write(report.reports(), "native-run-report.json", report.document());
        write(report.reports(), "native-run-timings.json", timings);
        write(report.reports(), "native-coverage-report.json", coverage);
        if (report.verification().isPresent()) {
            write(
                    report.reports(),
                    "native-verify-report.json",
                    report.verification().get().document(true));
        }
    }

    private static void write(Path folder, String name, Object document) throws IOException {
        Files.writeString(folder.resolve(name), Json.text(document));
    }
}
