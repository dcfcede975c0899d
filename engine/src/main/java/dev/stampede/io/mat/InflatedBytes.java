package dev.stampede.io.mat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The inflated content of one zlib stream that occupies the bytes `from` (inclusive) to `end` (exclusive)
/// of a file.
final class InflatedBytes extends ByteSource {
    /// Deflate cannot expand more than 258 bytes per 2 bits.
    private static final long MAX_EXPANSION = 1032;

    private static final int CHUNK = 1 << 16;

    /// Room for what follows the last value: mostly nothing.
    private static final int REST = 512;

    private final FileBytes packed;
    private final long from;
    private final long packedBytes;
    private final Inflater inflater = new Inflater();
    private final ByteBuffer input;

    InflatedBytes(Path file, FileChannel channel, ByteOrder order, long from, long end) {
        super(file, order);
        this.packed = new FileBytes(file, channel, order, from, end);
        this.from = from;
        this.packedBytes = end - from;
        this.input = packedBytes < CHUNK
                ? ByteBuffer.allocate((int) Math.max(packedBytes, 16))
                : ByteBuffer.allocateDirect(CHUNK);
    }

    @Override
    int fill(ByteBuffer target) throws IOException {
        if (!target.hasRemaining()) {
            return 0;
        }
        try {
            while (true) {
                int n = inflater.inflate(target);
                if (n > 0) {
                    return n;
                }
                if (inflater.finished() || inflater.needsDictionary()) {
                    return -1;
                }
                input.clear();
                if (packed.fill(input) < 0) {
                    return -1;
                }
                inflater.setInput(input.flip());
            }
        } catch (DataFormatException e) {
            throw damaged("the compressed data are damaged (" + e.getMessage() + ")");
        }
    }

    @Override
    String place() {
        return "compressed element at byte " + from + ", inflated byte " + position();
    }

    @Override
    long remaining() {
        return packedBytes * MAX_EXPANSION - position();
    }

    /// Runs to the end of the stream, where its checksum stands; an unfinished stream is an error too.
    @Override
    void verify() throws IOException {
        var rest = ByteBuffer.allocate(REST);
        while (fill(rest.clear()) >= 0) {}
        if (!inflater.finished()) {
            throw damaged("the compressed data end before their checksum (truncated?)");
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
