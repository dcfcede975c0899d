package dev.stampede.deploy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Remembers finished rows across runs: a text file, first the digest of the pipeline and the folder of the
/// results, then a line per row, each on disk before the next step. A line that was broken off does not count.
final class RowJournal implements AutoCloseable {
    private final FileChannel file;
    private final Set<String> done;

    private RowJournal(FileChannel file, Set<String> done) {
        this.file = file;
        this.done = Collections.synchronizedSet(done);
    }

    /// @param place where the results of the rows lie; empty if nothing is kept
    /// @throws IllegalArgumentException if the file is of another pipeline, or of results in another place
    static RowJournal open(Optional<Path> path, String digest, Optional<Path> place) throws IOException {
        if (path.isEmpty()) {
            return new RowJournal(null, new HashSet<>());
        }
        var target = path.get().toAbsolutePath();
        Files.createDirectories(target.getParent());
        Set<String> done = new HashSet<>();
        String text = Files.exists(target) ? Files.readString(target) : "";
        int whole = text.lastIndexOf('\n') + 1;
        var lines = text.substring(0, whole).lines().toList();
        String head = head(digest, place);
        if (!lines.isEmpty() && !lines.getFirst().equals(head)) {
            throw new IllegalArgumentException(path.get() + " remembers rows of another pipeline or folder of results ("
                    + lines.getFirst() + "), this one is " + head + "; remove it or name another journal");
        }
        lines.stream().skip(1).forEach(done::add);
        var file = FileChannel.open(target, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        file.truncate(text.substring(0, whole).getBytes(StandardCharsets.UTF_8).length);
        file.position(file.size());
        var journal = new RowJournal(file, done);
        if (lines.isEmpty()) {
            journal.line(head);
        }
        return journal;
    }

    private static String head(String digest, Optional<Path> place) {
        return "pipeline " + digest
                + place.map(folder -> " into "
                                + line1(folder.toAbsolutePath().normalize().toString()))
                        .orElse("");
    }

    boolean has(String key) {
        return done.contains(line1(key));
    }

    private static String line1(String key) {
        return key.replace('\n', ' ');
    }

    void add(String key) throws IOException {
        done.add(line1(key));
        if (file != null) {
            line(line1(key));
        }
    }

    private synchronized void line(String text) throws IOException {
        var bytes = ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        file.force(false);
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
