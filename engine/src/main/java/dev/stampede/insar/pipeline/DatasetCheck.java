package dev.stampede.insar.pipeline;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.artifacts.ArtifactSchema;
import dev.stampede.insar.params.ParameterFiles;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatFile;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Whether a dataset holds what a step reads: every file and variable present, of the right class and
/// shape, finite and consistent with the others. Only reads.
///
/// @param step     what was checked
/// @param folder   the patch or the root that was looked at
/// @param findings one per input
/// @param problems what keeps the step from starting, one sentence each
public record DatasetCheck(StageInputs step, Path folder, List<Finding> findings, List<String> problems) {
    /// What was found for one input.
    ///
    /// @param input     what was looked for
    /// @param present   whether it is there
    /// @param found     class and shape, or size of a file; empty when absent
    /// @param nonFinite values that are NaN or infinite; -1 when not looked at
    public record Finding(StageInputs.Input input, boolean present, String found, long nonFinite) {}

    public boolean ok() {
        return problems.isEmpty();
    }

    /// Checks one step.
    /// @param patch name of a patch, or `null` for the first one
    /// @throws UsageException if the dataset or the patch does not exist
    public static DatasetCheck of(Path path, StageInputs step, String patch) throws IOException {
        var dataset = Dataset.open(path);
        var folder = step.merged() && step.stage() > 5 ? dataset.root() : patch(dataset, patch);
        boolean smallBaseline = smallBaseline(folder.path());
        List<Finding> findings = new ArrayList<>();
        List<String> problems = new ArrayList<>(new InputChecks(dataset)
                .problems(step.stage(), step.merged(), step.merged() ? dataset.root() : folder));
        Map<String, Long> sizes = new HashMap<>();
        Map<String, Boolean> checked = new LinkedHashMap<>();
        for (var input : step.inputs()) {
            if (input.artifact().isEmpty()) {
                findings.add(file(folder.path(), input));
                continue;
            }
            String artifact = input.artifact().get();
            if (!folder.has(artifact)) {
                findings.add(new Finding(input, false, "", -1));
                continue;
            }
            try (var mat = MatFiles.open(folder.file(artifact))) {
                var finding = variable(mat, input);
                findings.add(finding);
                if (!finding.present() && input.required()) {
                    problems.add(folder.file(artifact) + " has no variable " + input.variable());
                }
            } catch (IOException e) {
                findings.add(new Finding(input, false, "unreadable: " + e.getMessage(), -1));
                continue;
            }
            if (checked.putIfAbsent(artifact, true) == null) {
                ArtifactSchema.of(artifact)
                        .orElseThrow()
                        .problems(folder.file(artifact), smallBaseline, sizes)
                        .forEach(problems::add);
            }
        }
        return new DatasetCheck(step, folder.path(), List.copyOf(findings), List.copyOf(problems));
    }

    private static ArtifactFolder patch(Dataset dataset, String name) {
        if (dataset.patches().isEmpty()) {
            return dataset.root();
        }
        if (name == null) {
            return dataset.patches().getFirst().folder();
        }
        return dataset.patches().stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException(dataset.root().path() + " has no patch " + name + "; it has "
                        + dataset.patches().stream().map(Dataset.Patch::name).toList()))
                .folder();
    }

    private static boolean smallBaseline(Path folder) {
        try {
            return ParameterFiles.of(folder).load().smallBaseline();
        } catch (IOException | UsageException e) {
            return false;
        }
    }

    /// A file is looked for in the patch, its parent and its grandparent; a pattern stands for files named
    /// elsewhere.
    private static Finding file(Path folder, StageInputs.Input input) throws IOException {
        if (input.arrayName().startsWith("*")) {
            return new Finding(input, true, "named by pscphase.in", -1);
        }
        List<String> found = new ArrayList<>();
        boolean all = true;
        for (String name : input.arrayName().split(",\\s*")) {
            var at = folder;
            for (int level = 0; level < 2 && at != null && !Files.isRegularFile(at.resolve(name)); level++) {
                at = at.getParent();
            }
            boolean here = at != null && Files.isRegularFile(at.resolve(name));
            all &= here;
            if (here) {
                found.add(Files.size(at.resolve(name)) + " bytes");
            }
        }
        return new Finding(input, all, String.join(", ", found), -1);
    }

    private static Finding variable(MatFile mat, StageInputs.Input input) throws IOException {
        var stored = mat.find(input.variable());
        if (stored.isEmpty()) {
            return new Finding(input, false, "", -1);
        }
        try (var arena = Arena.ofConfined()) {
            var value = mat.read(arena, input.variable());
            String found = (stored.get().complex() ? "complex " : "") + value.describe();
            return new Finding(input, true, found, value instanceof MatArray array ? nonFinite(array) : -1);
        }
    }

    private static long nonFinite(MatArray array) {
        long count = 0;
        for (long i = 0, n = array.size(); i < n; i++) {
            if (!Double.isFinite(array.get(i)) || !Double.isFinite(array.getImaginary(i))) {
                count++;
            }
        }
        return count;
    }
}
