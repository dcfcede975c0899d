package dev.stampede.insar.pipeline;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.artifacts.ArtifactNames;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Looks at the inputs of a task before it runs: are the files there, can they be opened, do their sizes agree?
public final class InputChecks {
    private final Dataset dataset;

    public InputChecks(Dataset dataset) {
        this.dataset = dataset;
    }

    /// @throws UsageException naming everything that is wrong
    void require(Task task) throws IOException {
        var problems = problems(task.step().stage(), task.step().merged(), task.folder());
        if (!problems.isEmpty()) {
            throw new UsageException(task.id() + " cannot start: " + String.join("; ", problems));
        }
    }

    /// What is wrong with the inputs of a stage in a folder, one sentence each; empty if it can start.
    public List<String> problems(int stage, boolean merged, ArtifactFolder folder) throws IOException {
        var problems = new ArrayList<String>();
        if (stage == 1) {
            candidates(folder.path(), problems);
        } else if (stage == 5 && merged) {
            var patches = dataset.patchesWithPoints();
            for (var patch : patches) {
                for (var artifact : List.of("ps2", "ph2", "pm2", "bp2", "rc2")) {
                    artifact(patch.folder(), artifact, problems);
                }
                if (patches.size() > 1) {
                    file(patch.folder().path().resolve("patch_noover.in"), problems);
                }
            }
        } else {
            for (var artifact :
                    dev.stampede.insar.artifacts.StageFiles.of(stage, merged).required()) {
                artifact(folder, artifact, problems);
            }
        }
        return problems;
    }

    private static void artifact(ArtifactFolder folder, String artifact, List<String> problems) {
        var file = folder.file(artifact);
        if (!Files.isRegularFile(file)) {
            problems.add(file + " is missing; " + ArtifactNames.remedy(artifact));
            return;
        }
        try (var mat = MatFiles.open(file)) {
            if (mat.variables().isEmpty()) {
                problems.add(file + " holds no variables; " + ArtifactNames.remedy(artifact));
            }
        } catch (IOException e) {
            problems.add(e.getMessage() + "; " + ArtifactNames.remedy(artifact));
        }
    }

    private static boolean file(Path file, List<String> problems) {
        boolean there = Files.isRegularFile(file);
        if (!there) {
            problems.add(file + " is missing; preparation makes it: stampede prep");
        }
        return there;
    }

    /// Candidate files of preparation: there, and of sizes that agree.
    private static void candidates(Path patch, List<String> problems) throws IOException {
        boolean all = file(patch.resolve("pscands.1.ij"), problems)
                & file(patch.resolve("pscands.1.ll"), problems)
                & file(patch.resolve("pscands.1.ph"), problems);
        if (!all) {
            return;
        }
        long count = Files.size(patch.resolve("pscands.1.ll")) / 8;
        multiple(patch.resolve("pscands.1.ll"), 8, count, problems);
        multiple(patch.resolve("pscands.1.ph"), 8 * Math.max(1, count), -1, problems);
        if (Files.exists(patch.resolve("pscands.1.hgt"))) {
            multiple(patch.resolve("pscands.1.hgt"), 4, count, problems);
        }
        if (Files.exists(patch.resolve("pscands.1.ij.int"))) {
            multiple(patch.resolve("pscands.1.ij.int"), 8, count, problems);
        }
    }

    /// @param count expected number of elements, -1 for any
    private static void multiple(Path file, long element, long count, List<String> problems) throws IOException {
        long size = Files.size(file);
        if (size % element != 0 || count >= 0 && size != element * count) {
            problems.add(file + " has " + size + " bytes, expected "
                    + (count >= 0 ? element * count + " for " + count + " candidates" : "a multiple of " + element)
                    + "; prepare the dataset again");
        }
    }
}
