package dev.stampede.io.mat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// The bytes `from` (inclusive) to `end` (exclusive) of a file as they are.
final class FileBytes extends ByteSource {
    private final FileChannel channel;
    private final long from;
    private final long end;
    private long next;

    FileBytes(Path file, FileChannel channel, ByteOrder order, long from, long end) {
        super(file, order);
        this.channel = channel;
        this.from = from;
        this.end = end;
        this.next = from;
    }

    @Override
    int fill(ByteBuffer target) throws IOException {
        if (next >= end) {
            return -1;
        }
        int limit = target.limit();
        target.limit((int) Math.min(limit, target.position() + (end - next)));
        int n = channel.read(target, next);
        target.limit(limit);
        next += Math.max(0, n);
        return n;
    }

    @Override
    void skip(long count) throws IOException {
        long left = count - skipBuffered(count);
        if (left > end - next) {
            throw damaged("the data end " + (left - (end - next)) + " bytes too early");
        }
        next += left;
        jumped(left);
    }

    @Override
    String place() {
        return "byte " + (from + position());
    }

    @Override
    long remaining() {
        return end - next + buffered();
    }
}
