package dev.stampede.verify.golden;

import dev.stampede.verify.MarginTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Outcome of a golden case.
///
/// @param golden the case
/// @param runs   in the order of the manifest
public record GoldenReport(GoldenCase golden, List<RunResult> runs) {
    public GoldenReport {
        runs = List.copyOf(runs);
    }

    public boolean ok() {
        return runs.stream().allMatch(run -> problems(run).isEmpty());
    }

    /// What is wrong with a run, one sentence each; empty if nothing.
    public List<String> problems(RunResult run) {
        List<String> problems = new ArrayList<>();
        run.failure().ifPresent(problems::add);
        run.comparison().failed().forEach(file -> {
            if (file.kind().isPresent()) {
                problems.add(file.message());
            }
            file.failures().forEach(o -> problems.add(file.stage() + " " + file.path() + ": " + o.message()));
        });
        golden.accuracy().filter(a -> a.run().equals(run.id())).ifPresent(limit -> {
            if (run.truth().isEmpty()) {
                problems.add("velocities could not be compared with the truth");
                return;
            }
            var v = run.truth().get().errors().get("v");
            if (!(v.rmse() <= limit.rmse()) || !(v.medianAbs() <= limit.median())) {
                problems.add(String.format(
                        Locale.ROOT,
                        "velocity errors are %.4f mm/yr RMSE, %.4f median; limits %.4f, %.4f",
                        v.rmse(),
                        v.medianAbs(),
                        limit.rmse(),
                        limit.median()));
            }
        });
        return problems;
    }

    /// Every comparison of every run with its margin.
    public String markdown() {
        var text = new StringBuilder("# Golden case " + golden.name() + "\n\n");
        text.append("Worst difference of every variable against its limit. ");
        text.append(ok() ? "Everything agrees.\n" : "**Not everything agrees.**\n");
        for (var run : runs) {
            text.append(String.format(
                    Locale.ROOT,
                    "\n## %s\n\n%s; %.1f s with comparison.\n",
                    run.id(),
                    problems(run).isEmpty() ? "agrees" : "differs",
                    run.seconds()));
            problems(run).forEach(problem -> text.append("\n* ").append(problem));
            run.truth()
                    .ifPresent(truth -> truth.errors()
                            .forEach((type, e) -> text.append(String.format(
                                    Locale.ROOT,
                                    "\nVelocity `%s` against the truth: RMSE %.4f, median %.4f, 95 %% below %.4f mm/yr (%d points).\n",
                                    type,
                                    e.rmse(),
                                    e.medianAbs(),
                                    e.p95Abs(),
                                    truth.points()))));
            text.append('\n').append(MarginTable.markdown(run.comparison()));
        }
        return text.toString();
    }

    /// Plain values for JSON.
    public Map<String, Object> document(boolean classify) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("case", golden.name());
        document.put("ok", ok());
        List<Map<String, Object>> rows = new ArrayList<>();
        for (var run : runs) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("run", run.id());
            row.put("ok", problems(run).isEmpty());
            row.put("seconds", run.seconds());
            row.put("failure", run.failure().orElse(null));
            row.put("backends", new TreeMap<>(run.backends()));
            run.truth().ifPresent(truth -> row.put("truth", truth.document()));
            row.put("verification", run.comparison().document(classify));
            rows.add(row);
        }
        document.put("runs", rows);
        return document;
    }
}
