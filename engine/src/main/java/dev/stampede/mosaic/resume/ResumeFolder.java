package dev.stampede.mosaic.resume;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stampede.io.WholeFile;
import dev.stampede.io.json.Json;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The folder a run keeps its partial results in until it is through. It is there while a run works and after
/// one that was broken off; two runs cannot use it at once.
final class ResumeFolder implements AutoCloseable {
    private static final String RUN = "run.json";
    private static final String LOCK = "lock";

    static final String STATISTICS = "statistics.jsonl";
    static final String BLOCK_MEANS = "block-means.jsonl";
    static final String SEAMLINES = "seamlines.json";
    static final String FINISHED_FILES = "files.jsonl";
    static final String TEMPORARY = "temporary.jsonl";
    static final String TILES = "tiles.jsonl";
    static final String MOSAIC = "mosaic.tif";
    private static final List<String> NAMES =
            List.of(STATISTICS, BLOCK_MEANS, SEAMLINES, FINISHED_FILES, TEMPORARY, TILES, MOSAIC);

    private final Path folder;
    private final FolderLock lock;
    private final List<Path> madeAbove;

    /// What there was before.
    ///
    /// @param folder  locked
    /// @param found   whether it is that of a run with the same identity
    /// @param changed what differs where it is that of another run; empty where there was none
    record Opened(ResumeFolder folder, boolean found, List<String> changed) {}

    private ResumeFolder(Path folder, FolderLock lock, List<Path> madeAbove) {
        this.madeAbove = madeAbove;
        this.folder = folder;
        this.lock = lock;
    }

    /// Opens the folder, making it if it is not there. What is in it stays until [#clear] is called.
    /// @throws UsageException if another run uses it
    /// @throws IOException    if it cannot be made or read
    static Opened open(Path folder, RunIdentity identity) throws IOException {
        var madeAbove = new ArrayList<Path>();
        for (var above = folder.toAbsolutePath().getParent();
                above != null && Files.notExists(above);
                above = above.getParent()) {
            madeAbove.add(above);
        }
        var opened = new ResumeFolder(folder, FolderLock.take(folder, LOCK, "output"), madeAbove);
        try {
            var kept = opened.load(RUN);
            var changed = kept == null ? List.<String>of() : changes(kept, identity.parts());
            return new Opened(opened, kept != null && changed.isEmpty(), changed);
        } catch (IOException | RuntimeException failure) {
            opened.close();
            throw failure;
        }
    }

    private static List<String> changes(JsonNode kept, Map<String, String> now) {
        var changed = new ArrayList<String>();
        now.forEach((name, value) -> {
            if (!value.equals(kept.path(name).asText(null))) {
                changed.add(name);
            }
        });
        kept.fieldNames().forEachRemaining(name -> {
            if (!now.containsKey(name)) {
                changed.add(name);
            }
        });
        return changed;
    }

    /// Says whose folder this is, from now on.
    /// @throws IOException if it cannot be written
    void begin(RunIdentity identity) throws IOException {
        save(RUN, identity.parts());
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    JournalFile journal(String name) {
        return new JournalFile(file(name));
    }

    /// A document kept here; `null` if there is none or it is damaged.
    JsonNode load(String name) throws IOException {
        if (Files.notExists(file(name))) {
            return null;
        }
        try {
            var document = new ObjectMapper().readTree(Files.readString(file(name)));
            return document != null && document.isObject() ? document : null;
        } catch (JacksonException damaged) {
            return null;
        }
    }

    /// @throws IOException if it cannot be written
    void save(String name, Map<String, ?> document) throws IOException {
        WholeFile.write(file(name), Json.text(document));
    }

    /// Removes what runs keep here, and nothing else.
    /// @throws IOException if something cannot be removed
    void clear() throws IOException {
        Files.deleteIfExists(file(RUN));
        for (var name : NAMES) {
            Files.deleteIfExists(file(name));
        }
    }

    /// Removes the folder, and those above it that were made for it and hold nothing.
    /// @throws IOException if it cannot be removed
    void remove() throws IOException {
        clear();
        lock.remove();
        try {
            Files.deleteIfExists(folder);
            for (var above : madeAbove) {
                Files.deleteIfExists(above);
            }
        } catch (DirectoryNotEmptyException inUse) {
            return;
        }
    }

    /// Lets others use it.
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
