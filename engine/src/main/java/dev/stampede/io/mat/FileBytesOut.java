package dev.stampede.io.mat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// Writes whole buffers and segments to a channel.
final class FileBytesOut {
    private static final long PIECE = 1 << 26;

    private FileBytesOut() {}

    static long write(FileChannel channel, ByteBuffer buffer) throws IOException {
        long bytes = buffer.remaining();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        return bytes;
    }

    static void write(FileChannel channel, Pieces pieces) throws IOException {
        for (var segment : pieces.list()) {
            for (long at = 0; at < segment.byteSize(); at += PIECE) {
                write(channel, piece(segment, at));
            }
        }
    }

    private static ByteBuffer piece(MemorySegment segment, long at) {
        return segment.asSlice(at, Math.min(PIECE, segment.byteSize() - at)).asByteBuffer();
    }
}
