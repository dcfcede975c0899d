package dev.stampede.io.mat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SequencedMap;

/// Writes level-5 files, plain or compressed. The same content gives the same bytes.
final class Level5Writer {
    private Level5Writer() {}

    static void write(Path file, SequencedMap<String, MatValue> variables, boolean compress) throws IOException {
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            FileBytesOut.write(channel, ByteBuffer.wrap(MatHeader.bytes("MATLAB 5.0 MAT-file", 0x0100)));
            for (var entry : variables.entrySet()) {
                var element = Level5Elements.matrix(entry.getKey(), entry.getValue());
                if (compress) {
                    compressed(channel, element);
                } else {
                    FileBytesOut.write(channel, element);
                }
            }
        }
    }

    private static void compressed(FileChannel channel, Pieces element) throws IOException {
        long at = channel.position();
        FileBytesOut.write(channel, tag(0));
        long bytes = ZlibStream.write(channel, element);
        channel.write(tag(Math.toIntExact(bytes)), at);
    }

    private static ByteBuffer tag(int bytes) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(Level5.COMPRESSED)
                .putInt(bytes)
                .flip();
    }
}
