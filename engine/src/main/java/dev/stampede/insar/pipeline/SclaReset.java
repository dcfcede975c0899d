package dev.stampede.insar.pipeline;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.artifacts.DatasetLock;
import dev.stampede.insar.artifacts.ProvenanceStore;
import dev.stampede.insar.artifacts.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Forgets the look-angle errors of stage 7 in a dataset and all its patches, so that the next run of stage
/// 6 subtracts nothing before unwrapping.
public final class SclaReset {
    /// What is removed; the feedback of stage 6 first, so that an interrupted reset never leaves it without
    /// its source.
    private static final List<String> ARTIFACTS = List.of("scla_smooth2", "scla_smooth_sb2", "scla2", "scla_sb2");

    private SclaReset() {}

    /// @return the files removed, relative to the dataset; empty if there were none
    /// @throws dev.stampede.runtime.UsageException if there is no such dataset or another command is
    /// changing it
    public static List<Path> run(Path dataset) throws IOException {
        var open = Dataset.open(dataset);
        var root = open.root().path();
        try (var lock = DatasetLock.acquire(root, "scla-reset")) {
            Recovery.run(root, new ProvenanceStore(root));
            var folders = new ArrayList<ArtifactFolder>();
            folders.add(open.root());
            open.patches().forEach(patch -> folders.add(patch.folder()));
            var removed = new ArrayList<Path>();
            for (var folder : folders) {
                for (var artifact : ARTIFACTS) {
                    if (Files.deleteIfExists(folder.file(artifact))) {
                        removed.add(root.relativize(folder.file(artifact)));
                    }
                }
            }
            return removed;
        }
    }
}
