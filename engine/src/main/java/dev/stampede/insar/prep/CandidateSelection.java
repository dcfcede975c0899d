package dev.stampede.insar.prep;

import dev.stampede.kernels.amplitude.Amplitude;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Chooses candidates: one pass over the stack in bands of full lines, whatever the number of patches. A
/// pixel's dispersion does not depend on its patch, so overlaps are computed once and handed to every patch
/// they belong to.
///
/// Bands are computed in parallel, in waves; after each wave every patch appends its candidates in scan order.
final class CandidateSelection {
    /// Pixels of a band: read buffer, planes and sums of one thread stay in its cache.
    private static final int BAND_PIXELS = 1 << 14;

    private static final int BANDS_PER_THREAD = 16;

    private final ExportTree tree;
    private final List<PatchWindow> patches;
    private final float limit;
    private final int linesPerBand;

    /// @param limit of the amplitude dispersion, see [DispersionBand#select]
    CandidateSelection(ExportTree tree, List<PatchWindow> patches, float limit) {
        this.tree = tree;
        this.patches = patches;
        this.limit = limit;
        this.linesPerBand = Math.clamp(BAND_PIXELS / tree.width(), 1, tree.length());
    }

    /// Writes the candidate files of every patch below `folder`.
    /// @return number of candidates of each patch
    long[] write(Path folder, Calibration calibration, Mask mask, Amplitude kernel, Workers workers, Progress progress)
            throws IOException {
        int bands = (tree.length() + linesPerBand - 1) / linesPerBand;
        int wave = BANDS_PER_THREAD * workers.threads();
        progress.begin("select candidates", bands);
        var writers = new ArrayList<PatchWriter>();
        try (var images = PixelReader.ofImages(tree)) {
            for (var patch : patches) {
                writers.add(new PatchWriter(folder.resolve(patch.name()), patch, tree.width(), tree.smallBaseline()));
            }
            for (int start = 0; start < bands; start += wave) {
                int first = start;
                var found = new BandCandidates[Math.min(wave, bands - start)];
                workers.forBlocks(
                        found.length,
                        1,
                        () -> new DispersionBand(tree, images, calibration, kernel, linesPerBand * tree.width()),
                        (scratch, from, to) -> {
                            int line = (first + (int) from) * linesPerBand;
                            int lines = Math.min(linesPerBand, tree.length() - line);
                            found[(int) from] =
                                    scratch.select((long) line * tree.width(), lines * tree.width(), limit, mask);
                            for (var writer : writers) {
                                writer.writeAmplitude(line, lines, scratch.sum());
                            }
                            progress.advance(1);
                        });
                workers.forEach(writers.size(), (from, to) -> {
                    for (int i = 0; i < found.length; i++) {
                        writers.get((int) from).append((first + i) * linesPerBand, found[i]);
                    }
                });
            }
        } finally {
            OpenFiles.close(writers);
        }
        return writers.stream().mapToLong(PatchWriter::count).toArray();
    }
}
