package dev.stampede.insar.artifacts;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// File operations that survive a crash: what is renamed into place was flushed to disk before.
public final class DurableFiles {
    /// Ends the name of every temporary sibling.
    static final String TEMPORARY_SUFFIX = ".stampede-tmp";

    /// Writes the content of a file somewhere.
    @FunctionalInterface
    public interface Writer {
        void writeTo(Path file) throws IOException;
    }

    private DurableFiles() {}

    /// Replaces `file` in one step: readers see the old content or the new, never a part. On failure the
    /// old file stays and nothing is left beside it.
    public static void replace(Path file, Writer writer) throws IOException {
        exchange(file, writer);
        syncFolder(file.toAbsolutePath().getParent());
    }

    /// As [#replace(Path, Writer)], but after a loss of power the old content may be there again.
    static void exchange(Path file, Writer writer) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        var temporary = folder.resolve("." + file.getFileName() + "."
                + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime()) + TEMPORARY_SUFFIX);
        try {
            writer.writeTo(temporary);
            sync(temporary);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    public static void replace(Path file, byte[] content) throws IOException {
        replace(file, temporary -> Files.write(temporary, content));
    }

    public static void replace(Path file, String content) throws IOException {
        replace(file, content.getBytes(StandardCharsets.UTF_8));
    }

    /// Adds text to the end of a log file, creating it if needed.
    public static void append(Path file, String text) throws IOException {
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /// Flushes a file's content to disk.
    static void sync(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /// Flushes several files at once, which costs little more than one.
    static void syncAll(Collection<Path> files) throws IOException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var syncs = new ArrayList<Future<?>>();
            for (var file : files) {
                syncs.add(threads.submit(() -> {
                    sync(file);
                    return null;
                }));
            }
            for (var sync : syncs) {
                sync.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while files were flushed to disk");
        }
    }

    /// Flushes the names in a folder to disk, where the system can do that.
    static void syncFolder(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException unsupportedHere) {
            // Some systems cannot open a folder as a file; renames are then as durable as the system makes them.
        }
    }

    /// Deletes a folder if it is there and empty.
    static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (java.nio.file.DirectoryNotEmptyException inUse) {
            // Another task still stages here.
        }
    }
}
