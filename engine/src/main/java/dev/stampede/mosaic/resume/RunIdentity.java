package dev.stampede.mosaic.resume;

import dev.stampede.io.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Everything the result of a run depends on, by name, so that a message can say what has changed. Files count
/// by path, size, time of change and a hash of their content: of all of it up to 1 MiB, of the first and last
/// 64 KiB of larger ones (reading all images once more would cost what continuing saves).
public final class RunIdentity {
    private static final long WHOLE_UP_TO = 1 << 20;
    private static final int END = 1 << 16;

    private final Map<String, String> parts = new LinkedHashMap<>();

    /// Adds something the result depends on.
    public RunIdentity with(String name, Object value) {
        parts.put(name, String.valueOf(value));
        return this;
    }

    /// Adds a file the result depends on; one that does not exist counts as such.
    /// @throws IOException if it cannot be read
    public RunIdentity withFile(Path file) throws IOException {
        var path = file.toAbsolutePath().normalize();
        if (!Files.isRegularFile(path)) {
            return with(path.toString(), "no file");
        }
        var state = Files.readAttributes(path, BasicFileAttributes.class);
        return with(
                path.toString(),
                state.size() + " bytes, " + state.lastModifiedTime().to(TimeUnit.NANOSECONDS) + ", " + hash(path));
    }

    private static String hash(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var digest = Sha256.begin();
            long size = channel.size();
            if (size <= WHOLE_UP_TO) {
                add(digest, channel, 0, (int) size);
            } else {
                add(digest, channel, 0, END);
                add(digest, channel, size - END, END);
            }
            return Sha256.hex(digest);
        }
    }

    private static void add(MessageDigest digest, FileChannel channel, long at, int count) throws IOException {
        var bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {}
        digest.update(bytes.flip());
    }

    /// By name, in order.
    Map<String, String> parts() {
        return parts;
    }
}
