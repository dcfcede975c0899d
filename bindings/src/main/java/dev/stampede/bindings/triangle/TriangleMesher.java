package dev.stampede.bindings.triangle;

import dev.stampede.bindings.NativeLibrary;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// Delaunay edges from a loaded Triangle library.
///
/// The library ends the process on what it cannot triangulate (`exit` or a segmentation fault), so nothing
/// of that kind reaches it: every condition below is checked before each call, and memory is asked for
/// before the library asks.
///
/// | refused                                   | because the library                                            |
/// |-------------------------------------------|----------------------------------------------------------------|
/// | fewer than three points                   | exits                                                          |
/// | NaN or infinite                           | loops or crashes                                               |
/// | points not ascending in (x, y)            | crashes when all are identical; order is how that is seen      |
/// | a coordinate beyond 2^240 or below 2^-200 | loses the exactness of its predicates to overflow or underflow |
/// | more than 2^24 points                     | computes sizes of blocks in 32-bit integers                    |
/// | too little memory                         | exits                                                          |
///
/// Points all on one line are safe: they have no triangles, hence no edges here.
///
/// Threads: any; calls wait for each other, since the library has global state. A call cannot be
/// interrupted (about a second for 500,000 points).
public final class TriangleMesher {
    /// Points that one call takes: twice as many triangles of 48 bytes stay below 2^31 bytes.
    public static final int MAX_POINTS = 1 << 24;

    static final double LARGEST = 0x1p240;
    static final double SMALLEST = 0x1p-200;

    /// Bytes the library takes for each point: itself, two triangles, sorting, three edges; with a margin.
    private static final long BYTES_PER_POINT = 256;

    private final TriangleCalls calls;

    public TriangleMesher(NativeLibrary.Loaded library) {
        calls = TriangleCalls.of(library.symbols());
    }

    /// Both ends of every edge, `a0, b0, a1, b1, ...`, zero-based, in the library's order.
    ///
    /// @param x ascending
    /// @param y ascending where x is equal
    /// @throws IllegalArgumentException if the points are among those refused
    /// @throws OutOfMemoryError if the library would not get the memory it needs
    public int[] edges(double[] x, double[] y) {
        requirePoints(x, y);
        requireMemory(BYTES_PER_POINT * x.length + (1 << 20));
        return calls.edges(x, y);
    }

    private static void requirePoints(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " abscissae but " + y.length + " ordinates");
        }
        if (x.length < 3 || x.length > MAX_POINTS) {
            throw new IllegalArgumentException(
                    x.length + " points; the Triangle library can be given 3 to " + MAX_POINTS);
        }
        for (int i = 0; i < x.length; i++) {
            if (!isUsable(x[i]) || !isUsable(y[i])) {
                throw new IllegalArgumentException("point " + i + " is (" + x[i] + ", " + y[i]
                        + "); the Triangle library needs coordinates that are 0 or of a size between 2^-200 and"
                        + " 2^240");
            }
            if (i > 0 && !(x[i - 1] < x[i] || x[i - 1] == x[i] && y[i - 1] < y[i])) {
                throw new IllegalArgumentException("point " + i + " (" + x[i] + ", " + y[i] + ") does not follow ("
                        + x[i - 1] + ", " + y[i - 1] + ") in ascending order");
            }
        }
    }

    private static boolean isUsable(double coordinate) {
        double size = Math.abs(coordinate);
        return size == 0 || size >= SMALLEST && size <= LARGEST;
    }

    /// Asks the allocator the library uses for as much in one piece, and gives it back.
    private static void requireMemory(long bytes) {
        try {
            var memory = (MemorySegment) Allocator.MALLOC.invokeExact(bytes);
            boolean refused = memory.address() == 0;
            Allocator.FREE.invokeExact(memory);
            if (refused) {
                throw new OutOfMemoryError("the Triangle library would need " + bytes + " bytes");
            }
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("malloc", e);
        }
    }

    private static final class Allocator {
        static final MethodHandle MALLOC =
                handle("malloc", FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
        static final MethodHandle FREE = handle("free", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));

        private static MethodHandle handle(String name, FunctionDescriptor descriptor) {
            var linker = Linker.nativeLinker();
            return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
        }
    }
}
