package dev.stampede.insar.artifacts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.io.Folders;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.io.mat.MatFormat;
import dev.stampede.io.mat.MatValue;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// A bundle whose files lie in a staging folder inside the target folder until [#commit] moves them into place.
///
/// Staging is `TARGET/.stampede-tmp/stageN-PROCESS-NONCE/`. Closing without a commit throws everything
/// away. Calls may come from several threads.
public final class StagedBundle implements Bundle, AutoCloseable {
    /// Parent of all staging folders.
    public static final String STAGING = ".stampede-tmp";

    /// Files that belong to the dataset root even when a patch writes them.
    private static final Set<String> ROOT_FILES = Set.of("small_baselines.list");

    private final Path root;
    private final Path folder;
    private final Path staging;
    private final CommitSteps steps;
    private final Set<String> staged = Collections.synchronizedSet(new LinkedHashSet<>());
    private final Set<String> removed = Collections.synchronizedSet(new LinkedHashSet<>());

    /// Opens a bundle for one stage and folder; the caller closes it.
    ///
    /// @param root   the dataset
    /// @param folder a patch of it, or the root again
    /// @param stage  1 to 8, for the name of the staging folder
    public static StagedBundle open(Path root, Path folder, int stage) throws IOException {
        return open(root, folder, stage, CommitSteps.NONE);
    }

    static StagedBundle open(Path root, Path folder, int stage, CommitSteps steps) throws IOException {
        var parent = folder.resolve(STAGING);
        Files.createDirectories(parent);
        var prefix = "stage" + stage + "-" + ProcessHandle.current().pid() + "-";
        return new StagedBundle(root, folder, Files.createTempDirectory(parent, prefix), steps);
    }

    private StagedBundle(Path root, Path folder, Path staging, CommitSteps steps) {
        this.root = root;
        this.folder = folder;
        this.staging = staging;
        this.steps = steps;
    }

    @Override
    public void replace(String artifact, SequencedMap<String, MatValue> variables) throws IOException {
        write(artifact, variables);
    }

    @Override
    public void append(String artifact, SequencedMap<String, MatValue> variables) throws IOException {
        var existing = current(fileName(artifact));
        if (existing == null) {
            write(artifact, variables);
            return;
        }
        try (var arena = Arena.ofConfined();
                var file = MatFiles.open(existing)) {
            var merged = new LinkedHashMap<String, MatValue>();
            for (var variable : file.variables()) {
                var name = variable.name();
                merged.put(name, variables.containsKey(name) ? variables.get(name) : file.read(arena, name));
            }
            variables.forEach(merged::putIfAbsent);
            write(artifact, merged);
        }
    }

    @Override
    public void text(String fileName, String content) throws IOException {
        Files.writeString(stage(fileName), content);
    }

    @Override
    public void remove(String artifact) {
        removed.add(name(fileName(artifact)));
    }

    /// Takes a file as it is.
    public void copy(String fileName, Path source) throws IOException {
        Files.copy(source, stage(fileName), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    /// Whether the artifact was put into this bundle.
    public boolean holds(String artifact) {
        return staged.contains(name(fileName(artifact)));
    }

    /// Staged files by their name relative to the dataset root.
    public Map<String, Path> files() {
        var files = new LinkedHashMap<String, Path>();
        synchronized (staged) {
            staged.forEach(name -> files.put(name, fresh(name)));
        }
        return files;
    }

    /// Publishes everything, `last` last, and clears the staging folder.
    ///
    /// @param last     artifact that decides whether the bundle counts, usually the marker of the stage
    /// @param retire   further files to take away in the same step, relative to the dataset root, markers
    /// before companions
    /// @param record   provenance handed to `recorder` once the bundle counts; may be null
    /// @param recorder keeps provenance
    /// @throws IOException if nothing was changed (see [Publication#commit] for the exception to that)
    public void commit(String last, Collection<String> retire, JsonNode record, ProvenanceStore recorder)
            throws IOException {
        var lastName = name(fileName(last));
        if (!staged.contains(lastName)) {
            throw new IOException("the stage wrote no " + last + " for " + folder + "; it wrote " + staged);
        }
        var publish = new ArrayList<>(staged);
        publish.remove(lastName);
        publish.add(lastName);
        for (var name : publish) {
            requireStaged(name);
        }
        DurableFiles.syncAll(publish.stream().map(this::fresh).toList());
        var obsolete = new LinkedHashSet<String>(retire);
        obsolete.addAll(removed);
        publish.forEach(obsolete::remove);
        var journal = new Journal(publish, List.copyOf(obsolete), record);
        new Publication(root, staging, journal, recorder, steps).commit();
    }

    private void requireStaged(String name) throws IOException {
        var file = fresh(name);
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString(), null, "a staged output disappeared before it was published");
        }
    }

    /// Throws away what was not committed.
    @Override
    public void close() throws IOException {
        if (Files.exists(staging) && !Journal.existsIn(staging)) {
            Folders.deleteTree(staging);
            DurableFiles.deleteIfEmpty(staging.getParent());
        }
    }

    private void write(String artifact, SequencedMap<String, MatValue> variables) throws IOException {
        MatFiles.write(stage(fileName(artifact)), variables, format(variables));
    }

    /// Results are mostly noise-like numbers that do not compress, and uncompressed files can be read by
    /// column.
    private static MatFormat format(SequencedMap<String, MatValue> variables) {
        boolean large = variables.values().stream()
                .anyMatch(v -> v instanceof MatArray a && a.size() * a.type().bytes() > Integer.MAX_VALUE - 1024L);
        return large ? MatFormat.V73 : MatFormat.V5;
    }

    private Path current(String fileName) {
        var name = name(fileName);
        if (staged.contains(name)) {
            return fresh(name);
        }
        var file = root.resolve(name);
        return Files.exists(file) && !removed.contains(name) ? file : null;
    }

    private Path stage(String fileName) throws IOException {
        var name = name(fileName);
        var file = fresh(name);
        Files.createDirectories(file.getParent());
        staged.add(name);
        removed.remove(name);
        return file;
    }

    private Path fresh(String name) {
        return staging.resolve("new").resolve(name);
    }

    private static String fileName(String artifact) {
        return artifact + ".mat";
    }

    /// Name relative to the dataset root.
    private String name(String fileName) {
        if (!fileName.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*")) {
            throw new IllegalArgumentException("output name \"" + fileName + "\" must be a plain file name");
        }
        var home = ROOT_FILES.contains(fileName) ? root : folder;
        return root.relativize(home.resolve(fileName)).toString().replace('\\', '/');
    }
}
