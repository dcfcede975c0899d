package dev.stampede.insar.stage2;

import dev.stampede.insar.artifacts.MissingArtifactException;
import dev.stampede.io.Sha256;
import dev.stampede.io.mat.FormatException;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.io.mat.MatFormat;
import dev.stampede.io.mat.MatValue;
import dev.stampede.kernels.histogram.CoherenceHistogram;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;

/// Random-phase histograms kept in a folder of the user, under a hash of everything they depend on. A file that
/// cannot be read counts as absent; failing to write one is not an error.
record HistogramCache(Path folder) {
    private static final String VARIABLE = "Nr_raw";
    private static final int NAME_DIGITS = 32;
    private static final System.Logger LOG = System.getLogger(HistogramCache.class.getName());

    Optional<RandomPhaseHistogram> find(RandomPhaseHistogram.Inputs inputs, String backend) {
        var file = file(inputs, backend);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(file));
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.INFO, "ignoring the cached histogram " + file + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    void keep(RandomPhaseHistogram.Inputs inputs, String backend, RandomPhaseHistogram histogram) {
        var file = file(inputs, backend);
        try {
            Files.createDirectories(folder);
            var temporary = Files.createTempFile(folder, "histogram", ".part");
            var variables = new LinkedHashMap<String, MatValue>();
            variables.put(VARIABLE, Mat.row(histogram.counts()));
            MatFiles.write(temporary, variables, MatFormat.V7);
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.INFO, "the histogram was not cached in " + folder + ": " + e.getMessage());
        }
    }

    /// A histogram given by the user: `Nr_raw`, 1 x 100, in `FOLDER/PATCH/nr_raw.mat`.
    /// @throws MissingArtifactException if there is none for this patch
    /// @throws FormatException if it does not hold 100 counts
    static RandomPhaseHistogram given(Path folder, String patch) throws IOException {
        var file = folder.resolve(patch).resolve("nr_raw.mat");
        if (!Files.isRegularFile(file)) {
            throw new MissingArtifactException(file, "compat.random_histogram needs one for every patch");
        }
        return read(file);
    }

    private static RandomPhaseHistogram read(Path file) throws IOException {
        try (var arena = Arena.ofConfined();
                var mat = MatFiles.open(file)) {
            if (mat.read(arena, VARIABLE) instanceof MatArray counts && counts.size() == CoherenceHistogram.BINS) {
                return RandomPhaseHistogram.of(counts.toDoubles());
            }
            throw new FormatException(file, VARIABLE + " does not hold " + CoherenceHistogram.BINS + " counts");
        }
    }

    private Path file(RandomPhaseHistogram.Inputs in, String backend) {
        var text = "1 " + backend + " " + RandomPhaseHistogram.POINTS + " " + in.seed() + " " + in.images() + " "
                + Double.toHexString(in.trialWraps()) + " " + Arrays.toString(in.perpBaseline()) + " "
                + Arrays.deepToString(in.pairs());
        return folder.resolve("random-phase-" + Sha256.ofText(text).substring(0, NAME_DIGITS) + ".mat");
    }
}
