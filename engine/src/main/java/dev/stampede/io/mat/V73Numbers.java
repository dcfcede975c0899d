package dev.stampede.io.mat;

import dev.stampede.bindings.hdf5.Hdf5Data;
import dev.stampede.bindings.hdf5.Hdf5Data.Part;
import dev.stampede.bindings.hdf5.Hdf5Shape;
import dev.stampede.bindings.hdf5.Hdf5Type;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/// Reads the numbers of one dataset of a level-7.3 file, converted to their class. Complex values are read
/// in blocks of whole chunks and parted into planes, so that nothing is inflated twice.
final class V73Numbers {
    private static final long BLOCK_BYTES = 1 << 22;
    private static final long MAX_BLOCK_BYTES = 1 << 26;
    private static final long SUSPICIOUS_BYTES = 1 << 20;

    private final Hdf5Data data;
    private final Path path;
    private final String where;
    private final long dataset;
    private final MatClass type;
    private final Hdf5Type memory;
    private final Hdf5Shape shape;

    V73Numbers(Hdf5Data data, Path path, String where, long dataset, V73Object about) {
        this.data = data;
        this.path = path;
        this.where = where;
        this.dataset = dataset;
        this.type = about.type();
        this.memory = typeOf(about.type());
        this.shape = about.shape();
    }

    /// The type of our memory for a class.
    static Hdf5Type typeOf(MatClass type) {
        return switch (type) {
            case DOUBLE -> Hdf5Type.F64;
            case SINGLE -> Hdf5Type.F32;
            case INT8 -> Hdf5Type.I8;
            case INT16 -> Hdf5Type.I16;
            case INT32 -> Hdf5Type.I32;
            case INT64 -> Hdf5Type.I64;
            case UINT8, LOGICAL -> Hdf5Type.U8;
            case UINT16, CHAR -> Hdf5Type.U16;
            case UINT32 -> Hdf5Type.U32;
            case UINT64 -> Hdf5Type.U64;
            case CELL, STRUCT, SPARSE -> throw new IllegalArgumentException(type + " holds no numbers");
        };
    }

    /// Everything.
    MatArray read(Arena arena, long[] dims) throws IOException {
        long[] all = shape.dims();
        return read(arena, dims, new long[all.length], all);
    }

    /// A block.
    ///
    /// @param dims  shape of the result
    /// @param from  first index per dimension of the file, slowest first
    /// @param count number per dimension of the file
    MatArray read(Arena arena, long[] dims, long[] from, long[] count) throws IOException {
        requirePresent(path, where, shape);
        long size = 1;
        for (long c : count) {
            size = Math.multiplyExact(size, c);
        }
        var re = arena.allocate(Math.max(8, Math.multiplyExact(size, type.bytes())), 64);
        if (!shape.complex()) {
            data.read(dataset, memory, Part.WHOLE, from, count, re);
            if (type == MatClass.LOGICAL) {
                zeroOrOne(re, size);
            }
            return new MatArray(type, dims, re, null);
        }
        var im = arena.allocate(Math.max(8, size * type.bytes()), 64);
        readComplex(re, im, from, count, size);
        return new MatArray(type, dims, re, im);
    }

    private void readComplex(MemorySegment re, MemorySegment im, long[] from, long[] count, long size)
            throws IOException {
        long slabValues = count.length == 0 ? 1 : size / count[0];
        long slabBytes = 2L * slabValues * type.bytes();
        long align = shape.chunk() == null ? 1 : shape.chunk()[0];
        if (count.length == 0 || align * slabBytes > MAX_BLOCK_BYTES) {
            data.read(dataset, memory, Part.REAL, from, count, re);
            data.read(dataset, memory, Part.IMAGINARY, from, count, im);
            return;
        }
        long step = Math.max(1, BLOCK_BYTES / slabBytes / align) * align;
        try (var scratch = Arena.ofConfined()) {
            var both = scratch.allocate(Math.min(step, count[0]) * slabBytes, 64);
            for (long done = 0; done < count[0]; ) {
                // Blocks end where chunks end, wherever the first one starts.
                long n = Math.min(count[0] - done, step - (from[0] + done) % step);
                var blockFrom = from.clone();
                var blockCount = count.clone();
                blockFrom[0] += done;
                blockCount[0] = n;
                data.read(dataset, memory, Part.BOTH, blockFrom, blockCount, both);
                Planes.part(both, n * slabValues, type.bytes(), re, im, done * slabValues * type.bytes());
                done += n;
            }
        }
    }

    private static void zeroOrOne(MemorySegment values, long count) {
        for (long i = 0; i < count; i++) {
            values.set(ValueLayout.JAVA_BYTE, i, (byte) (values.get(ValueLayout.JAVA_BYTE, i) != 0 ? 1 : 0));
        }
    }

    /// Refuses a shape the file has no data for, before memory is allocated for it.
    static void requirePresent(Path path, String where, Hdf5Shape shape) throws FormatException {
        long values = 1;
        long inChunks = shape.chunkCount();
        for (int i = 0; i < shape.dims().length; i++) {
            values = Math.multiplyExact(values, shape.dims()[i]);
            inChunks = shape.chunk() == null ? 0 : saturated(inChunks, shape.chunk()[i]);
        }
        long bytes = saturated(values, Math.max(1, shape.valueBytes()));
        boolean present = shape.chunk() == null ? shape.storedBytes() >= bytes : inChunks >= values;
        if (!present && bytes > SUSPICIOUS_BYTES) {
            throw new FormatException(
                    path, where + ": " + bytes + " bytes of data expected, but " + shape.storedBytes() + " are stored");
        }
    }

    private static long saturated(long a, long b) {
        return Math.multiplyHigh(a, b) == 0 && a * b >= 0 ? a * b : Long.MAX_VALUE;
    }
}
