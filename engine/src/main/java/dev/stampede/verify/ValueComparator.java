package dev.stampede.verify;

import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatSparse;
import dev.stampede.io.mat.MatText;
import dev.stampede.io.mat.MatValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Compares the values of one variable under its rule.
///
/// Notes, not failures, are: a vector lying the other way (unless `strictShape`), another numeric class
/// holding the same values, and members of a mask that a tie explains.
final class ValueComparator {
    /// Limits of the modulus that goes with a phase.
    private static final Tolerance MODULUS = ValueClass.N32.tolerance();

    private final boolean strictShape;

    ValueComparator(boolean strictShape) {
        this.strictShape = strictShape;
    }

    /// @param match  common rows of the two folders, or `null` when the points are the same
    /// @param others further variables of both files, for masks
    Outcome compare(Rule rule, String variable, MatValue run, MatValue golden, RowMatch match, Others others) {
        var draft = new Draft(rule, variable, run, golden);
        if (rule.comparison() == Comparison.PRESENT) {
            return draft.finish(true, FailureKind.VALUE_MISMATCH, new Tally(), 0, Optional.empty());
        }
        if (run instanceof MatText a && golden instanceof MatText b) {
            return draft.equal(a.codeUnits().equals(b.codeUnits()), a.codeUnits(), b.codeUnits());
        }
        if (run instanceof MatSparse a && golden instanceof MatSparse b) {
            return sparse(draft, a, b);
        }
        if (flagAsNumber(run, golden)) {
            draft.notes.add(variable + " is " + run.describe() + ", golden " + golden.describe());
            return draft.equal(firstUnit(run) == firstUnit(golden), "" + firstUnit(run), "" + firstUnit(golden));
        }
        if (!(run instanceof MatArray a) || !(golden instanceof MatArray b)) {
            return run.type() == golden.type()
                    ? draft.equal(Structures.equal(run, golden), run.describe(), golden.describe())
                    : draft.failed(FailureKind.TYPE_MISMATCH);
        }
        return arrays(draft, rule, a, b, match, others);
    }

    private Outcome arrays(Draft draft, Rule rule, MatArray run, MatArray golden, RowMatch match, Others others) {
        if (run.type() != golden.type()) {
            draft.notes.add(draft.variable + " is " + run.type().label() + ", golden "
                    + golden.type().label());
        }
        if (rule.comparison() == Comparison.SET) {
            return Sets.compare(draft, rule, run, golden, others);
        }
        RowMatch common = match != null && match.fits(run, golden) ? match : null;
        if (common == null && !sameShape(run, golden)) {
            boolean vectors = isVector(run) && isVector(golden) && run.size() == golden.size();
            if (strictShape || !vectors) {
                return draft.failed(FailureKind.SHAPE_MISMATCH);
            }
            draft.notes.add(draft.variable + " lies the other way: " + run.describe());
        }
        if (common != null) {
            draft.notes.add(draft.variable + ": " + common.runRows().length + " common rows of " + run.rows()
                    + ", golden " + golden.rows());
        }
        var pairs = new Pairs(run, golden, common);
        return switch (rule.comparison()) {
            case EXACT -> draft.tallied(tally(pairs, pairs::difference, k -> 0), pairs, 0);
            case ABS ->
                draft.tallied(
                        tally(pairs, pairs::difference, k -> limit(rule.tolerance(), pairs.goldenModulus(k))),
                        pairs,
                        rule.tolerance().atol());
            case REL ->
                draft.tallied(
                        tally(
                                pairs,
                                k -> relative(pairs, k),
                                k -> rule.tolerance().rtol()),
                        pairs,
                        rule.tolerance().rtol());
            case PHASE -> phase(draft, rule, pairs);
            case CYCLES -> Cycles.compare(draft, rule, pairs);
            case STATISTICAL -> Statistics.compare(draft, rule, pairs);
            case PRESENT, SET -> throw new AssertionError("handled above");
        };
    }

    private interface Measure {
        double of(long k);
    }

    private static Tally tally(Pairs pairs, Measure difference, Measure limit) {
        var tally = new Tally();
        for (long k = 0, n = pairs.count(); k < n; k++) {
            tally.add(k, difference.of(k), limit.of(k), pairs.goldenModulus(k));
        }
        return tally;
    }

    private static double limit(Tolerance tolerance, double size) {
        return tolerance.rtol() == 0 ? tolerance.atol() : tolerance.atol() + tolerance.rtol() * size;
    }

    private static double relative(Pairs pairs, long k) {
        double d = pairs.difference(k);
        return d == 0 ? 0 : d / pairs.goldenModulus(k);
    }

    private static Outcome phase(Draft draft, Rule rule, Pairs pairs) {
        var angles = tally(pairs, pairs::angle, k -> rule.tolerance().atol());
        if (pairs.isComplex()) {
            var moduli = tally(
                    pairs,
                    k -> Pairs.difference(pairs.runModulus(k), pairs.goldenModulus(k)),
                    k -> limit(MODULUS, pairs.goldenModulus(k)));
            draft.figures.put("modulus_worst", moduli.worst);
            draft.figures.put("modulus_outliers", moduli.outliers);
            if (!moduli.within(rule.tolerance())) {
                return draft.tallied(moduli, pairs, MODULUS.atol(), FailureKind.VALUE_MISMATCH);
            }
        }
        return draft.tallied(angles, pairs, rule.tolerance().atol(), FailureKind.WRAP_MISMATCH);
    }

    private static Outcome sparse(Draft draft, MatSparse run, MatSparse golden) {
        if (!Arrays.equals(run.dims(), golden.dims())) {
            return draft.failed(FailureKind.SHAPE_MISMATCH);
        }
        boolean structure = Arrays.equals(run.rowIndex(), golden.rowIndex())
                && Arrays.equals(run.colStart(), golden.colStart())
                && (run.im() == null) == (golden.im() == null);
        if (!structure) {
            return draft.failed(FailureKind.SPARSE_STRUCTURE_MISMATCH);
        }
        return draft.equal(Structures.equal(run, golden), run.describe(), golden.describe());
    }

    private static boolean flagAsNumber(MatValue a, MatValue b) {
        return a.size() == 1
                && b.size() == 1
                && (a instanceof MatText && b instanceof MatArray || a instanceof MatArray && b instanceof MatText);
    }

    private static char firstUnit(MatValue value) {
        return value instanceof MatText text ? text.codeUnits().charAt(0) : (char) ((MatArray) value).get(0);
    }

    private static boolean sameShape(MatValue a, MatValue b) {
        return Arrays.equals(a.dims(), b.dims());
    }

    private static boolean isVector(MatArray a) {
        return a.dims().length == 2 && (a.dims()[0] == 1 || a.dims()[1] == 1);
    }

    /// Other variables of the two files.
    interface Others {
        MatArray run(String name);

        MatArray golden(String name);
    }

    /// An outcome in the making.
    static final class Draft {
        final Rule rule;
        final String variable;
        final String shapeRun;
        final String shapeGolden;
        final Map<String, Object> figures = new LinkedHashMap<>();
        final List<String> notes = new ArrayList<>();

        Draft(Rule rule, String variable, MatValue run, MatValue golden) {
            this.rule = rule;
            this.variable = variable;
            this.shapeRun = run.describe();
            this.shapeGolden = golden.describe();
        }

        Outcome failed(FailureKind kind) {
            return finish(false, kind, new Tally(), 0, Optional.empty());
        }

        Outcome equal(boolean equal, String run, String golden) {
            var tally = new Tally();
            tally.add(0, equal ? 0 : Double.POSITIVE_INFINITY, 0, 0);
            return finish(
                    equal,
                    FailureKind.VALUE_MISMATCH,
                    tally,
                    0,
                    equal ? Optional.empty() : Optional.of(new Outcome.Place(List.of(1L, 1L), run, golden)));
        }

        Outcome tallied(Tally tally, Pairs pairs, double limit) {
            return tallied(tally, pairs, limit, FailureKind.VALUE_MISMATCH);
        }

        Outcome tallied(Tally tally, Pairs pairs, double limit, FailureKind kind) {
            var first = tally.first < 0 ? Optional.<Outcome.Place>empty() : Optional.of(pairs.place(tally.first));
            return finish(tally.within(rule.tolerance()), kind, tally, limit, first);
        }

        Outcome finish(boolean within, FailureKind kind, Tally tally, double limit, Optional<Outcome.Place> first) {
            return new Outcome(
                    variable,
                    rule,
                    within || !rule.gated(),
                    within,
                    within ? Optional.empty() : Optional.of(kind),
                    tally.total,
                    tally.outliers,
                    tally.worst,
                    limit,
                    tally.worstRelative,
                    first,
                    shapeRun,
                    shapeGolden,
                    figures,
                    List.copyOf(notes));
        }
    }
}
