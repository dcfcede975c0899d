package dev.stampede.insar.artifacts;

import dev.stampede.io.mat.MatFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Which bundles a folder holds, judged by the presence of files.
public final class BundleState {
    private BundleState() {}

    /// The file that marks a step as done in this folder, if there.
    ///
    /// `phuw2` marks stage 6 only when it also holds the misfit or the image list of the network inversion,
    /// because the merge leaves one with zeros. `mean_v` marks stage 8 as well.
    public static Optional<Path> marker(ArtifactFolder folder, StageFiles step) {
        var marker = folder.file(step.marker());
        if (step.stage() == 6) {
            return folder.has(step.marker()) && holdsSolution(marker) ? Optional.of(marker) : Optional.empty();
        }
        if (folder.has(step.marker())) {
            return Optional.of(marker);
        }
        return step.stage() == 8 && folder.has("mean_v") ? Optional.of(folder.file("mean_v")) : Optional.empty();
    }

    /// Artifacts missing from the bundle of a step; the marker counts even when only its substitute is there.
    public static List<String> missing(ArtifactFolder folder, StageFiles step, boolean smallBaseline) {
        return step.bundle(smallBaseline).stream()
                .filter(artifact -> !folder.has(artifact))
                .filter(artifact -> !(artifact.equals("scn2") && folder.has("mean_v")))
                .toList();
    }

    private static boolean holdsSolution(Path file) {
        try (var mat = MatFiles.open(file)) {
            return mat.find("msd").isPresent()
                    || mat.find("unwrap_ifg_index_sm").isPresent();
        } catch (IOException damaged) {
            return false;
        }
    }
}
