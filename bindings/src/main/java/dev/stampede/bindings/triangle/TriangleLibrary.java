package dev.stampede.bindings.triangle;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.NativePlatform;
import dev.stampede.bindings.NativeSource;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Finds the shared library of Triangle 1.6: a file the caller names, the one named by
/// `stampede.native.triangle.path`, or the system's.
public final class TriangleLibrary {
    /// How to get it, for messages.
    public static final String ADVICE =
            "install libtriangle-dev (Debian and Ubuntu: non-free), or name a shared library"
                    + " with tools.triangle or -Dstampede.native.triangle.path";

    /// Two points more than three, chosen so that a build in single precision, which would read each double
    /// as the two coordinates of a point, sees a harmless set with another number of edges.
    private static final double[] PROBE_X = {point(0x3FF00000, 1f), point(0x40100000, 3f), point(0x40080000, 6f), 2};

    private static final double[] PROBE_Y = {point(0x3FF00000, 5f), point(0x3FF00000, 4f), 1.5, 4};
    private static final int PROBE_EDGES = 6;

    private static final Map<Optional<Path>, NativeLibrary> FOUND = new ConcurrentHashMap<>();

    private TriangleLibrary() {}

    /// The library at a path, or wherever it is found when none is given; each is searched once.
    public static NativeLibrary find(Optional<Path> file) {
        return FOUND.computeIfAbsent(file, TriangleLibrary::search);
    }

    private static NativeLibrary search(Optional<Path> file) {
        var system = NativePlatform.current().os().equals("macosx")
                ? List.of("libtriangle.dylib")
                : List.of("libtriangle.so", "libtriangle-1.6.so");
        return NativeLibrary.load(
                new NativeSource("triangle", List.of(), system, TriangleCalls.SYMBOLS, TriangleLibrary::version), file);
    }

    /// The library has no version function; that it finds the edges of four points shows that it speaks double
    /// precision. Version 1.6 is the last there is.
    private static int version(SymbolLookup symbols) throws NativeSource.UnsuitableException {
        if (NativePlatform.current().os().equals("windows")) {
            throw new NativeSource.UnsuitableException("the binding is made for 64-bit Unix");
        }
        int edges = TriangleCalls.of(symbols).edges(PROBE_X, PROBE_Y).length / 2;
        if (edges != PROBE_EDGES) {
            throw new NativeSource.UnsuitableException("found " + edges + " edges between four points instead of "
                    + PROBE_EDGES + "; is it a single-precision build?");
        }
        return 106;
    }

    /// A double whose upper half is given and whose lower half reads as `low` in single precision.
    private static double point(int high, float low) {
        return Double.longBitsToDouble((long) high << 32 | Float.floatToRawIntBits(low));
    }
}
