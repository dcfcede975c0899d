package dev.stampede.insar.pipeline;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.artifacts.ArtifactSchema;
import dev.stampede.insar.artifacts.EmptyFlags;
import dev.stampede.insar.artifacts.FileHashes;
import dev.stampede.insar.artifacts.ProvenanceStore;
import dev.stampede.insar.artifacts.StageFiles;
import dev.stampede.insar.artifacts.StagedBundle;
import dev.stampede.insar.artifacts.StampsLog;
import dev.stampede.insar.model.StageSummary;
import dev.stampede.insar.params.ParameterFiles;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatValue;
import dev.stampede.kernels.Backend;
import dev.stampede.kernels.KernelRegistry;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Executes one task: runs its stage into a staged bundle, adds the bookkeeping files, publishes, records.
final class TaskRunner {
    private final RunEnvironment environment;
    private final Consumer<String> notes;

    /// Publications of a dataset happen one after another: each may retire merged products, and an undo
    /// must find the dataset as its commit left it.
    private final ReentrantLock publishing = new ReentrantLock();

    TaskRunner(RunEnvironment environment, Consumer<String> notes) {
        this.environment = environment;
        this.notes = notes;
    }

    ResultRow run(Task task, List<ArtifactFolder> patches, Workers workers, long plannedBytes) throws IOException {
        long begun = System.nanoTime();
        var parameters = environment.parameters(task);
        var fingerprint = environment.inputs().fingerprint(task, parameters);
        var inputFiles = List.copyOf(environment.inputs().files(task).values());
        var replayRoot = environment.context().config().replayRoot();
        boolean feedback = task.step().stage() == 6 && hasFeedback(task);
        var checkpoints = environment.checkpoints(task, notes);
        try (var bundle = StagedBundle.open(
                environment.root().path(), task.folder().path(), task.step().stage())) {
            var progress = new ListenedProgress(environment.context().listener(), task.id());
            var context = environment.stageContext(task, patches, parameters, workers, progress, bundle, checkpoints);
            StageSummary summary;
            if (replayRoot.isPresent()) {
                summary = new Replay(environment.dataset(), replayRoot.get()).run(task, parameters, bundle);
            } else {
                task.stage().requireSupported(context);
                summary = task.stage().run(context);
            }
            workers.cancellation().check();
            addBookkeeping(task, summary, bundle);
            requireSchema(task, bundle, parameters.smallBaseline());
            var hashed = hash(bundle, workers);
            double seconds = (System.nanoTime() - begun) / 1e9;
            var execution = new Provenance.Execution(
                    seconds,
                    workers.threads(),
                    backends(context.kernels()),
                    feedback,
                    replayRoot.map(Object::toString).orElse(null));
            tellWhatWasNotOffered(task, context.kernels());
            publish(task, summary, bundle, fingerprint, hashed, execution);
            checkpoints.clear();
            StampsLog.append(task.folder().path(), "stage " + task.step().stage(), summary.details());
            return row(task, summary, inputFiles, hashed, execution, plannedBytes, begun);
        }
    }

    /// The backend of every kernel the stage asked for; several where work of several sizes came.
    private static Map<String, String> backends(KernelRegistry kernels) {
        var chosen = new TreeMap<String, String>();
        kernels.used()
                .forEach((kernel, backends) ->
                        chosen.put(kernel, backends.stream().map(Backend::label).collect(Collectors.joining(", "))));
        return chosen;
    }

    private void tellWhatWasNotOffered(Task task, KernelRegistry kernels) {
        var others = kernels.notOffered();
        if (!others.isEmpty()) {
            notes.accept(task.id() + ": no " + kernels.named().label() + " implementation, ran as auto: "
                    + others.entrySet().stream()
                            .map(e -> e.getKey() + " on " + e.getValue().label())
                            .collect(Collectors.joining(", ")));
        }
    }

    private static boolean hasFeedback(Task task) {
        return task.folder().has("scla_smooth2") || task.folder().has("scla_smooth_sb2");
    }

    /// Flags of empty patches, the version of a folder's artifacts, and the list of patches that went into
    /// the merge.
    private void addBookkeeping(Task task, StageSummary summary, StagedBundle bundle) throws IOException {
        int stage = task.step().stage();
        if (!bundle.holds("psver") && (task.step().merged() ? stage == 5 : stage <= 4)) {
            bundle.replace("psver", one("psver", Mat.scalar(stage <= 3 ? 1.0 : 2.0)));
        }
        if (!task.step().merged()) {
            var flags = EmptyFlags.of(task.folder())
                    .after(stage, summary.emptyReason().isPresent());
            bundle.replace(EmptyFlags.ARTIFACT, one(EmptyFlags.VARIABLE, flags.value()));
        } else if (stage == 5) {
            addPatchList(bundle);
        }
    }

    private void addPatchList(StagedBundle bundle) throws IOException {
        var now = new StringBuilder();
        environment
                .dataset()
                .patchesWithPoints()
                .forEach(p -> now.append(p.name()).append('\n'));
        var file = environment.root().path().resolve("patch.list");
        var before = new StringBuilder();
        if (Files.exists(file)) {
            before.append(Files.readString(file));
        } else {
            environment.dataset().patches().forEach(p -> before.append(p.name()).append('\n'));
        }
        boolean same = before.toString().equals(now.toString());
        if (!same || Files.notExists(environment.root().path().resolve("patch.list_old"))) {
            bundle.text("patch.list_old", before.toString());
        }
        bundle.text("patch.list", now.toString());
    }

    /// A stage that writes something else than the artifact holds is broken; its bundle must not become
    /// visible.
    private static void requireSchema(Task task, StagedBundle bundle, boolean smallBaseline) throws IOException {
        var problems = new ArrayList<String>();
        var sizes = new HashMap<String, Long>();
        for (var file : bundle.files().values()) {
            var artifact = file.getFileName().toString().replaceFirst("\\.mat$", "");
            var schema = ArtifactSchema.of(artifact);
            if (schema.isPresent()) {
                problems.addAll(schema.get().problems(file, smallBaseline, sizes));
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalStateException(
                    task.id() + " wrote outputs that do not fit their artifacts: " + String.join("; ", problems));
        }
    }

    private static SequencedMap<String, MatValue> one(String name, MatValue value) {
        var variables = new LinkedHashMap<String, MatValue>();
        variables.put(name, value);
        return variables;
    }

    private static Map<String, FileHashes.Hashed> hash(StagedBundle bundle, Workers workers) {
        var files = List.copyOf(bundle.files().entrySet());
        var hashed = new ConcurrentHashMap<String, FileHashes.Hashed>();
        workers.forEach(files.size(), (from, to) -> {
            var entry = files.get((int) from);
            hashed.put(entry.getKey(), FileHashes.readStaged(entry.getValue()));
        });
        var ordered = new LinkedHashMap<String, FileHashes.Hashed>();
        files.forEach(entry -> ordered.put(entry.getKey(), hashed.get(entry.getKey())));
        return ordered;
    }

    private void publish(
            Task task,
            StageSummary summary,
            StagedBundle bundle,
            Fingerprint fingerprint,
            Map<String, FileHashes.Hashed> hashed,
            Provenance.Execution execution)
            throws IOException {
        var marker = task.step().marker();
        boolean empty = summary.emptyReason().isPresent();
        publishing.lock();
        try {
            if (!summary.parameters().isEmpty()) {
                ParameterFiles.of(task.folder().path()).store(summary.parameters());
                environment.known().forget();
            }
            var retired = new Retired(environment.dataset(), task);
            var record = Provenance.of(task, fingerprint, summary, hashed, execution, retired.keys());
            bundle.commit(
                    empty && !bundle.holds(marker) ? EmptyFlags.ARTIFACT : marker,
                    retired.files(),
                    record,
                    environment.provenance());
        } finally {
            publishing.unlock();
        }
        hashed.forEach((name, hash) ->
                environment.hashes().remember(environment.root().path().resolve(name), hash));
    }

    private ResultRow row(
            Task task,
            StageSummary summary,
            List<java.nio.file.Path> inputFiles,
            Map<String, FileHashes.Hashed> hashed,
            Provenance.Execution execution,
            long plannedBytes,
            long begun) {
        var root = environment.root().path();
        var inputs = inputFiles.stream()
                .map(file -> file.startsWith(root) ? root.relativize(file).toString() : file.toString())
                .toList();
        return new ResultRow(
                task.id(),
                TaskStatus.COMPLETED,
                summary.details(),
                OptionalDouble.of((System.nanoTime() - begun) / 1e9),
                inputs,
                new ArrayList<>(hashed.keySet()),
                OptionalLong.of(summary.rows()),
                plannedBytes < 0 ? OptionalLong.empty() : OptionalLong.of(plannedBytes),
                environment.machine().peakResidentBytes(),
                execution.backends(),
                execution.threads(),
                summary.figures());
    }

    /// What a new bundle makes obsolete: everything later steps have left.
    private static final class Retired {
        /// Left in place when stage 6 runs again, because a second unwrapping subtracts it first.
        private static final List<String> FEEDBACK = List.of("scla_smooth2", "scla_smooth_sb2");

        /// Left in the root by other programs; the merge makes them obsolete.
        private static final List<String> MEAN_AMPLITUDES = List.of("mean_amp.flt", "amp_mean.mat");

        private final List<String> files = new ArrayList<>();
        private final List<String> keys = new ArrayList<>();

        Retired(Dataset dataset, Task task) {
            var root = dataset.root().path();
            for (var later : StageFiles.ALL.reversed()) {
                if (!task.step().isBefore(later)) {
                    continue;
                }
                var folder = later.merged() ? dataset.root() : task.folder();
                for (var artifact : later.products()) {
                    boolean kept = !later.merged() && (artifact.equals("psver") || artifact.equals(EmptyFlags.ARTIFACT))
                            || task.step().stage() == 6 && FEEDBACK.contains(artifact);
                    if (!kept) {
                        files.add(root.relativize(folder.file(artifact))
                                .toString()
                                .replace('\\', '/'));
                    }
                }
                keys.add(ProvenanceStore.key(task.target(), later.stage(), later.merged()));
            }
            if (task.step().merged() && task.step().stage() == 5) {
                files.addAll(MEAN_AMPLITUDES);
            }
        }

        List<String> files() {
            return files;
        }

        List<String> keys() {
            return keys;
        }
    }
}
