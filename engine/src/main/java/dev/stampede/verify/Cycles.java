package dev.stampede.verify;

import java.util.Arrays;
import java.util.Optional;

/// Comparison of unwrapped phase as two statements: the fractional parts agree everywhere, and whole cycles
/// agree after removing one constant per interferogram. Wrapping the difference alone would hide the very
/// thing unwrapping decides.
final class Cycles {
    private static final double CYCLE = 2 * Math.PI;

    private Cycles() {}

    static Outcome compare(ValueComparator.Draft draft, Rule rule, Pairs pairs) {
        var residue = new Tally();
        long wrong = 0;
        long firstWrong = -1;
        long[] wrongPerColumn = new long[pairs.cols()];
        long[] removed = new long[pairs.cols()];
        for (int col = 0; col < pairs.cols(); col++) {
            long start = (long) col * pairs.rows();
            long[] cycles = new long[pairs.rows()];
            for (int row = 0; row < pairs.rows(); row++) {
                long k = start + row;
                double a = pairs.run.get(pairs.runIndex(k));
                double b = pairs.golden.get(pairs.goldenIndex(k));
                double d = Pairs.difference(a, b);
                if (Double.isInfinite(d)) {
                    residue.add(k, d, rule.tolerance().atol(), 0);
                    continue;
                }
                double difference = d == 0 ? 0 : a - b;
                cycles[row] = Math.round(difference / CYCLE);
                residue.add(
                        k,
                        Math.abs(difference - CYCLE * cycles[row]),
                        rule.tolerance().atol(),
                        0);
            }
            removed[col] = median(cycles);
            for (int row = 0; row < pairs.rows(); row++) {
                if (cycles[row] != removed[col]) {
                    wrong++;
                    wrongPerColumn[col]++;
                    firstWrong = firstWrong < 0 ? start + row : firstWrong;
                }
            }
        }
        draft.figures.put("wrong_cycles", wrong);
        draft.figures.put("wrong_cycles_per_interferogram", wrongPerColumn);
        draft.figures.put("removed_cycles_per_interferogram", removed);
        draft.figures.put("fractional_outliers", residue.outliers);
        boolean cyclesAgree = wrong <= rule.tolerance().fraction() * pairs.count();
        boolean within = residue.outliers == 0 && cyclesAgree;
        long first = residue.outliers > 0 ? residue.first : within ? -1 : firstWrong;
        residue.outliers = Math.max(residue.outliers, wrong);
        return draft.finish(
                within,
                cyclesAgree ? FailureKind.WRAP_MISMATCH : FailureKind.VALUE_MISMATCH,
                residue,
                rule.tolerance().atol(),
                first < 0 ? Optional.empty() : Optional.of(pairs.place(first)));
    }

    private static long median(long[] values) {
        if (values.length == 0) {
            return 0;
        }
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
