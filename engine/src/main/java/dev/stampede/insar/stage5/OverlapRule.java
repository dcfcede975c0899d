package dev.stampede.insar.stage5;

import dev.stampede.insar.model.PixelPlaces;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Merging without resampling: a pixel of an overlap is taken from the patch that is responsible for it; what
/// that patch lacks is taken from the first one that has it.
final class OverlapRule {
    private OverlapRule() {}

    /// @param patches in list order
    static MergePlan.Entries apply(List<PatchPoints> patches) {
        int most = patches.stream().mapToInt(PatchPoints::count).sum();
        var line = new double[most];
        var sample = new double[most];
        var lon = new double[most];
        var lat = new double[most];
        var coherence = new double[most];
        var keep = new boolean[most];
        var places = new PixelPlaces(most);
        var parts = new ArrayList<PatchPart>();
        int count = 0;
        for (var patch : patches) {
            int[] rows = taken(patch, places, keep);
            parts.add(PatchPart.ofRows(patch.folder(), rows));
            for (int row : rows) {
                line[count] = patch.line()[row];
                sample[count] = patch.sample()[row];
                lon[count] = patch.lon()[row];
                lat[count] = patch.lat()[row];
                coherence[count] = patch.coherence()[row];
                keep[count] = true;
                places.add(patch.line()[row], patch.sample()[row], count++);
            }
        }
        return new MergePlan.Entries(
                parts,
                Arrays.copyOf(line, count),
                Arrays.copyOf(sample, count),
                Arrays.copyOf(lon, count),
                Arrays.copyOf(lat, count),
                Arrays.copyOf(coherence, count),
                Arrays.copyOf(keep, count));
    }

    /// The rows to take: points of the core, which replace earlier ones, and others not seen before.
    private static int[] taken(PatchPoints patch, PixelPlaces places, boolean[] keep) {
        var rows = new int[patch.count()];
        int count = 0;
        for (int p = 0; p < rows.length; p++) {
            int earlier = places.find(patch.line()[p], patch.sample()[p]);
            if (patch.core()[p] && earlier >= 0) {
                keep[earlier] = false;
            }
            if (patch.core()[p] || earlier < 0) {
                rows[count++] = p;
            }
        }
        return Arrays.copyOf(rows, count);
    }
}
