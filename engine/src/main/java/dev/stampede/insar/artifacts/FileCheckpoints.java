package dev.stampede.insar.artifacts;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stampede.io.Folders;
import dev.stampede.io.Sha256;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.io.mat.MatFormat;
import dev.stampede.io.mat.MatValue;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/// Checkpoints of one stage and folder as files in `.stampede/checkpoints/STAGE/FOLDER/`: `NAME.HASH.mat`
/// with the values and `NAME.json` saying which of them is valid, for which fingerprint and with which
/// checksum.
public final class FileCheckpoints implements Checkpoints {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Consumer<String> notes;

    /// What `NAME.json` holds.
    record Entry(String fingerprint, String file, String sha256) {}

    /// @param root   the dataset
    /// @param stage  such as `stage6`
    /// @param target name of the patch, or of the dataset for merged stages
    /// @param notes  told about checkpoints that cannot be used
    public FileCheckpoints(Path root, String stage, String target, Consumer<String> notes) {
        this.folder =
                root.resolve(".stampede").resolve("checkpoints").resolve(stage).resolve(target);
        this.notes = notes;
    }

    @Override
    public Optional<SequencedMap<String, MatValue>> load(Arena arena, String name, String fingerprint) {
        var index = folder.resolve(plain(name) + ".json");
        try {
            if (!Files.exists(index)) {
                return Optional.empty();
            }
            var entry = JSON.readValue(index.toFile(), Entry.class);
            if (!entry.fingerprint().equals(fingerprint)) {
                notes.accept("checkpoint " + index + " belongs to other inputs or parameters and is not used");
                return Optional.empty();
            }
            var file = folder.resolve(plain(entry.file()));
            if (!Sha256.ofFile(file).equals(entry.sha256())) {
                notes.accept("checkpoint " + file + " is damaged and is not used");
                return Optional.empty();
            }
            return Optional.of(read(arena, file));
        } catch (IOException | RuntimeException e) {
            notes.accept("checkpoint " + index + " cannot be read and is not used: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static SequencedMap<String, MatValue> read(Arena arena, Path file) throws IOException {
        var values = new LinkedHashMap<String, MatValue>();
        try (var mat = MatFiles.open(file)) {
            for (var variable : mat.variables()) {
                values.put(variable.name(), mat.read(arena, variable.name()));
            }
        }
        return values;
    }

    @Override
    public void save(String name, String fingerprint, SequencedMap<String, MatValue> variables) throws IOException {
        Files.createDirectories(folder);
        var temporary = Files.createTempFile(folder, plain(name), DurableFiles.TEMPORARY_SUFFIX);
        try {
            MatFiles.write(temporary, variables, MatFormat.V5);
            var sha256 = Sha256.ofFile(temporary);
            var file = folder.resolve(name + "." + sha256.substring(0, 16) + ".mat");
            DurableFiles.sync(temporary);
            Files.move(temporary, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            var index = folder.resolve(name + ".json");
            var before = Files.exists(index) ? previous(index) : Optional.<Path>empty();
            DurableFiles.replace(
                    index,
                    JSON.writeValueAsBytes(
                            new Entry(fingerprint, file.getFileName().toString(), sha256)));
            if (before.isPresent() && !before.get().equals(file)) {
                Files.deleteIfExists(before.get());
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private Optional<Path> previous(Path index) {
        try {
            return Optional.of(folder.resolve(
                    plain(JSON.readValue(index.toFile(), Entry.class).file())));
        } catch (IOException | RuntimeException damaged) {
            return Optional.empty();
        }
    }

    /// Deletes everything kept here, once the stage is published.
    public void clear() throws IOException {
        Folders.deleteTree(folder);
        for (var at = folder.getParent(); !at.getFileName().toString().equals(".stampede"); at = at.getParent()) {
            if (Files.exists(at)) {
                DurableFiles.deleteIfEmpty(at);
            }
        }
    }

    private static String plain(String name) {
        if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*")) {
            throw new IllegalArgumentException("checkpoint name \"" + name + "\" must be a plain file name");
        }
        return name;
    }
}
