package dev.stampede.insar.pipeline;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.artifacts.MissingArtifactException;
import dev.stampede.insar.artifacts.StagedBundle;
import dev.stampede.insar.model.StageSummary;
import dev.stampede.insar.params.ParameterDefaults;
import dev.stampede.insar.params.ParameterFiles;
import dev.stampede.insar.params.Parameters;
import dev.stampede.io.mat.MatValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;

/// Copies the bundle of a task from the same place of a reference tree instead of computing it, so that
/// later stages can be tested on trusted inputs.
final class Replay {
    private final Dataset dataset;
    private final Path reference;

    Replay(Dataset dataset, Path reference) {
        this.dataset = dataset;
        this.reference = reference;
    }

    StageSummary run(Task task, Parameters parameters, StagedBundle bundle) throws IOException {
        var source = new ArtifactFolder(
                reference.resolve(dataset.root().path().relativize(task.folder().path())));
        for (var artifact : task.step().bundle(parameters.smallBaseline())) {
            if (!source.has(artifact)) {
                throw new MissingArtifactException(
                        source.file(artifact), "the reference tree must hold the whole bundle to be replayed");
            }
        }
        int copied = 0;
        for (var artifact : task.step().products()) {
            if (source.has(artifact)) {
                bundle.copy(artifact + ".mat", source.file(artifact));
                copied++;
            }
        }
        var summary = StageSummary.of("copied " + copied + " files from " + source.path(), 0);
        return task.step().stage() == 1 ? summary.withParameters(metadata(source)) : summary;
    }

    private static LinkedHashMap<String, MatValue> metadata(ArtifactFolder source) throws IOException {
        var found = new LinkedHashMap<String, MatValue>();
        var above = source.path().resolveSibling("parms.mat");
        if (Files.exists(source.path().resolve("parms.mat")) || Files.exists(above)) {
            var values = ParameterFiles.of(source.path()).load().values();
            for (var name : ParameterDefaults.FROM_METADATA) {
                if (values.containsKey(name)) {
                    found.put(name, values.get(name));
                }
            }
        }
        return found;
    }
}
