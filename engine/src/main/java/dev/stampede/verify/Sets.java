package dev.stampede.verify;

import dev.stampede.io.mat.MatArray;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Comparison of sets: selected candidates, pixels, edges. The measure is Jaccard's ratio of common to all members.
final class Sets {
    /// How many differing members a note lists.
    private static final int LISTED = 10;

    private Sets() {}

    static Outcome compare(
            ValueComparator.Draft draft, Rule rule, MatArray run, MatArray golden, ValueComparator.Others others) {
        var of = rule.members().of();
        Set<Member> a = members(rule.members(), run, of.isEmpty() ? null : others.run(of));
        Set<Member> b = members(rule.members(), golden, of.isEmpty() ? null : others.golden(of));
        List<Member> missing = b.stream().filter(m -> !a.contains(m)).toList();
        List<Member> added = a.stream().filter(m -> !b.contains(m)).toList();
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
