package dev.stampede.insar.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.artifacts.BundleState;
import dev.stampede.insar.artifacts.EmptyFlags;
import dev.stampede.insar.artifacts.FileHashes;
import dev.stampede.insar.artifacts.ProvenanceStore;
import dev.stampede.insar.artifacts.StageFiles;
import dev.stampede.insar.params.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// Decides whether an existing bundle can be kept: when its recorded fingerprint agrees with the inputs,
/// parameters and settings of now, or, for a bundle of another program, when no earlier bundle is newer.
final class Freshness {
    /// Files several steps rewrite, which therefore say nothing about one of them.
    private static final Set<String> SHARED = Set.of("psver.mat", EmptyFlags.ARTIFACT + ".mat", "small_baselines.list");

    private final Dataset dataset;
    private final TaskInputs inputs;
    private final FileHashes hashes;
    private final ProvenanceStore provenance;

    Freshness(Dataset dataset, TaskInputs inputs, FileHashes hashes, ProvenanceStore provenance) {
        this.dataset = dataset;
        this.inputs = inputs;
        this.hashes = hashes;
        this.provenance = provenance;
    }

    /// @param keep   whether the bundle stands
    /// @param reason why, for people
    /// @param empty  set when the bundle says that the patch has no points left
    record Verdict(boolean keep, String reason, Optional<String> empty) {
        static Verdict keep(String reason) {
            return new Verdict(true, reason, Optional.empty());
        }

        static Verdict compute(String reason) {
            return new Verdict(false, reason, Optional.empty());
        }
    }

    Verdict judge(Task task, Parameters parameters) throws IOException {
        var record = provenance.find(task.key());
        var empty = record.flatMap(Provenance::emptyReason);
        if (empty.isPresent() && EmptyFlags.of(task.folder()).isSet(task.step().stage())) {
            return judgeOwn(task, parameters, record.get(), empty);
        }
        if (BundleState.marker(task.folder(), task.step()).isEmpty()) {
            return Verdict.compute("not done yet");
        }
        var missing = BundleState.missing(task.folder(), task.step(), parameters.smallBaseline());
        if (!missing.isEmpty()) {
            return Verdict.compute("incomplete: " + String.join(", ", missing) + " missing");
        }
        return record.isPresent() && isOwn(task, record.get())
                ? judgeOwn(task, parameters, record.get(), empty)
                : judgeForeign(task);
    }

    private Verdict judgeOwn(Task task, Parameters parameters, JsonNode record, Optional<String> empty)
            throws IOException {
        var change = inputs.fingerprint(task, parameters).changeSince(Provenance.fingerprint(record));
        return change.map(Verdict::compute).orElse(new Verdict(true, empty.orElse("up to date"), empty));
    }

    /// Whether the files are still those of the record, as far as no later step has replaced them.
    private boolean isOwn(Task task, JsonNode record) throws IOException {
        for (var output : Provenance.outputs(record).entrySet()) {
            var file = dataset.root().path().resolve(output.getKey());
            if (!isShared(task.step(), file)) {
                if (!Files.exists(file)) {
                    return false;
                }
                if (!hashes.of(file).equals(output.getValue())) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isShared(StageFiles step, Path file) {
        var name = file.getFileName().toString();
        if (SHARED.contains(name) || !name.endsWith(".mat")) {
            return true;
        }
        var artifact = name.substring(0, name.length() - 4);
        return StageFiles.ALL.stream()
                .anyMatch(other -> step.isBefore(other)
                        && other.merged() == step.merged()
                        && other.products().contains(artifact));
    }

    private Verdict judgeForeign(Task task) throws IOException {
        var own = changed(BundleState.marker(task.folder(), task.step())
                .orElseThrow(() -> new NoSuchFileException(
                        task.folder().file(task.step().marker()).toString())));
        for (var earlier : StageFiles.ALL) {
            if (earlier.isBefore(task.step())) {
                var newer = newerMarker(task, earlier, own);
                if (newer.isPresent()) {
                    return Verdict.compute("older than " + dataset.root().path().relativize(newer.get()));
                }
            }
        }
        return Verdict.keep("made by another program; nothing before it is newer");
    }

    private Optional<Path> newerMarker(Task task, StageFiles earlier, long own) throws IOException {
        if (!task.step().merged() || earlier.merged()) {
            return newer(task.folder(), earlier, own);
        }
        for (var patch : dataset.patchesWithPoints()) {
            var found = newer(patch.folder(), earlier, own);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> newer(ArtifactFolder folder, StageFiles step, long than) throws IOException {
        var marker = BundleState.marker(folder, step);
        return marker.isPresent() && changed(marker.get()) > than ? marker : Optional.empty();
    }

    private static long changed(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toMillis();
    }
}
