package dev.stampede.insar.pipeline;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.artifacts.BundleState;
import dev.stampede.insar.artifacts.EmptyFlags;
import dev.stampede.insar.artifacts.FileHashes;
import dev.stampede.insar.artifacts.ProvenanceStore;
import dev.stampede.insar.artifacts.StageFiles;
import dev.stampede.insar.model.RunSettings;
import dev.stampede.insar.params.ParameterFiles;
import dev.stampede.insar.params.Parameters;
import dev.stampede.insar.pipeline.DatasetStatus.FolderStatus;
import dev.stampede.insar.pipeline.DatasetStatus.PatchStatus;
import dev.stampede.insar.pipeline.DatasetStatus.Stale;
import dev.stampede.insar.pipeline.config.RunConfig;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Questions about a dataset that change nothing.
public final class Datasets {
    private final Dataset dataset;
    private final Freshness freshness;

    private Datasets(Dataset dataset, RunSettings settings) {
        var root = dataset.root().path();
        var hashes = new FileHashes(root);
        var inputs = new TaskInputs(dataset, settings, hashes);
        this.dataset = dataset;
        this.freshness = new Freshness(dataset, inputs, hashes, new ProvenanceStore(root));
    }

    /// How far a dataset is, with the default settings of a run.
    /// @throws UsageException if it does not exist or its list of patches is wrong
    public static DatasetStatus status(Path path) throws IOException {
        return status(path, RunConfig.defaults());
    }

    /// How far a dataset is; `config` matters for what counts as stale.
    public static DatasetStatus status(Path path, RunConfig config) throws IOException {
        var dataset = Dataset.open(path).requireSomething();
        return new Datasets(dataset, config.runSettings(0, java.util.Optional.empty())).status();
    }

    private DatasetStatus status() throws IOException {
        var patches = new ArrayList<PatchStatus>();
        for (var patch : dataset.patches()) {
            var done = done(patch.folder(), false);
            patches.add(new PatchStatus(
                    patch.name(), prefix(done, 1), folder(patch.folder(), patch.name(), done, 1, false)));
        }
        var done = done(dataset.root(), true);
        return new DatasetStatus(
                dataset.root().path(),
                prefix(done, 5),
                patches,
                folder(dataset.root(), dataset.name(), done, 5, true),
                diskBytes(dataset.root().path()));
    }

    private static List<StageFiles> done(ArtifactFolder folder, boolean merged) {
        return StageFiles.ALL.stream()
                .filter(step -> step.merged() == merged)
                .filter(step -> BundleState.marker(folder, step).isPresent())
                .toList();
    }

    private static int prefix(List<StageFiles> done, int first) {
        int last = 0;
        for (int stage = first; has(done, stage); stage++) {
            last = stage;
        }
        return last;
    }

    private static boolean has(List<StageFiles> done, int stage) {
        return done.stream().anyMatch(step -> step.stage() == stage);
    }

    private FolderStatus folder(
            ArtifactFolder folder, String target, List<StageFiles> done, int first, boolean merged) {
        var problems = new ArrayList<String>();
        int prefix = prefix(done, first);
        var gaps = done.stream()
                .map(StageFiles::stage)
                .filter(stage -> stage > Math.max(prefix, first - 1))
                .toList();
        var incomplete = new ArrayList<Integer>();
        var stale = new ArrayList<Stale>();
        int emptiedBy = 0;
        try {
            emptiedBy = merged ? 0 : EmptyFlags.of(folder).emptiedBefore(6);
            if (!done.isEmpty()) {
                judge(folder, target, done, incomplete, stale);
            }
        } catch (IOException | UsageException e) {
            problems.add(e.getMessage());
        }
        var counts = counts(folder, problems);
        return new FolderStatus(gaps, incomplete, stale, emptiedBy, counts[0], counts[1], problems);
    }

    private void judge(
            ArtifactFolder folder, String target, List<StageFiles> done, List<Integer> incomplete, List<Stale> stale)
            throws IOException {
        Parameters parameters = ParameterFiles.of(folder.path()).load();
        for (var step : done) {
            if (!BundleState.missing(folder, step, parameters.smallBaseline()).isEmpty()) {
                incomplete.add(step.stage());
                continue;
            }
            var verdict = freshness.judge(new Task(step, null, folder, target), parameters);
            if (!verdict.keep()) {
                stale.add(new Stale(step.stage(), verdict.reason()));
            }
        }
    }

    private static OptionalLong[] counts(ArtifactFolder folder, List<String> problems) {
        var counts = new OptionalLong[] {OptionalLong.empty(), OptionalLong.empty()};
        var version = folder.has("ps2") ? "ps2" : "ps1";
        try (var arena = Arena.ofConfined()) {
            var file = folder.find(arena, version);
            if (file.isPresent()) {
                try (var artifact = file.get()) {
                    counts[0] = OptionalLong.of((long) artifact.number("n_ps"));
                    counts[1] = OptionalLong.of((long) artifact.number("n_ifg"));
                }
            }
        } catch (IOException e) {
            problems.add(e.getMessage());
        }
        return counts;
    }

    private static long diskBytes(Path root) throws IOException {
        var total = new long[1];
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                total[0] += attributes.isRegularFile() ? attributes.size() : 0;
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        return total[0];
    }
}
