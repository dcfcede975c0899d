package dev.stampede.insar.artifacts;

import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The right to change a dataset, held by one command at a time: a lock of the operating system on
/// `.stampede/lock`, whose text names the owner. The system drops the lock of a process that dies, so a
/// dead owner never blocks; on a network file system that does not carry locks between hosts the owner's
/// host is compared as well.
///
/// The file stays when the lock is released, empty: deleting it would let two processes lock different
/// files of one name.
public final class DatasetLock implements AutoCloseable {
    private static final List<String> NETWORK =
            List.of("nfs", "cifs", "smb", "fuse", "9p", "lustre", "gpfs", "beegfs", "afs");

    /// Datasets locked by this process. The system counts its locks per process and drops them when any
    /// other opening of the file is closed, so a second attempt must be refused before it touches the file.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;
    private final Optional<String> note;

    private DatasetLock(Path file, FileChannel channel, Optional<String> note) {
        this.file = file;
        this.channel = channel;
        this.note = note;
    }

    /// Takes the lock of a dataset.
    ///
    /// @param purpose what the owner does, for the message others get, such as `run`
    /// @throws DatasetLockedException if another command holds it
    /// @throws UsageException if the dataset does not exist or cannot be written
    public static DatasetLock acquire(Path root, String purpose) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new UsageException("dataset " + root + " does not exist");
        }
        var file = root.toRealPath().resolve(".stampede").resolve("lock");
        if (!HELD.add(file)) {
            throw new DatasetLockedException("dataset " + root + " is in use by this process; wait until it is done");
        }
        try {
            return lock(file, purpose);
        } catch (IOException e) {
            HELD.remove(file);
            throw new UsageException(
                    "dataset " + root + " cannot be written (" + e.getClass().getSimpleName() + ": " + e.getMessage()
                            + "); check its permissions and the free space",
                    e);
        } catch (Throwable t) {
            HELD.remove(file);
            throw t;
        }
    }

    private static DatasetLock lock(Path file, String purpose) throws IOException {
        Files.createDirectories(file.getParent());
        var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw new DatasetLockedException("dataset " + file.getParent().getParent() + " is in use by "
                        + owner(read(channel)) + "; wait until it is done or stop it");
            }
            var before = read(channel);
            refuseOtherHost(file, before);
            var mine = "process " + ProcessHandle.current().pid() + " on " + host() + " (" + purpose + ", since "
                    + Instant.now().truncatedTo(ChronoUnit.SECONDS) + ")";
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(mine.getBytes(StandardCharsets.UTF_8)), 0);
            var note = before.isEmpty()
                    ? Optional.<String>empty()
                    : Optional.of("took over the lock of " + before + ", which is gone");
            return new DatasetLock(file, channel, note);
        } catch (Throwable t) {
            channel.close();
            throw t;
        }
    }

    private static void refuseOtherHost(Path file, String before) throws IOException {
        if (before.isEmpty() || before.contains(" on " + host() + " ")) {
            return;
        }
        var type = Files.getFileStore(file).type();
        if (NETWORK.stream().anyMatch(type::startsWith)) {
            throw new DatasetLockedException("dataset " + file.getParent().getParent() + " was in use by " + before
                    + ", and this file system (" + type + ") does not tell whether it still is; if it is not, delete "
                    + file);
        }
    }

    private static String owner(String text) {
        return text.isEmpty() ? "another command" : text;
    }

    private static String read(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate((int) Math.min(4096, channel.size()));
        channel.read(bytes, 0);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).strip();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown-host";
        }
    }

    /// Set when the lock was left by a process that is gone.
    public Optional<String> note() {
        return note;
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            try {
                channel.truncate(0);
            } finally {
                channel.close();
                HELD.remove(file);
            }
        }
    }
}
