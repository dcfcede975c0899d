package dev.stampede.golden;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.artifacts.Checkpoints;
import dev.stampede.insar.artifacts.EmptyFlags;
import dev.stampede.insar.artifacts.ProvenanceStore;
import dev.stampede.insar.artifacts.StageFiles;
import dev.stampede.insar.artifacts.StagedBundle;
import dev.stampede.insar.model.RunSettings;
import dev.stampede.insar.model.Stage;
import dev.stampede.insar.model.StageContext;
import dev.stampede.insar.model.StageSummary;
import dev.stampede.insar.params.ParameterFiles;
import dev.stampede.insar.params.Parameters;
import dev.stampede.insar.pipeline.config.Backends;
import dev.stampede.io.mat.MatValue;
import dev.stampede.kernels.KernelRegistry;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Runs one stage on a throw-away dataset put together from folders of golden data, and publishes its outputs.
///
///     try (var harness = StageHarness.in(temp)
///             .add(Golden.psSmall().resolve("expected/parms"), Golden.psSmall().resolve("expected/stage1"))) {
///         harness.run(new Stage2(), "PATCH_1");
///         try (var arena = Arena.ofConfined(); var pm = harness.patch("PATCH_1").open(arena, "pm1")) { ... }
///     }
public final class StageHarness implements AutoCloseable {
    private final Path root;
    private final Map<String, MatValue> overrides = new LinkedHashMap<>();
    private RunSettings settings = RunSettings.defaults();
    private KernelRegistry kernels = new KernelRegistry(List.of(), Backends.availability(), null, Map.of());
    private Checkpoints checkpoints = Checkpoints.NONE;
    private Workers workers = new Workers(2);

    private StageHarness(Path root) {
        this.root = root;
    }

    /// @param root an empty folder, usually a `@TempDir`
    public static StageHarness in(Path root) {
        return new StageHarness(root);
    }

    /// Copies whole trees into the dataset; files of later ones replace those of earlier ones.
    public StageHarness add(Path... trees) throws IOException {
        for (var tree : trees) {
            try (var entries = Files.walk(tree)) {
                for (var entry : (Iterable<Path>) entries::iterator) {
                    var target = root.resolve(tree.relativize(entry).toString());
                    if (Files.isDirectory(entry)) {
                        Files.createDirectories(target);
                    } else {
                        Files.copy(entry, target, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
        return this;
    }

    /// Replaces a parameter for this harness only.
    public StageHarness with(String parameter, MatValue value) {
        overrides.put(parameter, value);
        return this;
    }

    public StageHarness with(RunSettings newSettings) {
        settings = newSettings;
        return this;
    }

    public StageHarness with(KernelRegistry registry) {
        kernels = registry;
        return this;
    }

    public StageHarness with(Checkpoints newCheckpoints) {
        checkpoints = newCheckpoints;
        return this;
    }

    public StageHarness threads(int threads) {
        workers.close();
        workers = new Workers(threads);
        return this;
    }

    public ArtifactFolder root() {
        return new ArtifactFolder(root);
    }

    public ArtifactFolder patch(String name) {
        return new ArtifactFolder(root.resolve(name));
    }

    /// The parameters a stage gets in a folder.
    public Parameters parameters(ArtifactFolder folder) throws IOException {
        var values = new LinkedHashMap<String, MatValue>(
                ParameterFiles.of(folder.path()).load().values());
        values.putAll(overrides);
        return new Parameters(values);
    }

    /// The context a stage gets in a folder.
    public StageContext context(ArtifactFolder folder, StagedBundle bundle) throws IOException {
        return new StageContext(
                root(),
                folder,
                filledPatches(),
                parameters(folder),
                settings,
                kernels,
                workers,
                Progress.NONE,
                bundle,
                checkpoints);
    }

    /// Runs a patch stage.
    public StageSummary run(Stage stage, String patch) throws IOException {
        return run(stage, patch(patch));
    }

    /// Runs a merged stage.
    public StageSummary run(Stage stage) throws IOException {
        return run(stage, root());
    }

    private StageSummary run(Stage stage, ArtifactFolder folder) throws IOException {
        try (var bundle = StagedBundle.open(root, folder.path(), stage.number())) {
            var context = context(folder, bundle);
            stage.requireSupported(context);
            var summary = stage.run(context);
            ParameterFiles.of(folder.path()).store(summary.parameters());
            var step = StageFiles.of(stage.number(), stage.scope() == Stage.Scope.MERGED);
            if (summary.emptyReason().isEmpty() || bundle.holds(step.marker())) {
                bundle.commit(step.marker(), List.of(), null, new ProvenanceStore(root));
            }
            return summary;
        }
    }

    private List<ArtifactFolder> filledPatches() throws IOException {
        var list = root.resolve("patch.list");
        var filled = new ArrayList<ArtifactFolder>();
        if (Files.exists(list)) {
            for (var name : Files.readAllLines(list)) {
                if (!name.isBlank() && !EmptyFlags.of(patch(name.strip())).any()) {
                    filled.add(patch(name.strip()));
                }
            }
        }
        return filled;
    }

    @Override
    public void close() {
        workers.close();
    }
}
