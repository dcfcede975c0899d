package dev.stampede.insar.pipeline;

import dev.stampede.insar.params.ParameterFiles;
import dev.stampede.insar.pipeline.config.RunConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A prepared dataset with two patches whose candidate files hold nothing sensible but have the right sizes.
final class FakeDataset {
    private FakeDataset() {}

    static Path prepare(Path root, boolean smallBaseline) throws IOException {
        Files.createDirectories(root);
        Files.writeString(root.resolve("patch.list"), "PATCH_1\nPATCH_2\n");
        for (int patch = 1; patch <= 2; patch++) {
            var folder = Files.createDirectories(root.resolve("PATCH_" + patch));
            Files.writeString(folder.resolve("pscands.1.ij"), "1 0 0\n2 1 1\n3 2 2\n");
            Files.write(folder.resolve("pscands.1.ll"), new byte[24]);
            Files.write(folder.resolve("pscands.1.ph"), new byte[24 * 4 * patch]);
            Files.writeString(folder.resolve("patch_noover.in"), "1\n10\n1\n10\n");
        }
        ParameterFiles.create(root, smallBaseline, "snap");
        return root;
    }

    /// Small, quick, without caches outside the dataset.
    static PipelineContext context(Path root) {
        return PipelineContext.of(root)
                .catalog(FakeStage.catalog())
                .config(RunConfig.defaults().with("runtime.cpu_workers", 2))
                .histogramCache(Optional.empty());
    }

    /// Every file of the dataset that counts as a result, with its content.
    static Map<String, String> content(Path root) throws IOException {
        var content = new TreeMap<String, String>();
        try (var files = Files.walk(root)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = root.relativize(file).toString();
                if (!name.startsWith(".stampede/") && !name.endsWith("STAMPS.log")) {
                    content.put(name, dev.stampede.io.Sha256.ofFile(file));
                }
            }
        }
        return content;
    }
}
