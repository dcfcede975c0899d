package dev.stampede.mosaic.resume;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stampede.io.WholeFile;
import dev.stampede.io.json.Json;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The folder a run keeps its partial results in until it is through. It is there while a run works and after
/// one that was broken off; two runs cannot use it at once.
final class ResumeFolder implements AutoCloseable {
    private static final String RUN = "run.json";
    private static final String LOCK = "lock";
    private static final int ATTEMPTS = 100;

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
    private final FileChannel channel;
    private final FileLock lock;
    private final List<Path> madeAbove;

    /// What there was before.
    ///
    /// @param folder  locked
    /// @param found   whether it is that of a run with the same identity
    /// @param changed what differs where it is that of another run; empty where there was none
    record Opened(ResumeFolder folder, boolean found, List<String> changed) {}

    private ResumeFolder(Path folder, FileChannel channel, FileLock lock, List<Path> madeAbove) {
        this.madeAbove = madeAbove;
        this.folder = folder;
        this.channel = channel;
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
        var opened = locked(folder, madeAbove);
        try {
            var kept = opened.load(RUN);
            var changed = kept == null ? List.<String>of() : changes(kept, identity.parts());
            return new Opened(opened, kept != null && changed.isEmpty(), changed);
        } catch (IOException | RuntimeException failure) {
            opened.close();
            throw failure;
        }
    }

    /// The folder with its lock taken. A run that ends removes lock and folder: whoever opened the lock just before
    /// has one that nobody else sees, and begins again.
    private static ResumeFolder locked(Path folder, List<Path> madeAbove) throws IOException {
        for (int attempt = 1; ; attempt++) {
            FileChannel channel;
            try {
                Files.createDirectories(folder);
                channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            } catch (NoSuchFileException | FileAlreadyExistsException removedMeanwhile) {
                if (attempt == ATTEMPTS) {
                    throw removedMeanwhile;
                }
                continue;
            }
            try {
                var lock = lock(channel);
                if (lock == null) {
                    throw new UsageException(folder
                            + " is in use by another run with the same output; wait for it, or choose another output");
                }
                if (isOnDisk(channel, folder.resolve(LOCK))) {
                    return new ResumeFolder(folder, channel, lock, madeAbove);
                }
                channel.close();
            } catch (IOException | RuntimeException failure) {
                channel.close();
                throw failure;
            }
            if (attempt == ATTEMPTS) {
                throw new UsageException(folder + " is made and removed by other runs all the time; wait for them, or"
                        + " choose another output");
            }
        }
    }

    /// Whether the locked file is the one under the name: a mark written through the lock is read under it.
    private static boolean isOnDisk(FileChannel channel, Path file) throws IOException {
        var mark = UUID.randomUUID().toString();
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(mark.getBytes(StandardCharsets.US_ASCII)), 0);
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).equals(mark);
        } catch (NoSuchFileException removedMeanwhile) {
            return false;
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            return null;
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
        Files.deleteIfExists(file(LOCK));
        close();
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
        if (lock.isValid()) {
            lock.release();
        }
        channel.close();
    }
}
