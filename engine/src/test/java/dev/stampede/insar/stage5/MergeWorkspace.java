package dev.stampede.insar.stage5;

import dev.stampede.golden.GoldenWorkspace;
import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.model.StageContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// A scratch data set with patches that are ready to be merged.
final class MergeWorkspace implements AutoCloseable {
    final GoldenWorkspace work;
    private final Path golden;
    private final Path scratch;
    private final List<ArtifactFolder> patches = new ArrayList<>();

    MergeWorkspace(Path golden, Path scratch, int threads) {
        this.golden = golden;
        this.scratch = scratch;
        this.work = new GoldenWorkspace(golden, scratch, threads);
    }

    /// A new patch folder with the files of these folders of `expected/`.
    MergeWorkspace patch(String name, String... stages) throws IOException {
        var folder = Files.createDirectories(scratch.resolve(name));
        for (var stage : stages) {
            try (var files =
                    Files.list(golden.resolve("expected").resolve(stage).resolve(name))) {
                for (var file : files.filter(f -> !f.getFileName().toString().startsWith("pscands"))
                        .toList()) {
                    Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        patches.add(new ArtifactFolder(folder));
        return this;
    }

    ArtifactFolder patch(int index) {
        return patches.get(index);
    }

    StageContext context() {
        var c = work.context();
        return new StageContext(
                c.root(),
                c.folder(),
                List.copyOf(patches),
                c.parameters(),
                c.settings(),
                c.kernels(),
                c.workers(),
                c.progress(),
                c.output(),
                c.checkpoints());
    }

    @Override
    public void close() {
        work.close();
    }
}
