package dev.stampede.cli;

import dev.stampede.io.Folders;
import dev.stampede.io.json.Json;
import dev.stampede.runtime.UsageException;
import dev.stampede.verify.golden.GoldenCase;
import dev.stampede.verify.golden.GoldenReport;
import dev.stampede.verify.golden.GoldenRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/// `audit`: makes every run of the golden cases anew and compares it.
@picocli.CommandLine.Command(
        name = "audit",
        description = "Makes the runs of golden cases in fresh copies and compares every variable.",
        subcommands = AuditGeostackCommand.class)
final class AuditCommand extends Command {
    @Option(
            names = "--golden",
            paramLabel = "DIR",
            description = "Folder of cases. Default: golden of the source tree.")
    private Path golden;

    @Option(names = "--case", paramLabel = "NAME", description = "Only this case; may be repeated.")
    private List<String> names = List.of();

    @Option(names = "--only", paramLabel = "RUN", description = "Only this run of each case; may be repeated.")
    private List<String> runs = List.of();

    @Option(names = "--output", paramLabel = "FILE", description = "Also write the JSON document to a file.")
    private Path output;

    @Option(names = "--report", paramLabel = "FILE", description = "Also write all margins as Markdown.")
    private Path report;

    @Option(names = "--allow-subset", description = "Success although some cases' data are not on this machine.")
    private boolean allowSubset;

    @Option(names = "--classify", description = "Name the processing boundary of each difference.")
    private boolean classify;

    @Option(names = "--keep", paramLabel = "DIR", description = "Work here and keep what the runs leave.")
    private Path keep;

    @Override
    public Result call() throws IOException {
        OutputFile.require("--output", output);
        OutputFile.require("--report", report);
        var chosen = cases();
        var config = session().config();
        Path scratch = keep == null ? Files.createTempDirectory("stampede-audit") : Files.createDirectories(keep);
        List<String> missing = new ArrayList<>();
        List<GoldenReport> reports = new ArrayList<>();
        try {
            for (var each : chosen) {
                if (each.data().isEmpty()) {
                    missing.add(each.name());
                    continue;
                }
                var runner = new GoldenRunner(
                        each, config, session().cancellation(), session().display()::message);
                List<dev.stampede.verify.golden.RunResult> results = new ArrayList<>();
                for (var run : each.runs()) {
                    if (runs.isEmpty() || runs.contains(run.id())) {
                        results.add(runner.run(run, scratch.resolve(each.name())));
                    }
                }
                reports.add(new GoldenReport(each, results));
            }
        } finally {
            if (keep == null) {
                Folders.deleteTree(scratch);
            }
        }
        boolean agree = reports.stream().allMatch(GoldenReport::ok);
        boolean ok = agree && (allowSubset || missing.isEmpty());
        var document = document(reports, missing, ok);
        if (output != null) {
            OutputFile.write(output, Json.text(document));
        }
        if (report != null) {
            OutputFile.write(
                    report,
                    String.join(
                            "\n", reports.stream().map(GoldenReport::markdown).toList()));
        }
        return new Result(ok ? ExitCode.SUCCESS : ExitCode.FAILURE, document, () -> text(reports, missing));
    }

    private List<GoldenCase> cases() throws IOException {
        Path folder = golden == null ? defaultFolder() : golden;
        var all = GoldenCase.isCase(folder) ? List.of(GoldenCase.open(folder)) : GoldenCase.all(folder);
        if (all.isEmpty()) {
            throw new UsageException(folder + " holds no golden case (folders with manifest.json)");
        }
        for (String name : names) {
            if (all.stream().noneMatch(c -> c.name().equals(name))) {
                throw new UsageException("no golden case " + name + " in " + folder + "; there are "
                        + all.stream().map(GoldenCase::name).toList());
            }
        }
        var chosen = all.stream()
                .filter(c -> names.isEmpty() || names.contains(c.name()))
                .toList();
        for (String run : runs) {
            if (chosen.stream().noneMatch(c -> c.runs().stream().anyMatch(r -> r.id().equals(run)))) {
                throw new UsageException("no run " + run + " in "
                        + chosen.stream().map(GoldenCase::name).toList() + "; there are "
                        + chosen.stream()
                                .flatMap(c -> c.runs().stream())
                                .map(GoldenCase.Run::id)
                                .distinct()
                                .toList());
            }
        }
        return chosen;
    }

    private static Path defaultFolder() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("golden"))) {
                return at.resolve("golden");
            }
        }
        throw new UsageException("no folder golden here or above; name it with --golden DIR");
    }

    private Map<String, Object> document(List<GoldenReport> reports, List<String> missing, boolean ok)
            throws IOException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(
                "generated_at_utc",
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        document.put("code_state", Map.of("version", Version.text()));
        document.put("missing_datasets", missing);
        document.put("audits", reports.stream().map(r -> r.document(classify)).toList());
        document.put(
                "failed_workflows",
                reports.stream()
                        .flatMap(r -> r.runs().stream()
                                .filter(run -> !r.problems(run).isEmpty())
                                .map(run -> r.golden().name() + "/" + run.id()))
                        .toList());
        document.put("completed", missing.isEmpty());
        document.put("interrupted", false);
        document.put("ok", ok);
        return document;
    }

    private static String text(List<GoldenReport> reports, List<String> missing) {
        var table = new Table("case", "run", "variables", "seconds", "result");
        var problems = new StringBuilder();
        for (var each : reports) {
            for (var run : each.runs()) {
                var found = each.problems(run);
                table.row(
                        each.golden().name(),
                        run.id(),
                        run.comparison().files().stream()
                                .mapToInt(f -> f.outcomes().size())
                                .sum(),
                        String.format(java.util.Locale.ROOT, "%.1f", run.seconds()),
                        found.isEmpty() ? "agrees" : found.size() + " differences");
                found.forEach(p -> problems.append(each.golden().name())
                        .append(' ')
                        .append(run.id())
                        .append(": ")
                        .append(p)
                        .append('\n'));
                run.truth()
                        .ifPresent(truth -> truth.errors()
                                .forEach((type, e) -> problems.append(String.format(
                                        java.util.Locale.ROOT,
                                        "%s %s: velocity %s against the truth: RMSE %.4f, median %.4f mm/yr%n",
                                        each.golden().name(),
                                        run.id(),
                                        type,
                                        e.rmse(),
                                        e.medianAbs()))));
            }
        }
        missing.forEach(name -> problems.append(name).append(": skipped, its data are not on this machine\n"));
        return table + "" + problems;
    }
}
