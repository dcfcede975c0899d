package dev.stampede.verify;

import dev.stampede.io.mat.MatArray;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Comparison of sets: selected candidates, pixels, edges. The measure is Jaccard's ratio of common to all
/// members.
final class Sets {
    /// How many differing members a note lists.
    private static final int LISTED = 10;

    /// Values this close to the threshold that decides about them are ties.
    private static final double TIE = 1e-9;

    private Sets() {}

    static Outcome compare(
            ValueComparator.Draft draft, Rule rule, MatArray run, MatArray golden, ValueComparator.Others others) {
        var of = rule.members().of();
        Set<Member> a = members(rule.members(), run, of.isEmpty() ? null : others.run(of));
        Set<Member> b = members(rule.members(), golden, of.isEmpty() ? null : others.golden(of));
        Set<Member> tied = tied(rule.members(), golden, others);
        List<Member> missing =
                b.stream().filter(m -> !a.contains(m) && !tied.contains(m)).toList();
        List<Member> added =
                a.stream().filter(m -> !b.contains(m) && !tied.contains(m)).toList();
        noteTies(draft, a, b, tied);
        int union = a.size() + missing.size();
        double jaccard = union == 0 ? 1 : (union - missing.size() - added.size()) / (double) union;

        draft.figures.put("jaccard", jaccard);
        draft.figures.put("only_in_run", added.size());
        draft.figures.put("only_in_golden", missing.size());
        if (!missing.isEmpty()) {
            draft.notes.add("only in golden: " + sample(missing));
        }
        if (!added.isEmpty()) {
            draft.notes.add("only in run: " + sample(added));
        }
        var tally = new Tally();
        tally.total = union;
        tally.outliers = missing.size() + added.size();
        tally.worst = jaccard;
        var first = missing.isEmpty() && added.isEmpty()
                ? Optional.<Outcome.Place>empty()
                : Optional.of(new Outcome.Place(
                        List.of(),
                        added.isEmpty() ? "absent" : added.getFirst().toString(),
                        missing.isEmpty() ? "absent" : missing.getFirst().toString()));
        return draft.finish(
                jaccard >= rule.tolerance().jaccard(),
                FailureKind.VALUE_MISMATCH,
                tally,
                rule.tolerance().jaccard(),
                first);
    }

    private static void noteTies(ValueComparator.Draft draft, Set<Member> a, Set<Member> b, Set<Member> tied) {
        List<Member> differing =
                tied.stream().filter(m -> a.contains(m) != b.contains(m)).toList();
        if (!differing.isEmpty()) {
            draft.notes.add(draft.variable + " differs where the value equals the threshold: " + sample(differing));
            draft.figures.put("ties", differing.size());
        }
    }

    /// Members of a mask whose value and threshold in the golden file are a tie.
    private static Set<Member> tied(Rule.Members what, MatArray mask, ValueComparator.Others others) {
        Set<Member> tied = new LinkedHashSet<>();
        if (what.ties().isEmpty()) {
            return tied;
        }
        var value = others.golden(what.ties().get(0));
        var threshold = others.golden(what.ties().get(1));
        var source = what.of().isEmpty() ? null : others.golden(what.of());
        for (long i = 0; i < Math.min(mask.size(), value.size()); i++) {
            double limit = threshold.get(threshold.size() == 1 ? 0 : Math.min(i, threshold.size() - 1));
            if (Math.abs(value.get(i) - limit) <= TIE) {
                tied.add(Member.of(source == null ? i + 1 : source.get(i)));
            }
        }
        return tied;
    }

    private static String sample(List<Member> members) {
        return members.stream().limit(LISTED).toList() + (members.size() > LISTED ? " and more" : "");
    }

    private static Set<Member> members(Rule.Members what, MatArray array, MatArray source) {
        Set<Member> members = new LinkedHashSet<>();
        if (what.mask()) {
            for (long i = 0; i < array.size(); i++) {
                if (array.get(i) != 0) {
                    members.add(Member.of(source == null ? i + 1 : source.get(i)));
                }
            }
            return members;
        }
        if (array.rows() == 1 && what.columns().length == 0) {
            List<Member> entries = new ArrayList<>();
            for (long i = 0; i < array.size(); i++) {
                entries.add(Member.of(array.get(i)));
            }
            members.addAll(entries);
            return members;
        }
        for (int row = 0; row < array.rows(); row++) {
            members.add(Member.ofRow(array, row, what.columns(), what.unordered()));
        }
        return members;
    }
}
