package dev.stampede.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Result of comparing two trees.
///
/// @param profile `strict` or `scientific`
/// @param scope   what was compared
/// @param files   one per artifact
public record VerificationReport(String profile, VerifyScope scope, List<FileOutcome> files) {
    public boolean ok() {
        return files.stream().allMatch(FileOutcome::ok);
    }

    public List<FileOutcome> failed() {
        return files.stream().filter(f -> !f.ok()).toList();
    }

    /// The report document.
    /// @param classify whether to name the processing boundary of each failure
    public Map<String, Object> document(boolean classify) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("ok", ok());
        report.put("profile", profile);
        report.put("through_stage", scope.throughStage() == 8 ? null : scope.throughStage());
        report.put("final_products_only", scope.finalProductsOnly());
        report.put("checked", files.size());
        report.put("failed", failed().stream().map(f -> failure(f, classify)).toList());
        report.put(
                "tolerated", files.stream().flatMap(f -> tolerated(f).stream()).toList());
        report.put("notes", notes());
        if (classify) {
            report.put("classification", Classification.of(this));
        }
        return report;
    }

    private List<Map<String, Object>> notes() {
        return files.stream()
                .filter(f -> !f.notes().isEmpty())
                .map(f -> Map.<String, Object>of("path", f.path(), "notes", f.notes()))
                .toList();
    }

    private static Map<String, Object> failure(FileOutcome file, boolean classify) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("path", file.path());
        row.put("ok", false);
        var failures = file.failures();
        if (failures.isEmpty()) {
            row.put("message", file.message());
            row.put("failure_kind", file.kind().orElseThrow().label());
            row.put("outliers", List.of());
        } else {
            var worst = failures.getFirst();
            row.put("message", worst.message());
            row.putAll(details(file, worst));
            List<Map<String, Object>> outliers = new ArrayList<>();
            failures.forEach(o -> outliers.add(outlier(o)));
            row.put("outliers", outliers);
            row.put("failures", failures.stream().map(o -> details(file, o)).toList());
        }
        if (classify) {
            row.put("boundary", Classification.boundary(file.path()));
        }
        return row;
    }

    private static Map<String, Object> details(FileOutcome file, Outcome outcome) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("failure_kind", outcome.kind().map(FailureKind::label).orElse(null));
        row.put("failing_key", outcome.variable());
        row.put("shape_run", outcome.shapeRun());
        row.put("shape_oracle", outcome.shapeGolden());
        row.put("max_abs", outcome.worst());
        row.put("max_rel", outcome.worstRel());
        row.put("tolerance_rule_id", file.stage() + ":" + outcome.rule().artifact() + "." + outcome.variable());
        row.put("comparison_mode", outcome.rule().comparison().label());
        row.put("limit", outcome.rule().limit());
        row.put("first_index", outcome.first().map(Outcome.Place::index).orElse(null));
        row.put("value_run", outcome.first().map(Outcome.Place::run).orElse(null));
        row.put("value_oracle", outcome.first().map(Outcome.Place::golden).orElse(null));
        row.putAll(outcome.figures());
        return row;
    }

    private static Map<String, Object> outlier(Outcome outcome) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("key", outcome.variable());
        row.put("count", outcome.outliers());
        row.put("total", outcome.total());
        row.put("fraction", outcome.total() == 0 ? 0 : outcome.outliers() / (double) outcome.total());
        row.put("allowed_fraction", outcome.rule().tolerance().fraction());
        row.put("max_abs", outcome.worst());
        double cap = outcome.rule().tolerance().cap();
        row.put("max_abs_limit", Double.isInfinite(cap) ? null : cap);
        return row;
    }

    /// Differences beyond a limit that the rules allow: a share of outliers, or a variable that is not gated.
    private static List<Map<String, Object>> tolerated(FileOutcome file) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (var outcome : file.outcomes()) {
            if (outcome.ok() && (outcome.outliers() > 0 || !outcome.within())) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("path", file.path());
                row.putAll(outlier(outcome));
                row.put("gated", outcome.rule().gated());
                row.put("reason", outcome.rule().origin());
                rows.add(row);
            }
        }
        return rows;
    }
}
