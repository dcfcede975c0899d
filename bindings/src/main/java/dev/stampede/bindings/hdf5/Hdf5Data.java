package dev.stampede.bindings.hdf5;

import static dev.stampede.bindings.hdf5.generated.Hdf5.*;

import dev.stampede.bindings.hdf5.generated.Hdf5;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Datasets: shape, reading, writing. Memory is little-endian and off-heap.
public final class Hdf5Data {
    static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /// Which part of a value the memory holds.
    public enum Part {
        /// A plain number.
        WHOLE,
        /// One member of a complex value, written or read alone.
        REAL,
        IMAGINARY,
        /// Real and imaginary part side by side.
        BOTH
    }

    /// How a new dataset is laid out.
    ///
    /// @param chunk   shape of a chunk, `null` for one piece
    /// @param deflate whether chunks are shuffled and deflated; each chunk may leave that out
    public record Layout(long[] chunk, boolean deflate) {
        public static final Layout ONE_PIECE = new Layout(null, false);
    }

    private static final int MAX_DIMS = 32;

    private final Hdf5Session session;

    public Hdf5Data(Hdf5Session session) {
        this.session = session;
    }

    public Hdf5Shape shape(long dataset) throws Hdf5Exception {
        int mark = session.mark();
        try (var arena = Arena.ofConfined()) {
            long space = session.own(H5Dget_space(dataset), Hdf5::H5Sclose, "read the shape");
            boolean hasData = H5Sget_simple_extent_type(space) != H5S_NULL();
            int rank = (int) session.check(H5Sget_simple_extent_ndims(space), "read the shape");
            var dims = longs(arena, Math.max(1, rank));
            session.check(H5Sget_simple_extent_dims(space, dims, MemorySegment.NULL), "read the shape");
            long[] chunk = chunk(arena, dataset);
            var count = longs(arena, 1);
            if (chunk != null) {
                session.check(H5Dget_num_chunks(dataset, space, count), "count the chunks");
            }
            long type = session.own(H5Dget_type(dataset), Hdf5::H5Tclose, "read the type");
            boolean complex = isComplex(type);
            return new Hdf5Shape(
                    toArray(dims, rank),
                    hasData,
                    complex ? partType(type) : Hdf5Type.of(type),
                    complex,
                    chunk,
                    H5Dget_storage_size(dataset),
                    count.get(U64, 0));
        } finally {
            session.release(mark);
        }
    }

    private long[] chunk(Arena arena, long dataset) throws Hdf5Exception {
        long creation = session.own(H5Dget_create_plist(dataset), Hdf5::H5Pclose, "read the layout");
        if (H5Pget_layout(creation) != H5D_CHUNKED()) {
            return null;
        }
        var chunk = longs(arena, MAX_DIMS);
        int rank = (int) session.check(H5Pget_chunk(creation, MAX_DIMS, chunk), "read the shape of a chunk");
        return toArray(chunk, rank);
    }

    private boolean isComplex(long type) {
        try (var arena = Arena.ofConfined()) {
            return H5Tget_class(type) == H5T_COMPOUND()
                    && H5Tget_nmembers(type) == 2
                    && H5Tget_member_index(type, arena.allocateFrom("real")) >= 0
                    && H5Tget_member_index(type, arena.allocateFrom("imag")) >= 0;
        }
    }

    /// The type of both parts; any other when they differ or do not lie side by side.
    private Hdf5Type partType(long type) throws Hdf5Exception {
        var part = memberType(type, 0);
        boolean sideBySide = part == memberType(type, 1)
                && H5Tget_size(type) == 2L * part.bytes()
                && H5Tget_member_offset(type, 0) == 0
                && H5Tget_member_offset(type, 1) == part.bytes();
        return sideBySide ? part : Hdf5Type.OTHER;
    }

    private Hdf5Type memberType(long type, int member) throws Hdf5Exception {
        return Hdf5Type.of(session.own(H5Tget_member_type(type, member), Hdf5::H5Tclose, "read the type"));
    }

    /// Reads a block into `target`, converting to `type`.
    ///
    /// @param from  first index per dimension, slowest first; `null` for everything
    /// @param count number per dimension; `null` for everything
    public void read(long dataset, Hdf5Type type, Part part, long[] from, long[] count, MemorySegment target)
            throws Hdf5Exception {
        int mark = session.mark();
        try {
            requireNumbers(dataset);
            long memory = memoryType(type, part);
            var block = new Block(dataset, from, count);
            session.check(H5Dread(dataset, memory, block.memory, block.file, 0, target), "read the data");
        } finally {
            session.release(mark);
        }
    }

    private void requireNumbers(long dataset) throws Hdf5Exception {
        long type = session.own(H5Dget_type(dataset), Hdf5::H5Tclose, "read the type");
        if ((isComplex(type) ? partType(type) : Hdf5Type.of(type)) == Hdf5Type.OTHER) {
            throw new Hdf5Exception("the data have a type that is neither a number nor a complex one");
        }
    }

    /// Writes a block from `source`; arguments as in [#read].
    public void write(long dataset, Hdf5Type type, Part part, long[] from, long[] count, MemorySegment source)
            throws Hdf5Exception {
        int mark = session.mark();
        try {
            long memory = memoryType(type, part);
            var block = new Block(dataset, from, count);
            session.check(H5Dwrite(dataset, memory, block.memory, block.file, 0, source), "write the data");
        } finally {
            session.release(mark);
        }
    }

    /// Writes one chunk that the caller has already shuffled and deflated, or (`plain`) not.
    public void writeChunk(long dataset, long[] from, boolean plain, MemorySegment bytes) throws Hdf5Exception {
        try (var arena = Arena.ofConfined()) {
            int skippedFilters = plain ? 0b11 : 0;
            session.check(
                    H5Dwrite_chunk(dataset, 0, skippedFilters, toSegment(arena, from), bytes.byteSize(), bytes),
                    "write a chunk");
        }
    }

    /// Makes a dataset of numbers, or of complex numbers.
    ///
    /// @param dims slowest first
    public long create(long group, String name, Hdf5Type type, boolean complex, long[] dims, Layout layout)
            throws Hdf5Exception {
        try (var arena = Arena.ofConfined()) {
            long space = session.own(
                    H5Screate_simple(dims.length, toSegment(arena, dims), MemorySegment.NULL),
                    Hdf5::H5Sclose,
                    "make a shape");
            long creation = session.own(H5Pcreate(H5P_CLS_DATASET_CREATE_ID_g()), Hdf5::H5Pclose, "make properties");
            session.check(H5Pset_obj_track_times(creation, false), "leave out times");
            session.check(H5Pset_fill_time(creation, H5D_FILL_TIME_NEVER()), "leave out filling");
            if (layout.chunk != null) {
                session.check(
                        H5Pset_chunk(creation, layout.chunk.length, toSegment(arena, layout.chunk)), "set chunks");
            }
            if (layout.deflate) {
                session.check(H5Pset_shuffle(creation), "set the shuffle filter");
                session.check(H5Pset_deflate(creation, 1), "set the deflate filter");
            }
            long fileType = memoryType(type, complex ? Part.BOTH : Part.WHOLE);
            return session.own(
                    H5Dcreate2(group, arena.allocateFrom(name), fileType, space, 0, creation, 0),
                    Hdf5::H5Dclose,
                    "make dataset " + name);
        }
    }

    private long memoryType(Hdf5Type type, Part part) throws Hdf5Exception {
        if (part == Part.WHOLE) {
            return type.id();
        }
        int bytes = part == Part.BOTH ? 2 * type.bytes() : type.bytes();
        long compound = session.own(H5Tcreate(H5T_COMPOUND(), bytes), Hdf5::H5Tclose, "make a complex type");
        try (var arena = Arena.ofConfined()) {
            if (part != Part.IMAGINARY) {
                session.check(H5Tinsert(compound, arena.allocateFrom("real"), 0, type.id()), "make a complex type");
            }
            if (part != Part.REAL) {
                long at = part == Part.BOTH ? type.bytes() : 0;
                session.check(H5Tinsert(compound, arena.allocateFrom("imag"), at, type.id()), "make a complex type");
            }
        }
        return compound;
    }

    /// The spaces that select a block in file and memory; zero selects everything.
    private final class Block {
        final long file;
        final long memory;

        Block(long dataset, long[] from, long[] count) throws Hdf5Exception {
            if (from == null) {
                file = 0;
                memory = 0;
                return;
            }
            try (var arena = Arena.ofConfined()) {
                var size = toSegment(arena, count);
                file = session.own(H5Dget_space(dataset), Hdf5::H5Sclose, "read the shape");
                memory = session.own(
                        H5Screate_simple(count.length, size, MemorySegment.NULL), Hdf5::H5Sclose, "make a shape");
                session.check(
                        H5Sselect_hyperslab(
                                file,
                                H5S_SELECT_SET(),
                                toSegment(arena, from),
                                MemorySegment.NULL,
                                size,
                                MemorySegment.NULL),
                        "select a block");
            }
        }
    }

    static MemorySegment longs(Arena arena, int count) {
        return arena.allocate(8L * count, 8);
    }

    static MemorySegment toSegment(Arena arena, long[] values) {
        var segment = longs(arena, Math.max(1, values.length));
        MemorySegment.copy(values, 0, segment, U64, 0, values.length);
        return segment;
    }

    static long[] toArray(MemorySegment segment, int count) {
        var values = new long[count];
        MemorySegment.copy(segment, U64, 0, values, 0, count);
        return values;
    }
}
