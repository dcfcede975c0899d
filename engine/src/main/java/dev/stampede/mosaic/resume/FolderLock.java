package dev.stampede.mosaic.resume;

import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A folder that one run has to itself, by a locked file in it. The lock of a process that was killed is free.
///
/// POSIX drops the locks a process has on a file as soon as the process closes any descriptor of it. So nothing
/// here opens the file a second time: which file lies under its name is asked of the folder, and a folder that this
/// process has is known without looking.
public final class FolderLock implements AutoCloseable {
    private static final int ATTEMPTS = 100;

    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final Path held;
    private final FileChannel channel;
    private final FileLock lock;

    private FolderLock(Path file, Path held, FileChannel channel, FileLock lock) {
        this.file = file;
        this.held = held;
        this.channel = channel;
        this.lock = lock;
    }

    /// Takes a folder, making it if it is not there. A run that ends removes lock and folder: whoever opened the lock
    /// just before has one that nobody else sees, and begins again.
    /// @param name  of the locked file
    /// @param shared what the runs have in common, for the message, such as `output`
    /// @throws UsageException if another run has it
    /// @throws IOException    if it cannot be made
    public static FolderLock take(Path folder, String name, String shared) throws IOException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                var lock = attempt(folder, name, shared);
                if (lock != null) {
                    return lock;
                }
            } catch (NoSuchFileException | FileAlreadyExistsException removedMeanwhile) {
                if (attempt == ATTEMPTS) {
                    throw removedMeanwhile;
                }
            }
        }
        throw new UsageException(folder + " is made and removed by other runs all the time; wait for them, or"
                + " choose another " + shared);
    }

    /// The lock; `null` if another run removed its file meanwhile.
    private static FolderLock attempt(Path folder, String name, String shared) throws IOException {
        Files.createDirectories(folder);
        var held = folder.toRealPath().resolve(name);
        if (!HELD.add(held)) {
            throw inUse(folder, shared);
        }
        FileChannel channel = null;
        try {
            var file = folder.resolve(name);
            if (Files.notExists(file)) {
                Files.createFile(file);
            }
            var before = identity(file);
            channel = FileChannel.open(file, StandardOpenOption.WRITE);
            var lock = lock(channel);
            if (lock == null) {
                throw inUse(folder, shared);
            }
            if (before.equals(identity(file))) {
                return new FolderLock(file, held, channel, lock);
            }
            release(held, channel);
            return null;
        } catch (IOException | RuntimeException failure) {
            release(held, channel);
            throw failure;
        }
    }

    private static UsageException inUse(Path folder, String shared) {
        return new UsageException(folder + " is in use by another run with the same " + shared
                + "; wait for it, or choose another " + shared);
    }

    /// What tells a file from the next of its name.
    private static Object identity(Path file) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        // Where files have no key a locked one cannot be removed.
        return Objects.requireNonNullElse(attributes.fileKey(), file);
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            return null;
        }
    }

    private static void release(Path held, FileChannel channel) throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            HELD.remove(held);
        }
    }

    /// Removes the locked file and lets others have the folder.
    /// @throws IOException if it cannot be removed
    public void remove() throws IOException {
        try {
            if (channel.isOpen()) {
                Files.deleteIfExists(file);
            }
        } finally {
            close();
        }
    }

    /// Lets others have the folder.
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            if (lock.isValid()) {
                lock.release();
            }
            release(held, channel);
        }
    }
}
