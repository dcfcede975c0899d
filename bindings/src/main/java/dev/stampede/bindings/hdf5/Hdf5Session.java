package dev.stampede.bindings.hdf5;

import static dev.stampede.bindings.hdf5.generated.Hdf5.*;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.hdf5.generated.H5E_error2_t;
import dev.stampede.bindings.hdf5.generated.H5E_walk2_t;
import dev.stampede.bindings.hdf5.generated.H5G_info_t;
import dev.stampede.bindings.hdf5.generated.Hdf5;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// Exclusive use of the HDF5 library, which is not safe for threads: a session holds the one lock around
/// it, and closes what was opened in it when it ends. Objects are the library's identifiers (`long`).
///
/// Groups and links live here, [Hdf5Data] reads and writes datasets, [Hdf5Attributes] attributes.
public final class Hdf5Session implements AutoCloseable {
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final int READ_ONLY = 0;
    private static final int TRUNCATE = 2;

    @FunctionalInterface
    interface Closer {
        int close(long id);
    }

    private record Open(long id, Closer closer) {}

    private final Deque<Open> open = new ArrayDeque<>();
    private Path path;

    private Hdf5Session() {
        LOCK.lock();
    }

    /// Waits for the library and takes it.
    /// @throws Hdf5Exception if there is no HDF5 library, saying why
    public static Hdf5Session begin() throws Hdf5Exception {
        if (Hdf5Library.status() instanceof NativeLibrary.Missing(var _, var reason)) {
            throw new Hdf5Exception("the HDF5 library is not available (" + reason
                    + "); install it, or name its file with -Dstampede.native.hdf5.path");
        }
        return new Hdf5Session();
    }

    /// The number of identifiers now open, for [#release].
    public int mark() {
        return open.size();
    }

    /// Closes what was opened since [#mark].
    public void release(int mark) {
        while (open.size() > mark) {
            var last = open.pop();
            last.closer.close(last.id);
        }
    }

    @Override
    public void close() {
        try {
            release(0);
        } finally {
            LOCK.unlock();
        }
    }

    /// Opens a file for reading.
    public long openFile(Path file) throws Hdf5Exception {
        path = file;
        try (var arena = Arena.ofConfined()) {
            return own(
                    H5Fopen(arena.allocateFrom(file.toString()), READ_ONLY, access()), Hdf5::H5Fclose, "open the file");
        }
    }

    /// Makes a new file, replacing an old one.
    ///
    /// @param userBlock bytes kept free at the start: 0, 512 or a larger power of two
    public long createFile(Path file, long userBlock) throws Hdf5Exception {
        long creation = own(H5Pcreate(H5P_CLS_FILE_CREATE_ID_g()), Hdf5::H5Pclose, "make properties");
        check(H5Pset_userblock(creation, userBlock), "set the user block");
        check(H5Pset_obj_track_times(creation, false), "leave out times");
        try (var arena = Arena.ofConfined()) {
            return own(
                    H5Fcreate(arena.allocateFrom(file.toString()), TRUNCATE, creation, access()),
                    Hdf5::H5Fclose,
                    "create the file");
        }
    }

    /// Writes everything and closes a file, and with it all that was opened in it.
    public void closeFile(long file) throws Hdf5Exception {
        var files = open.stream().filter(o -> o.id == file).toList();
        while (!open.isEmpty() && open.peek().id != file) {
            release(open.size() - 1);
        }
        open.removeAll(files);
        check(H5Fclose(file), "write the file");
    }

    /// File locks fail on some network file systems; whoever writes here does so to a file nobody else knows
    /// yet.
    private long access() throws Hdf5Exception {
        long access = own(H5Pcreate(H5P_CLS_FILE_ACCESS_ID_g()), Hdf5::H5Pclose, "make properties");
        check(H5Pset_fclose_degree(access, H5F_CLOSE_STRONG()), "set the close degree");
        check(H5Pset_file_locking(access, false, true), "switch off file locks");
        return access;
    }

    public long createGroup(long parent, String name) throws Hdf5Exception {
        long creation = own(H5Pcreate(H5P_CLS_GROUP_CREATE_ID_g()), Hdf5::H5Pclose, "make properties");
        check(H5Pset_obj_track_times(creation, false), "leave out times");
        try (var arena = Arena.ofConfined()) {
            return own(
                    H5Gcreate2(parent, arena.allocateFrom(name), 0, creation, 0), Hdf5::H5Oclose, "make group " + name);
        }
    }

    /// Names of the members of a group, ascending.
    public List<String> members(long group) throws Hdf5Exception {
        try (var arena = Arena.ofConfined()) {
            var info = H5G_info_t.allocate(arena);
            check(H5Gget_info(group, info), "count members");
            long count = H5G_info_t.nlinks(info);
            List<String> names = new ArrayList<>();
            var dot = arena.allocateFrom(".");
            for (long i = 0; i < count; i++) {
                names.add(member(arena, group, dot, i));
            }
            return names;
        }
    }

    private String member(Arena arena, long group, MemorySegment dot, long i) throws Hdf5Exception {
        long length = check(
                H5Lget_name_by_idx(group, dot, H5_INDEX_NAME(), H5_ITER_INC(), i, MemorySegment.NULL, 0, 0),
                "read the name of member " + i);
        if (length > 1 << 16) {
            throw new Hdf5Exception("the name of member " + i + " has " + length + " bytes");
        }
        var name = arena.allocate(length + 1);
        check(
                H5Lget_name_by_idx(group, dot, H5_INDEX_NAME(), H5_ITER_INC(), i, name, length + 1, 0),
                "read the name of member " + i);
        return name.getString(0, StandardCharsets.UTF_8);
    }

    public boolean has(long group, String name) throws Hdf5Exception {
        try (var arena = Arena.ofConfined()) {
            return check(H5Lexists(group, arena.allocateFrom(name), 0), "look for " + name) > 0;
        }
    }

    /// Opens a group or dataset.
    public long open(long parent, String name) throws Hdf5Exception {
        try (var arena = Arena.ofConfined()) {
            return own(H5Oopen(parent, arena.allocateFrom(name), 0), Hdf5::H5Oclose, "open " + name);
        }
    }

    public boolean isGroup(long object) {
        return H5Iget_type(object) == H5I_GROUP();
    }

    public boolean isDataset(long object) {
        return H5Iget_type(object) == H5I_DATASET();
    }

    /// The stored form of a reference to `name` in `group`.
    public long reference(long group, String name) throws Hdf5Exception {
        try (var arena = Arena.ofConfined()) {
            var reference = arena.allocate(8, 8);
            check(H5Rcreate(reference, group, arena.allocateFrom(name), H5R_OBJECT(), -1), "refer to " + name);
            return reference.get(Hdf5Data.U64, 0);
        }
    }

    /// The file opened for reading.
    Path path() {
        return path;
    }

    /// Where the header of an object is, counted from the signature of the file.
    long address(long object) throws Hdf5Exception {
        return reference(object, ".");
    }

    /// Opens what a reference points to.
    public long dereference(long file, long reference) throws Hdf5Exception {
        try (var arena = Arena.ofConfined()) {
            var segment = arena.allocate(8, 8);
            segment.set(Hdf5Data.U64, 0, reference);
            return own(H5Rdereference2(file, 0, H5R_OBJECT(), segment), Hdf5::H5Oclose, "follow an object reference");
        }
    }

    /// Registers an identifier that a call returned; negative means it failed.
    long own(long id, Closer closer, String what) throws Hdf5Exception {
        check(id, what);
        open.push(new Open(id, closer));
        return id;
    }

    long check(long result, String what) throws Hdf5Exception {
        if (result < 0) {
            throw new Hdf5Exception("cannot " + what + ": " + reasons());
        }
        return result;
    }

    private static String reasons() {
        List<String> reasons = new ArrayList<>();
        try (var arena = Arena.ofConfined()) {
            var collect = H5E_walk2_t.allocate(
                    (_, error, _) -> {
                        reasons.add(H5E_error2_t.desc(error).getString(0));
                        return 0;
                    },
                    arena);
            H5Ewalk2(0, H5E_WALK_UPWARD(), collect, MemorySegment.NULL);
        }
        return reasons.isEmpty() ? "no reason given" : String.join(" < ", reasons.reversed());
    }
}
