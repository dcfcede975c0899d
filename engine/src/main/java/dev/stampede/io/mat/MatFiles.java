package dev.stampede.io.mat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SequencedMap;

/// Opens and writes MATLAB files. The format of an existing file is found from its content, never from its name.
public final class MatFiles {
    private MatFiles() {}

    /// Opens a file of any level for reading.
    /// @throws java.nio.file.NoSuchFileException if it does not exist
    /// @throws FormatException if it is not a MATLAB file or is damaged
    public static MatFile open(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return open(file, channel);
        } catch (Throwable t) {
            channel.close();
            throw t;
        }
    }

    private static MatFile open(Path file, FileChannel channel) throws IOException {
        var head = ByteBuffer.allocate(Level5.HEADER_BYTES);
        while (head.hasRemaining() && channel.read(head) >= 0) {}
        if (!head.hasRemaining()) {
            boolean little = head.get(126) == 'I' && head.get(127) == 'M';
            boolean big = head.get(126) == 'M' && head.get(127) == 'I';
            if ((little || big) && head.get(little ? 125 : 124) == 1) {
                return Level5File.open(file, channel, little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            }
        }
        throw new FormatException(file, "byte 124: no MATLAB header found, expected version 1 and the mark IM or MI");
    }

    /// Writes `variables` to `file` in the given order, replacing it. Same content, same bytes. The file is written in
    /// place: callers that need an atomic replacement write to a temporary sibling and rename.
    public static void write(Path file, SequencedMap<String, MatValue> variables, MatFormat format) throws IOException {
        switch (format) {
            case V5 -> Level5Writer.write(file, variables, false);
            case V7, AUTO -> Level5Writer.write(file, variables, true);
            case V4, V73 -> throw new IllegalArgumentException("cannot write " + format);
        }
    }
}
