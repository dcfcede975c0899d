package dev.stampede.io.mat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.SequencedMap;

/// Writes level-5 files. The header text is fixed, so the same content gives the same bytes.
final class Level5Writer {
    private static final String TEXT = "MATLAB 5.0 MAT-file, written by Stampede";

    private Level5Writer() {}

    static void write(Path file, SequencedMap<String, MatValue> variables, boolean compress) throws IOException {
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            FileBytesOut.write(channel, ByteBuffer.wrap(header()));
            for (var entry : variables.entrySet()) {
                var element = Level5Elements.matrix(entry.getKey(), entry.getValue());
                if (compress) {
                    compressed(channel, entry.getKey(), element);
                } else {
                    FileBytesOut.write(channel, element);
                }
            }
        }
    }

    private static void compressed(FileChannel channel, String name, Pieces element) throws IOException {
        long at = channel.position();
        FileBytesOut.write(channel, tag(0));
        long bytes = ZlibStream.write(channel, element);
        if (bytes > 0xffffffffL) {
            throw new IllegalArgumentException("variable " + name + " is too large for level 5; write it as V73");
        }
        channel.write(tag((int) bytes), at);
    }

    private static ByteBuffer tag(int bytes) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(Level5.COMPRESSED)
                .putInt(bytes)
                .flip();
    }

    private static byte[] header() {
        var header = new byte[Level5.HEADER_BYTES];
        Arrays.fill(header, 0, 116, (byte) ' ');
        var text = TEXT.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, header, 0, text.length);
        header[125] = 0x01;
        header[126] = 'I';
        header[127] = 'M';
        return header;
    }
}
