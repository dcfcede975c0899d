package dev.stampede.insar.pipeline;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.artifacts.ArtifactNames;
import dev.stampede.insar.artifacts.BundleState;
import dev.stampede.insar.artifacts.StageFiles;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks at the inputs of a task before it runs: are the files there, can they be opened, do their sizes agree?
public final class InputChecks {
    private final Dataset dataset;

    public InputChecks(Dataset dataset) {
        this.dataset = dataset;
    }

    /// @throws UsageException naming everything that is wrong; where an earlier stage has not run, the first such
    void require(Task task) throws IOException {
        var unfinished = firstUnfinished(task.step());
        if (unfinished.isPresent() && !present(task)) {
            var first = unfinished.get();
            throw new UsageException(task.id() + " cannot start: stage " + first.stage() + " (" + first.title()
                    + ") has not run yet; use: stampede run --start-step " + first.stage());
        }
        var problems = problems(task.step().stage(), task.step().merged(), task.folder());
        if (!problems.isEmpty()) {
            throw new UsageException(task.id() + " cannot start: " + String.join("; ", problems));
        }
    }

    /// The first step before this one that left no marker in a folder where it has points to work on.
    private Optional<StageFiles> firstUnfinished(StageFiles of) throws IOException {
        var patches = dataset.patchesWithPoints();
        return StageFiles.ALL.stream()
                .takeWhile(step -> !step.equals(of))
                .filter(step -> step.merged()
                        ? BundleState.marker(dataset.root(), step).isEmpty()
                        : patches.stream()
                                .anyMatch(patch ->
                                        BundleState.marker(patch.folder(), step).isEmpty()))
                .findFirst();
    }

    /// Whether the files of earlier stages that a task needs are there, in whatever state: a merged set alone is
    /// enough for the later stages.
    private static boolean present(Task task) {
        return task.step().required().stream().allMatch(task.folder()::has);
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
            for (var artifact : StageFiles.of(stage, merged).required()) {
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
