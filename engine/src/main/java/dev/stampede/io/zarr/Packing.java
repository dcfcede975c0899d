package dev.stampede.io.zarr;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Packs and unpacks the bytes of chunks, off the heap.
final class Packing {
    private static final int GZIP_HEADER = 10;
    private static final int GZIP_TRAILER = 8;
    private static final int GZIP_MAGIC = 0x8b1f;
    private static final int GZIP_DEFLATE = 8;
    private static final int UNKNOWN_SYSTEM = 255;
    private static final int FLAG_HEADER_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;
    private static final ValueLayout.OfInt I32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort I16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private Packing() {}

    /// The packed bytes, in the arena's memory; the bytes themselves if they are not packed.
    static MemorySegment pack(Arena arena, MemorySegment bytes, ZarrCompression how, int level) {
        return switch (how) {
            case NONE -> bytes;
            case ZLIB -> deflated(arena, bytes, level, false, 0, 0);
            case GZIP -> gzip(arena, bytes, level);
        };
    }

    private static MemorySegment gzip(Arena arena, MemorySegment bytes, int level) {
        var all = deflated(arena, bytes, level, true, GZIP_HEADER, GZIP_TRAILER);
        all.set(I16, 0, (short) GZIP_MAGIC);
        all.set(ValueLayout.JAVA_BYTE, 2, (byte) GZIP_DEFLATE);
        all.set(ValueLayout.JAVA_BYTE, GZIP_HEADER - 1, (byte) UNKNOWN_SYSTEM);
        var crc = new CRC32();
        crc.update(bytes.asByteBuffer());
        all.set(I32, all.byteSize() - GZIP_TRAILER, (int) crc.getValue());
        all.set(I32, all.byteSize() - GZIP_TRAILER / 2, (int) bytes.byteSize());
        return all;
    }

    /// With room before and after; what is in front is zeros.
    private static MemorySegment deflated(
            Arena arena, MemorySegment bytes, int level, boolean raw, int before, int after) {
        try (var deflater = new Deflater(level, raw)) {
            deflater.setInput(bytes.asByteBuffer());
            deflater.finish();
            long bound = bytes.byteSize() + bytes.byteSize() / 1000 + 64; // stored blocks add 5 bytes in 16 KiB
            var out = arena.allocate(before + bound + after);
            var buffer = out.asSlice(before, bound).asByteBuffer();
            while (!deflater.finished()) {
                deflater.deflate(buffer);
            }
            return out.asSlice(0, before + buffer.position() + after);
        }
    }

    /// Unpacks all of `out`.
    /// @param where for messages
    /// @throws IOException if the packed bytes are damaged or hold another number of bytes
    static void unpack(MemorySegment packed, ZarrCompression how, MemorySegment out, String where) throws IOException {
        switch (how) {
            case NONE -> {
                if (packed.byteSize() != out.byteSize()) {
                    throw length(where, packed.byteSize(), out.byteSize());
                }
                out.copyFrom(packed);
            }
            case ZLIB -> inflate(packed, out, false, where);
            case GZIP -> inflate(packed.asSlice(gzipHeader(packed, where)), out, true, where);
        }
    }

    private static IOException length(String where, long found, long expected) {
        return new IOException(where + ": holds " + found + " bytes, expected " + expected + "; the file is damaged");
    }

    /// Where the compressed bytes begin.
    private static long gzipHeader(MemorySegment packed, String where) throws IOException {
        if (packed.byteSize() < GZIP_HEADER + GZIP_TRAILER || packed.get(I16, 0) != (short) GZIP_MAGIC) {
            throw new IOException(where + ": is not compressed with gzip, as its metadata say");
        }
        int flags = packed.get(ValueLayout.JAVA_BYTE, 3);
        long end = packed.byteSize() - GZIP_TRAILER;
        long at = GZIP_HEADER;
        if ((flags & FLAG_EXTRA) != 0) {
            at += 2 + (at + 2 <= end ? Short.toUnsignedLong(packed.get(I16, at)) : end);
        }
        for (int flag : new int[] {FLAG_NAME, FLAG_COMMENT}) {
            if ((flags & flag) != 0) {
                while (at < end && packed.get(ValueLayout.JAVA_BYTE, at++) != 0) {
                    // up to and with the end of the text
                }
            }
        }
        at += (flags & FLAG_HEADER_CRC) != 0 ? 2 : 0;
        if (at >= end) {
            throw new IOException(where + ": its gzip header has no end; the file is damaged");
        }
        return at;
    }

    /// @param raw without a checksum inside; that of gzip follows
    private static void inflate(MemorySegment packed, MemorySegment out, boolean raw, String where) throws IOException {
        try (var inflater = new Inflater(raw)) {
            inflater.setInput(packed.asByteBuffer());
            var buffer = out.asByteBuffer();
            while (buffer.hasRemaining() && !inflater.finished()) {
                if (inflater.inflate(buffer) == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    break;
                }
            }
            if (buffer.hasRemaining()) {
                throw length(where, buffer.position(), out.byteSize());
            }
            // The end of the stream may not have been seen yet; that of zlib is its checksum.
            if (!inflater.finished() && inflater.inflate(new byte[1]) > 0) {
                throw new IOException(
                        where + ": holds more than the expected " + out.byteSize() + " bytes; the file is damaged");
            }
            if (!inflater.finished()) {
                throw new IOException(where + ": ends too early; the file is damaged");
            }
            if (raw) {
                requireChecksum(packed, inflater.getBytesRead(), out, where);
            }
        } catch (DataFormatException damaged) {
            throw new IOException(where + ": cannot be uncompressed: " + damaged.getMessage(), damaged);
        }
    }

    private static void requireChecksum(MemorySegment packed, long end, MemorySegment out, String where)
            throws IOException {
        var crc = new CRC32();
        crc.update(out.asByteBuffer());
        if (end + GZIP_TRAILER > packed.byteSize() || packed.get(I32, end) != (int) crc.getValue()) {
            throw new IOException(where + ": does not agree with its checksum; the file is damaged");
        }
    }
}
