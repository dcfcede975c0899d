package dev.stampede.mosaic.resume;

import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/// A folder that one run has to itself, by a locked file in it. The lock of a process that was killed is free.
public final class FolderLock implements AutoCloseable {
    private static final int ATTEMPTS = 100;

    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;

    private FolderLock(Path file, FileChannel channel, FileLock lock) {
        this.file = file;
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
        var file = folder.resolve(name);
        for (int attempt = 1; ; attempt++) {
            FileChannel channel;
            try {
                Files.createDirectories(folder);
                channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            } catch (NoSuchFileException | FileAlreadyExistsException removedMeanwhile) {
                if (attempt == ATTEMPTS) {
                    throw removedMeanwhile;
                }
                continue;
            }
            try {
                var lock = lock(channel);
                if (lock == null) {
                    throw new UsageException(folder + " is in use by another run with the same " + shared
                            + "; wait for it, or choose another " + shared);
                }
                if (isOnDisk(channel, file)) {
                    return new FolderLock(file, channel, lock);
                }
                channel.close();
            } catch (IOException | RuntimeException failure) {
                channel.close();
                throw failure;
            }
            if (attempt == ATTEMPTS) {
                throw new UsageException(folder + " is made and removed by other runs all the time; wait for them, or"
                        + " choose another " + shared);
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

    /// Removes the locked file and lets others have the folder.
    /// @throws IOException if it cannot be removed
    public void remove() throws IOException {
        if (channel.isOpen()) {
            Files.deleteIfExists(file);
        }
        close();
    }

    /// Lets others have the folder.
    @Override
    public void close() throws IOException {
        if (lock.isValid()) {
            lock.release();
        }
        channel.close();
    }
}
