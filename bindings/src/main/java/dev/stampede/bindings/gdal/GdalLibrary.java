package dev.stampede.bindings.gdal;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.NativePlatform;
import dev.stampede.bindings.NativeSource;
import dev.stampede.bindings.gdal.generated.Gdal;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.List;

/// Finds GDAL, 3.6 or newer: the library named by `stampede.native.gdal.path`, or the system's.
public final class GdalLibrary {
    /// `major * 10000 + minor * 100 + release`.
    private static final int OLDEST = 30600;

    private GdalLibrary() {}

    /// Searched once, when first asked for. When found, drivers are registered and messages of the library
    /// are caught.
    public static NativeLibrary status() {
        return Holder.STATUS;
    }

    /// Returns when the library can be used.
    /// @throws GdalMissingException if it cannot, with the reason and what to install
    public static void require() throws GdalMissingException {
        if (status() instanceof NativeLibrary.Missing(var _, var reason)) {
            throw new GdalMissingException(
                    "GDAL is not available (" + reason + "); install it (Debian and Ubuntu: package "
                            + "libgdal-dev or gdal-bin), or name its file with -Dstampede.native.gdal.path");
        }
    }

    /// Such as `3.6.2`.
    /// @throws GdalException if the library is missing
    public static String version() throws GdalException {
        require();
        try (var arena = Arena.ofConfined()) {
            return Gdal.GDALVersionInfo(arena.allocateFrom("RELEASE_NAME")).getString(0);
        }
    }

    /// Bounds the cache of blocks, which else grows to a twentieth of the machine's memory.
    /// @throws GdalException if the library is missing
    public static void limitCache(long bytes) throws GdalException {
        require();
        if (status() instanceof NativeLibrary.Loaded loaded) {
            var call = Linker.nativeLinker()
                    .downcallHandle(
                            loaded.symbols().findOrThrow("GDALSetCacheMax64"),
                            FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG));
            try {
                call.invokeExact(bytes);
            } catch (Throwable failure) {
                throw new AssertionError("GDALSetCacheMax64", failure);
            }
        }
    }

    private static int probe(SymbolLookup symbols) throws Throwable {
        if (NativePlatform.current().os().equals("windows")) {
            throw new NativeSource.UnsuitableException("the GDAL binding is made for 64-bit Unix");
        }
        var call = Linker.nativeLinker()
                .downcallHandle(
                        symbols.findOrThrow("GDALVersionInfo"),
                        FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS));
        try (var arena = Arena.ofConfined()) {
            var text = (MemorySegment) call.invokeExact(arena.allocateFrom("VERSION_NUM"));
            int number = Integer.parseInt(text.reinterpret(64).getString(0)); // 3060200 for 3.6.2
            int version = number / 100;
            if (version < OLDEST) {
                throw new NativeSource.UnsuitableException("is GDAL " + version + ", needs " + OLDEST + " or newer");
            }
            return version;
        }
    }

    private static final class Holder {
        static final NativeLibrary STATUS = find();

        private static NativeLibrary find() {
            var system = NativePlatform.current().os().equals("macosx")
                    ? List.of("libgdal.dylib")
                    : List.of(
                            "libgdal.so",
                            "libgdal.so.38",
                            "libgdal.so.37",
                            "libgdal.so.36",
                            "libgdal.so.35",
                            "libgdal.so.34",
                            "libgdal.so.33",
                            "libgdal.so.32");
            var needed = List.of("GDALVersionInfo", "GDALAllRegister", "GDALOpenEx", "GDALBuildOverviewsEx");
            var found = NativeLibrary.load(new NativeSource("gdal", List.of(), system, needed, GdalLibrary::probe));
            if (found instanceof NativeLibrary.Loaded) {
                GdalMessages.listen();
                Gdal.GDALAllRegister();
            }
            return found;
        }
    }
}
