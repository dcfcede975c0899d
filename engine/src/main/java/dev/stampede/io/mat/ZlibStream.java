package dev.stampede.io.mat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Adler32;
import java.util.zip.Deflater;

/// Writes bytes as one zlib stream (RFC 1950) made of blocks of a fixed size that are deflated one by one, so that the
/// result does not depend on who deflates which.
final class ZlibStream {
    private static final long BLOCK = 1 << 20;
    private static final int LEVEL = 1;
    private static final int ADLER_BASE = 65521;

    private ZlibStream() {}

    /// Writes at the channel's position; returns the bytes written.
    static long write(FileChannel channel, Pieces pieces) throws IOException {
        var list = pieces.list();
        long size = pieces.size();
        long written = FileBytesOut.write(channel, ByteBuffer.wrap(new byte[] {0x78, 0x01}));
        var deflater = new Deflater(LEVEL, true);
        var out = ByteBuffer.allocateDirect((int) BLOCK + (1 << 16));
        long adler = 1;
        try {
            for (long from = 0; from < size || from == 0; from += BLOCK) {
                long to = Math.min(size, from + BLOCK);
                var input = slice(list, from, to);
                var sum = new Adler32();
                deflater.reset();
                out.clear();
                for (var part : input) {
                    var buffer = part.asByteBuffer();
                    sum.update(buffer.duplicate());
                    deflater.setInput(buffer);
                    while (!deflater.needsInput()) {
                        deflater.deflate(out);
                    }
                }
                if (to == size) {
                    deflater.finish();
                    while (!deflater.finished()) {
                        deflater.deflate(out);
                    }
                } else {
                    deflater.deflate(out, Deflater.SYNC_FLUSH);
                }
                adler = combine(adler, sum.getValue(), to - from);
                written += FileBytesOut.write(channel, out.flip());
            }
        } finally {
            deflater.end();
        }
        var trailer = ByteBuffer.allocate(4).order(ByteOrder.BIG_ENDIAN).putInt((int) adler);
        return written + FileBytesOut.write(channel, trailer.flip());
    }

    private static List<MemorySegment> slice(List<MemorySegment> list, long from, long to) {
        List<MemorySegment> out = new ArrayList<>();
        long at = 0;
        for (var segment : list) {
            long begin = Math.max(from, at);
            long end = Math.min(to, at + segment.byteSize());
            if (begin < end) {
                out.add(segment.asSlice(begin - at, end - begin));
            }
            at += segment.byteSize();
        }
        return out;
    }

    /// The checksum of `first` followed by `secondBytes` bytes with checksum `second`.
    static long combine(long first, long second, long secondBytes) {
        long rem = secondBytes % ADLER_BASE;
        long a = (first & 0xffff) + (second & 0xffff) - 1;
        long b = rem * (first & 0xffff) + (first >>> 16) + (second >>> 16) - rem + ADLER_BASE;
        return (long) Math.floorMod(b, ADLER_BASE) << 16 | Math.floorMod(a, ADLER_BASE);
    }
}
