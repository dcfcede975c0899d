package dev.stampede.io.mat;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/// Bytes of a file read forward: plain ([FileBytes]) or inflated ([InflatedBytes]). Large reads go straight
/// into the caller's memory, small ones through a buffer.
abstract class ByteSource implements Closeable {
    private static final int AHEAD = 8192;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final int LARGE = 4096;
    private static final int PIECE = 1 << 28;

    private final Path file;
    private final ByteOrder order;

    /// On the heap, where a small buffer costs nothing to make and to forget; made when first read into.
    private ByteBuffer ahead = NOTHING;

    private long position;

    /// @param order byte order of the numbers in the file
    ByteSource(Path file, ByteOrder order) {
        this.file = file;
        this.order = order;
    }

    /// Puts some bytes into `target`, at least one; -1 when there are no more.
    abstract int fill(ByteBuffer target) throws IOException;

    /// Where the current byte lies, for messages.
    abstract String place();

    /// An upper bound of the bytes this source can still give, so that a wrong length is noticed before
    /// memory is allocated for it.
    abstract long remaining() throws IOException;

    /// Called after the last byte of interest: reads to the end when that tells whether the bytes were right.
    void verify() throws IOException {}

    @Override
    public void close() {}

    Path file() {
        return file;
    }

    ByteOrder order() {
        return order;
    }

    /// Bytes delivered so far.
    final long position() {
        return position;
    }

    final FormatException damaged(String problem) {
        return new FormatException(file, place() + ": " + problem);
    }

    final int readInt() throws IOException {
        buffer(4);
        position += 4;
        return ahead.getInt();
    }

    final long readUnsignedInt() throws IOException {
        return readInt() & 0xffffffffL;
    }

    /// Reads `count` bytes to the heap; for names and shapes.
    final byte[] readBytes(int count) throws IOException {
        var bytes = new byte[count];
        read(MemorySegment.ofArray(bytes), 0, count);
        return bytes;
    }

    final void read(MemorySegment target, long at, long count) throws IOException {
        long done = 0;
        while (done < count) {
            if (!ahead.hasRemaining() && count - done < LARGE) {
                buffer(1);
            }
            long n = Math.min(count - done, ahead.remaining());
            if (n > 0) {
                MemorySegment.copy(MemorySegment.ofBuffer(ahead), 0, target, at + done, n);
                ahead.position(ahead.position() + (int) n);
            } else {
                n = direct(target.asSlice(at + done, Math.min(PIECE, count - done)));
            }
            done += n;
            position += n;
        }
    }

    private int direct(MemorySegment target) throws IOException {
        int n = fill(target.asByteBuffer());
        if (n < 0) {
            throw ended();
        }
        return n;
    }

    void skip(long count) throws IOException {
        long left = count;
        while (left > 0) {
            if (!ahead.hasRemaining()) {
                buffer(1);
            }
            int n = (int) Math.min(left, ahead.remaining());
            ahead.position(ahead.position() + n);
            position += n;
            left -= n;
        }
    }

    /// Skips within the bytes already buffered; returns how many were skipped and empties the buffer if too
    /// few.
    final long skipBuffered(long count) {
        int n = (int) Math.min(count, ahead.remaining());
        ahead.position(ahead.position() + n);
        position += n;
        return n;
    }

    /// Counts bytes that a subclass jumped over while the buffer was empty.
    final void jumped(long count) {
        position += count;
    }

    private void buffer(int needed) throws IOException {
        if (ahead.remaining() >= needed) {
            return;
        }
        if (ahead == NOTHING) {
            ahead = ByteBuffer.allocate(AHEAD).order(order).limit(0);
        }
        ahead.compact();
        while (ahead.position() < needed) {
            if (fill(ahead) < 0) {
                ahead.flip();
                throw ended();
            }
        }
        ahead.flip();
    }

    final int buffered() {
        return ahead.remaining();
    }

    private FormatException ended() {
        return damaged("the data end here, expected more (truncated?)");
    }
}
