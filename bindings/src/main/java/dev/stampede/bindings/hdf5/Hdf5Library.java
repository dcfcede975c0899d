package dev.stampede.bindings.hdf5;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.NativePlatform;
import dev.stampede.bindings.NativeSource;
import dev.stampede.bindings.hdf5.generated.Hdf5;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.List;

/// Finds the HDF5 C library, 1.10.7 or newer: the one named by `stampede.native.hdf5.path`, the one that
/// comes as a Maven artifact (Linux and macOS on x86-64), or the system's.
public final class Hdf5Library {
    private static final int OLDEST = 11007;

    private Hdf5Library() {}

    /// Searched once, when first asked for.
    public static NativeLibrary status() {
        return Holder.STATUS;
    }

    /// The version as `major * 10000 + minor * 100 + release`.
    private static int version(SymbolLookup symbols) throws Throwable {
        if (NativePlatform.current().os().equals("windows")) {
            throw new NativeSource.UnsuitableException("the HDF5 binding is made for 64-bit Unix");
        }
        var call = Linker.nativeLinker()
                .downcallHandle(
                        symbols.findOrThrow("H5get_libversion"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
        try (var arena = Arena.ofConfined()) {
            var major = arena.allocate(ValueLayout.JAVA_INT);
            var minor = arena.allocate(ValueLayout.JAVA_INT);
            var release = arena.allocate(ValueLayout.JAVA_INT);
            int status = (int) call.invokeExact(major, minor, release);
            int version = status < 0 ? 0 : number(major) * 10000 + number(minor) * 100 + number(release);
            if (version < OLDEST) {
                throw new NativeSource.UnsuitableException("is HDF5 " + version + ", needs " + OLDEST + " or newer");
            }
            return version;
        }
    }

    private static int number(MemorySegment segment) {
        return segment.get(ValueLayout.JAVA_INT, 0);
    }

    private static final class Holder {
        static final NativeLibrary STATUS = find();

        private static NativeLibrary find() {
            var platform = NativePlatform.current();
            var mac = platform.os().equals("macosx");
            var resource = "org/bytedeco/hdf5/" + platform.label() + (mac ? "/libhdf5.310.dylib" : "/libhdf5.so.310");
            var system = mac
                    ? List.of("libhdf5.dylib")
                    : List.of(
                            "libhdf5.so",
                            "libhdf5.so.310",
                            "libhdf5.so.200",
                            "libhdf5.so.103",
                            "libhdf5_serial.so.310",
                            "libhdf5_serial.so.103");
            var needed =
                    List.of("H5open", "H5get_libversion", "H5Pset_file_locking", "H5Dwrite_chunk", "H5Rdereference2");
            var found = NativeLibrary.load(
                    new NativeSource("hdf5", List.of(resource), system, needed, Hdf5Library::version));
            if (found instanceof NativeLibrary.Loaded) {
                // The program ends without the library's own end-of-program work: no session is open then, and a
                // thread still reading must not lose the library under it.
                Hdf5.H5dont_atexit();
                Hdf5.H5open();
                Hdf5.H5Eset_auto2(0, MemorySegment.NULL, MemorySegment.NULL);
            }
            return found;
        }
    }
}
