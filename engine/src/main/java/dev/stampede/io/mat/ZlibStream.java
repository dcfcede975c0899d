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

/// Writes bytes as one zlib stream (RFC 1950) made of blocks of a fixed size, each deflated or stored as
/// [Deflate] decides.
final class ZlibStream {
    private static final long BLOCK = 1 << 20;

    private ZlibStream() {}

    /// Writes at the channel's position; returns the bytes written.
    static long write(FileChannel channel, Pieces pieces) throws IOException {
        var list = pieces.list();
        long size = pieces.size();
        var packing = new Deflater(Deflate.LEVEL, true);
        var storing = new Deflater(Deflater.NO_COMPRESSION, true);
        var checksum = new Adler32();
        var out = ByteBuffer.allocateDirect((int) Math.min(BLOCK, size) + (1 << 12));
        long written = FileBytesOut.write(channel, ByteBuffer.wrap(new byte[] {0x78, 0x01}));
        try {
            for (long from = 0; from < size; from += BLOCK) {
                var input = slice(list, from, Math.min(size, from + BLOCK));
                input.forEach(part -> checksum.update(part.asByteBuffer()));
                deflate(Deflate.pays(packing, input) ? packing : storing, input, from + BLOCK >= size, out.clear());
                written += FileBytesOut.write(channel, out.flip());
            }
        } finally {
            packing.end();
            storing.end();
        }
        var trailer = ByteBuffer.allocate(4).order(ByteOrder.BIG_ENDIAN).putInt((int) checksum.getValue());
        return written + FileBytesOut.write(channel, trailer.flip());
    }

    /// Deflates into `out`, which has room for the worst case; all but the last block end on a byte boundary.
    private static void deflate(Deflater deflater, List<MemorySegment> input, boolean last, ByteBuffer out) {
        deflater.reset();
        for (var part : input) {
            deflater.setInput(part.asByteBuffer());
            while (!deflater.needsInput()) {
                deflater.deflate(out);
            }
        }
        if (last) {
            deflater.finish();
            while (!deflater.finished()) {
                deflater.deflate(out);
            }
        } else {
            deflater.deflate(out, Deflater.SYNC_FLUSH);
        }
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
}
