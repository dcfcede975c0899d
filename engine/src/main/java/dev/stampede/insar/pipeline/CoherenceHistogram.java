package dev.stampede.insar.pipeline;

import dev.stampede.insar.artifacts.ArtifactFolder;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Locale;

/// The temporal coherence of a patch's candidates in a line of text, to explain why none was selected.
final class CoherenceHistogram {
    private static final int BINS = 10;

    private CoherenceHistogram() {}

    static String of(ArtifactFolder patch) {
        try (var arena = Arena.ofConfined()) {
            var file = patch.find(arena, "pm1");
            if (file.isEmpty()) {
                return "coherence was not estimated";
            }
            try (var artifact = file.get()) {
                return describe(artifact.numbers("coh_ps"));
            }
        } catch (IOException | RuntimeException e) {
            return "coherence cannot be read: " + e.getMessage();
        }
    }

    static String describe(double[] coherence) {
        var counts = new int[BINS];
        int none = 0;
        for (double value : coherence) {
            if (value > 0) {
                counts[(int) Math.min(BINS - 1, value * BINS)]++;
            } else {
                none++;
            }
        }
        var text = new StringBuilder("coherence of " + coherence.length + " candidates:");
        for (int bin = 0; bin < BINS; bin++) {
            text.append(String.format(
                    Locale.ROOT, " %.1f-%.1f %d", bin / (double) BINS, (bin + 1) / (double) BINS, counts[bin]));
        }
        return text.append(", none ").append(none).toString();
    }
}
