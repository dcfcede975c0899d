package dev.stampede.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds the known names a mistyped one probably meant. Capitals do not count.
public final class Nearest {
    /// Of names that are asked about in a message.
    private static final int SEVERAL = 3;

    private record Candidate(String name, int edits) {}

    private Nearest() {}

    /// The known name with the fewest edits, if it is near enough to be worth suggesting. For a name without a
    /// section only the last part of the known names counts.
    public static Optional<String> of(String name, Collection<String> known) {
        return near(name, known).stream().findFirst().map(Candidate::name);
    }

    /// `A, B or C`: up to three known names that are near enough, nearest first; empty if none is.
    public static Optional<String> several(String name, Collection<String> known) {
        var names =
                near(name, known).stream().limit(SEVERAL).map(Candidate::name).toList();
        if (names.size() < 2) {
            return names.stream().findFirst();
        }
        return Optional.of(String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast());
    }

    private static List<Candidate> near(String name, Collection<String> known) {
        var own = name.toLowerCase(Locale.ROOT);
        var candidates = new ArrayList<Candidate>();
        for (String candidate : known) {
            String part = name.indexOf('.') < 0 ? candidate.substring(candidate.lastIndexOf('.') + 1) : candidate;
            var other = part.toLowerCase(Locale.ROOT);
            int edits = other.contains(own) && own.length() > 3 ? Math.min(1, edits(own, other)) : edits(own, other);
            if (edits <= Math.max(2, own.length() / 3)) {
                candidates.add(new Candidate(candidate, edits));
            }
        }
        candidates.sort(Comparator.comparingInt(Candidate::edits)); // stable: of equals the first known one
        return candidates;
    }

    /// Levenshtein distance.
    private static int edits(String a, String b) {
        int[] above = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, 1 + Math.min(row[j - 1], above[j]));
            }
            int[] swap = above;
            above = row;
            row = swap;
        }
        return above[b.length()];
    }
}
