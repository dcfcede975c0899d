package dev.stampede.insar.stage5;

import dev.stampede.insar.artifacts.ArtifactFolder;

/// What one patch contributes to the merged set: entries, each made of one row or of several rows of the patch.
///
/// @param folder the patch
/// @param start  entry e is made of rows `rows[start[e]] .. rows[start[e + 1] - 1]`
/// @param rows   zero-based rows of the version-2 artifacts
/// @param share  for means: the weight of each row, summing to 1 over an entry; `null` when every entry is
/// one row
/// @param snr    for sums: the signal-to-noise ratio of each row; `null` when every entry is one row
record PatchPart(ArtifactFolder folder, int[] start, int[] rows, double[] share, double[] snr) {
    /// Entries of one row each.
    static PatchPart ofRows(ArtifactFolder folder, int[] rows) {
        return new PatchPart(folder, null, rows, null, null);
    }

    int count() {
        return start == null ? rows.length : start.length - 1;
    }

    /// Whether entries are rows as they are.
    boolean isPlain() {
        return start == null;
    }
}
