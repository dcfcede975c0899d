package dev.stampede.bindings.snaphu;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.NativeSource;
import dev.stampede.bindings.snaphu.generated.Snaphu;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Finds the library made by `make snaphu`: a file the caller names, or the one named by
/// `stampede.native.snaphu.path`. Nothing else is tried.
public final class SnaphuLibrary {
    /// How to get it, for messages.
    public static final String ADVICE = "build it from your own snaphu sources with make snaphu, then name it with"
            + " tools.snaphu or -Dstampede.native.snaphu.path";

    static final String ABI_VERSION = "stampede_snaphu_abi_version";
    static final String VERSION = "stampede_snaphu_version";
    static final String UNWRAP = "stampede_snaphu_unwrap";

    private static final long VERSION_LENGTH = 64;
    private static final Map<Optional<Path>, NativeLibrary> FOUND = new ConcurrentHashMap<>();

    private SnaphuLibrary() {}

    /// Whether a property names a library.
    public static boolean isNamed() {
        return System.getProperty("stampede.native.snaphu.path") != null;
    }

    /// The library at a path, or the one the property names when none is given; each is searched once.
    public static NativeLibrary find(Optional<Path> file) {
        return FOUND.computeIfAbsent(
                file,
                _ -> NativeLibrary.load(
                        new NativeSource(
                                "snaphu",
                                List.of(),
                                List.of(),
                                List.of(ABI_VERSION, VERSION, UNWRAP),
                                SnaphuLibrary::abi),
                        file));
    }

    /// The version of the snaphu sources a library was made from, such as `2.0.5`.
    public static String version(NativeLibrary.Loaded library) {
        var call = Linker.nativeLinker()
                .downcallHandle(library.symbols().findOrThrow(VERSION), FunctionDescriptor.of(ValueLayout.ADDRESS));
        try {
            return ((MemorySegment) call.invokeExact())
                    .reinterpret(VERSION_LENGTH)
                    .getString(0);
        } catch (Throwable e) {
            throw new AssertionError(VERSION, e);
        }
    }

    private static int abi(SymbolLookup symbols) throws Throwable {
        var call = Linker.nativeLinker()
                .downcallHandle(symbols.findOrThrow(ABI_VERSION), FunctionDescriptor.of(ValueLayout.JAVA_INT));
        int spoken = (int) call.invokeExact();
        if (spoken != Snaphu.STAMPEDE_SNAPHU_ABI()) {
            throw new NativeSource.UnsuitableException(
                    "speaks ABI " + spoken + ", needs " + Snaphu.STAMPEDE_SNAPHU_ABI() + "; run make snaphu again");
        }
        return spoken;
    }
}
