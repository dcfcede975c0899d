package dev.stampede.bindings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// Tells whether a shared library of Linux holds all the bytes its headers promise. The system's loader
/// maps a file that was cut off without looking, and the process dies at the first missing page.
final class ElfFile {
    private static final int HEADER = 64;
    private static final int PROGRAM_HEADER = 56;

    private ElfFile() {}

    /// `false` for a 64-bit little-endian ELF file that ends too early; `true` for every other file.
    static boolean isWhole(Path file) throws IOException {
        try (var channel = FileChannel.open(file)) {
            long size = channel.size();
            var header = read(channel, 0, HEADER);
            if (header.limit() < 16 || header.getInt(0) != 0x464c457f || header.get(4) != 2 || header.get(5) != 1) {
                return true;
            }
            if (header.limit() < HEADER) {
                return false;
            }
            long table = header.getLong(32);
            int entry = Short.toUnsignedInt(header.getShort(54));
            int count = Short.toUnsignedInt(header.getShort(56));
            if (entry < PROGRAM_HEADER || table < 0 || table > size - (long) entry * count) {
                return false;
            }
            for (int k = 0; k < count; k++) {
                var segment = read(channel, table + (long) k * entry, PROGRAM_HEADER);
                long offset = segment.getLong(8);
                long bytes = segment.getLong(32);
                if (offset < 0 || bytes < 0 || offset > size - bytes) {
                    return false;
                }
            }
            return true;
        }
    }

    private static ByteBuffer read(FileChannel channel, long at, int count) throws IOException {
        var buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) > 0) {
            // until full or at the end
        }
        return buffer.flip();
    }
}
