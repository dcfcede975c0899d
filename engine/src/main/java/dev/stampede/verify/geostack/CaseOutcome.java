package dev.stampede.verify.geostack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How a case came out.
///
/// @param results  one per expected file
/// @param problem  why it could not be run; empty if it was
public record CaseOutcome(String id, double tolerance, List<Comparison> results, String problem) {
    public boolean ok() {
        return problem.isEmpty() && !results.isEmpty() && results.stream().allMatch(Comparison::ok);
    }

    /// The largest difference of all results.
    public double maxError() {
        return results.stream().mapToDouble(Comparison::maxError).max().orElse(Double.NaN);
    }

    /// What is wrong; empty if it agrees.
    public String message() {
        return problem.isEmpty()
                ? String.join(
                        "; ",
                        results.stream()
                                .filter(result -> !result.ok())
                                .map(result -> result.file() + " " + result.problem())
                                .toList())
                : problem;
    }

    /// As plain values for a report.
    public Map<String, Object> document() {
        var document = new LinkedHashMap<String, Object>();
        document.put("id", id);
        document.put("ok", ok());
        document.put("max_error", maxError());
        document.put("tolerance", tolerance);
        document.put("message", message());
        return document;
    }
}
