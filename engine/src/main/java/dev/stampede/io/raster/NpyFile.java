package dev.stampede.io.raster;

import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;

/// Arrays in the `.npy` format: a magic number, a version, the length of a header, the header as a Python literal
/// (`descr`, `fortran_order`, `shape`), then the elements. Read: versions 1 to 3, little-endian, rows first.
public final class NpyFile {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    private static final Map<String, DType> TYPES = Map.ofEntries(
            Map.entry("|b1", DType.BOOL),
            Map.entry("|u1", DType.UINT8),
            Map.entry("|i1", DType.INT8),
            Map.entry("<u2", DType.UINT16),
            Map.entry("<i2", DType.INT16),
            Map.entry("<u4", DType.UINT32),
            Map.entry("<i4", DType.INT32),
            Map.entry("<u8", DType.UINT64),
            Map.entry("<i8", DType.INT64),
            Map.entry("<f4", DType.FLOAT32),
            Map.entry("<f8", DType.FLOAT64));

    private static final Pattern HEADER = Pattern.compile(
            "'descr':\\s*'([^']+)'.*'fortran_order':\\s*(True|False).*'shape':\\s*\\(([^)]*)\\)", Pattern.DOTALL);

    private NpyFile() {}

    /// Reads an array.
    /// @throws IOException if the file is not one, holds another type or is cut off; names it
    public static ArrayView read(SegmentAllocator allocator, Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var start = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
            channel.read(start, 0);
            var magic = Arrays.copyOf(start.array(), MAGIC.length);
            if (!Arrays.equals(magic, MAGIC)) {
                throw new IOException(file + ": no .npy file, its first bytes are " + Arrays.toString(magic));
            }
            boolean first = start.get(6) == 1;
            int length = first ? start.getShort(8) & 0xFFFF : start.getInt(8);
            int headerStart = first ? 10 : 12;
            var header = ByteBuffer.allocate(length);
            channel.read(header, headerStart);
            var text = new String(header.array(), StandardCharsets.UTF_8);
            var found = HEADER.matcher(text);
            if (!found.find()
                    || !TYPES.containsKey(found.group(1))
                    || found.group(2).equals("True")) {
                throw new IOException(
                        file + ": expected little-endian numbers, rows first; the header says " + text.strip());
            }
            var shape = Arrays.stream(found.group(3).split(","))
                    .map(String::strip)
                    .filter(size -> !size.isEmpty())
                    .mapToInt(Integer::parseInt)
                    .toArray();
            var array = ArrayView.allocate(allocator, TYPES.get(found.group(1)), shape);
            fill(channel, headerStart + length, array, file);
            return array;
        }
    }

    private static void fill(FileChannel channel, long from, ArrayView array, Path file) throws IOException {
        long bytes = array.elements() * array.dtype().bytes();
        MemorySegment target = array.segment();
        for (long done = 0; done < bytes; ) {
            int part = (int) Math.min(bytes - done, 1 << 30);
            int read = channel.read(target.asSlice(done, part).asByteBuffer(), from + done);
            if (read < 0) {
                throw new IOException(file + ": cut off after " + done + " of " + bytes + " bytes of elements");
            }
            done += read;
        }
    }
}
