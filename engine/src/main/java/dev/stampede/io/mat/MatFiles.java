package dev.stampede.io.mat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.SequencedMap;

/// Opens and writes MATLAB files. The format of an existing file is found from its content, never from its
/// name.
public final class MatFiles {
    private static final byte[] HDF5_SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

    /// Level 5 holds variables below 2^31 bytes; some room is left for tags and names.
    private static final long LARGE = Integer.MAX_VALUE - (1L << 16);

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
        var head = ByteBuffer.allocate(MatHeader.BYTES);
        while (head.hasRemaining() && channel.read(head) >= 0) {}
        boolean little = head.get(126) == 'I' && head.get(127) == 'M';
        boolean big = head.get(126) == 'M' && head.get(127) == 'I';
        int version = little || big ? head.get(little ? 125 : 124) : 0;
        if (!head.hasRemaining() && version == 1) {
            return Level5File.open(file, channel, little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        }
        if (isHdf5(channel)) {
            channel.close();
            return V73File.open(file);
        }
        var order = Level4File.byteOrder(head.flip());
        if (order != null) {
            return Level4File.open(file, channel, order);
        }
        throw new FormatException(
                file,
                "not a MATLAB file: found no version and byte-order mark at byte 124 (level 5), no HDF5 signature at"
                        + " byte 0 or 512 (level 7.3), no array type at byte 0 (level 4)");
    }

    private static boolean isHdf5(FileChannel channel) throws IOException {
        for (long at : new long[] {0, 512, 1024, 2048}) {
            var found = ByteBuffer.allocate(HDF5_SIGNATURE.length);
            if (channel.read(found, at) == HDF5_SIGNATURE.length && Arrays.equals(found.array(), HDF5_SIGNATURE)) {
                return true;
            }
        }
        return false;
    }

    /// Writes `variables` to `file` in the given order, replacing it. Same content, same bytes. The file is
    /// written in place: callers that need an atomic replacement write to a temporary sibling and rename.
    ///
    /// @throws IllegalArgumentException if a variable does not fit the format
    public static void write(Path file, SequencedMap<String, MatValue> variables, MatFormat format) throws IOException {
        switch (format) {
            case V5 -> Level5Writer.write(file, variables, false);
            case V7 -> Level5Writer.write(file, variables, true);
            case V73 -> V73Writer.write(file, variables);
            case AUTO -> write(file, variables, choose(variables));
            case V4 -> throw new IllegalArgumentException(file + ": level 4 is read only, write V5, V7 or V73");
        }
    }

    private static MatFormat choose(SequencedMap<String, MatValue> variables) {
        boolean fits = variables.values().stream().allMatch(v -> Level5Elements.bytes(v) < LARGE);
        return fits ? MatFormat.V7 : MatFormat.V73;
    }
}
