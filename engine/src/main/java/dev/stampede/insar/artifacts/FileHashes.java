package dev.stampede.insar.artifacts;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stampede.io.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// SHA-256 of files, remembered in `.stampede/hashes.json` so that a large file is read once. A remembered
/// value is used only while the file's size, time of change and identity are the same and it was not hashed
/// within moments of its last change; small files are always read. Safe to call from several threads.
public final class FileHashes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long ALWAYS_READ_BELOW = 1 << 20;

    /// A second change within one step of the clock that stamps files would go unnoticed. The step is at
    /// most 20 ms where times have fractions of a second, otherwise 2 s (the coarsest system in use).
    private static final long FINE_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final long COARSE_STEP_NANOS = TimeUnit.SECONDS.toNanos(2);

    /// What is remembered of one file.
    record Entry(long size, long changedNanos, String identity, String sha256) {}

    private final Path root;
    private final Path file;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private volatile boolean changed;

    /// Opens what is remembered for a dataset; a damaged memory is empty.
    public FileHashes(Path root) {
        this.root = root;
        this.file = root.resolve(".stampede").resolve("hashes.json");
        if (Files.exists(file)) {
            try {
                entries.putAll(JSON.readValue(file.toFile(), new TypeReference<Map<String, Entry>>() {}));
            } catch (IOException | RuntimeException damaged) {
                entries.clear();
            }
        }
    }

    /// A hash together with the state of the file it belongs to.
    ///
    /// @param sha256 in hexadecimal
    public record Hashed(String sha256, long size, boolean trusted, long changedNanos, String identity) {}

    /// Hash of the content of a file, in hexadecimal.
    public String of(Path target) throws IOException {
        var before = state(target);
        var known = entries.get(name(target));
        if (known != null && known.equals(new Entry(before.size, before.changedNanos, before.identity, known.sha256))) {
            return known.sha256;
        }
        var hashed = read(target);
        remember(target, hashed);
        return hashed.sha256;
    }

    /// Hashes a staged file, which nobody else changes and which gets its final name later; see [#remember].
    public static Hashed readStaged(Path target) throws IOException {
        var hashed = read(target);
        return new Hashed(
                hashed.sha256, hashed.size, hashed.size >= ALWAYS_READ_BELOW, hashed.changedNanos, hashed.identity);
    }

    private static Hashed read(Path target) throws IOException {
        var before = state(target);
        long startedNanos = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        var sha256 = Sha256.ofFile(target);
        long step = before.changedNanos % TimeUnit.SECONDS.toNanos(1) == 0 ? COARSE_STEP_NANOS : FINE_STEP_NANOS;
        boolean trusted = before.size >= ALWAYS_READ_BELOW
                && startedNanos - before.changedNanos > step
                && state(target).equals(before);
        return new Hashed(sha256, before.size, trusted, before.changedNanos, before.identity);
    }

    /// Remembers a hash under the name the file has now; a rename does not change what identifies it.
    public void remember(Path target, Hashed hashed) {
        if (hashed.trusted) {
            entries.put(name(target), new Entry(hashed.size, hashed.changedNanos, hashed.identity, hashed.sha256));
            changed = true;
        }
    }

    private String name(Path target) {
        return target.startsWith(root)
                ? root.relativize(target).toString()
                : target.toAbsolutePath().toString();
    }

    /// Writes what is remembered, leaving out files that are gone.
    public void save() throws IOException {
        if (!changed) {
            return;
        }
        var kept = new TreeMap<String, Entry>();
        entries.forEach((name, entry) -> {
            if (Files.exists(root.resolve(name))) {
                kept.put(name, entry);
            }
        });
        Files.createDirectories(file.getParent());
        var content = JSON.writeValueAsBytes(kept);
        DurableFiles.exchange(file, temporary -> Files.write(temporary, content));
        changed = false;
    }

    private record State(long size, long changedNanos, String identity) {}

    private static State state(Path file) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new State(
                attributes.size(),
                attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                String.valueOf(attributes.fileKey()));
    }
}
