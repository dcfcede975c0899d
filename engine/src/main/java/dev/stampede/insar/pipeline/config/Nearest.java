package dev.stampede.insar.pipeline.config;

import java.util.Collection;
import java.util.Optional;

/// Finds the known name a mistyped one probably meant.
public final class Nearest {
    private Nearest() {}

    /// The known name with the fewest edits, if it is near enough to be worth suggesting. For a name without a
    /// section only the last part of the known names counts.
    public static Optional<String> of(String name, Collection<String> known) {
        String best = null;
        int fewest = Integer.MAX_VALUE;
        for (String candidate : known) {
            String part = name.indexOf('.') < 0 ? candidate.substring(candidate.lastIndexOf('.') + 1) : candidate;
            int edits = part.contains(name) && name.length() > 3 ? 1 : edits(name, part);
            if (edits < fewest) {
                fewest = edits;
                best = candidate;
            }
        }
        return fewest <= Math.max(2, name.length() / 3) ? Optional.ofNullable(best) : Optional.empty();
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
