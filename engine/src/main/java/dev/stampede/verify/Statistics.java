package dev.stampede.verify;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Comparison of values that depend on random draws: statistics of the differences against limits.
final class Statistics {
    private Statistics() {}

    static Outcome compare(ValueComparator.Draft draft, Rule rule, Pairs pairs) {
        int n = Math.toIntExact(pairs.count());
        double[] differences = new double[n];
        double sumRun = 0;
        double sumGolden = 0;
        double squares = 0;
        for (int k = 0; k < n; k++) {
            differences[k] = pairs.isComplex() ? pairs.angle(k) : pairs.difference(k);
            squares += differences[k] * differences[k];
            sumRun += pairs.run.get(pairs.runIndex(k));
            sumGolden += pairs.golden.get(pairs.goldenIndex(k));
        }
        double distance = 0;
        for (int k = 0; k < n; k++) {
            distance += Math.abs(
                    pairs.run.get(pairs.runIndex(k)) / sumRun - pairs.golden.get(pairs.goldenIndex(k)) / sumGolden);
        }
        Arrays.sort(differences);
        Map<String, Double> found = new LinkedHashMap<>();
        found.put("median", quantile(differences, 0.5));
        found.put("p99", quantile(differences, 0.99));
        found.put("max", n == 0 ? 0 : differences[n - 1]);
        found.put("rms", n == 0 ? 0 : Math.sqrt(squares / n));
        found.put("l1", distance);
        found.put("sum", Math.abs(sumRun - sumGolden) / Math.abs(sumGolden));
        draft.figures.putAll(found);

        var tally = new Tally();
        tally.total = n;
        double limit = 0;
        for (var entry : rule.tolerance().statistics().entrySet()) {
            Double value = found.get(entry.getKey());
            if (value == null) {
                throw new IllegalArgumentException("unknown statistic " + entry.getKey() + " for " + draft.variable
                        + "; known: " + found.keySet());
            }
            boolean beyond = !(value <= entry.getValue());
            if (beyond) {
                tally.outliers++;
                draft.notes.add(draft.variable + ": " + entry.getKey() + " is " + Rule.number(value) + ", limit "
                        + Rule.number(entry.getValue()));
            }
            if (limit == 0 || value / entry.getValue() > tally.worst / limit) {
                tally.worst = value;
                limit = entry.getValue();
            }
        }
        return draft.finish(tally.outliers == 0, FailureKind.VALUE_MISMATCH, tally, limit, Optional.empty());
    }

    private static double quantile(double[] sorted, double q) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1L, Math.round(q * (sorted.length - 1)))];
    }
}
