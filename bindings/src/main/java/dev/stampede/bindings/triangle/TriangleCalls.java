package dev.stampede.bindings.triangle;

import dev.stampede.bindings.triangle.generated.triangulateio;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/// The functions of one loaded library, unguarded: what does not fit ends the process.
///
/// Each call is made by a thread of its own. As packaged on Linux the library sets the x87 control word of
/// its caller and leaves it so, with the exceptions for invalid operations, division by zero and overflow
/// switched on: the next library to use `long double` on that thread would end the process (seen with
/// HDF5). The word dies with the thread.
///
/// @param triangulate `void triangulate(char*, struct triangulateio*, struct triangulateio*, struct
/// triangulateio*)`
/// @param trifree     `void trifree(void*)`
record TriangleCalls(MethodHandle triangulate, MethodHandle trifree) {
    static final List<String> SYMBOLS = List.of("triangulate", "trifree");

    static final FunctionDescriptor TRIANGULATE = FunctionDescriptor.ofVoid(
            ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS);
    static final FunctionDescriptor TRIFREE = FunctionDescriptor.ofVoid(ValueLayout.ADDRESS);

    /// From zero, edges, quietly, without boundary markers, points and triangles.
    private static final String SWITCHES = "zeQBNE";

    private static final long STACK_BYTES = 8L << 20;

    /// The library keeps its random state and constants in global variables: one caller at a time in the
    /// process.
    private static final ReentrantLock ONE_CALLER = new ReentrantLock();

    static TriangleCalls of(SymbolLookup symbols) {
        var linker = Linker.nativeLinker();
        return new TriangleCalls(
                linker.downcallHandle(symbols.findOrThrow("triangulate"), TRIANGULATE),
                linker.downcallHandle(symbols.findOrThrow("trifree"), TRIFREE));
    }

    /// Both ends of every edge, in the library's order.
    int[] edges(double[] x, double[] y) {
        try (var arena = Arena.ofShared()) {
            var points = arena.allocate(ValueLayout.JAVA_DOUBLE, 2L * x.length);
            for (int i = 0; i < x.length; i++) {
                points.setAtIndex(ValueLayout.JAVA_DOUBLE, 2L * i, x[i]);
                points.setAtIndex(ValueLayout.JAVA_DOUBLE, 2L * i + 1, y[i]);
            }
            var in = triangulateio.allocate(arena);
            triangulateio.pointlist(in, points);
            triangulateio.numberofpoints(in, x.length);
            var out = triangulateio.allocate(arena);
            call(arena.allocateFrom(SWITCHES), in, out);
            var edges = triangulateio.edgelist(out);
            try {
                return edges.reinterpret(8L * triangulateio.numberofedges(out)).toArray(ValueLayout.JAVA_INT);
            } finally {
                free(edges);
            }
        }
    }

    private void call(MemorySegment switches, MemorySegment in, MemorySegment out) {
        var failure = new AtomicReference<Throwable>();
        ONE_CALLER.lock();
        try {
            var caller = Thread.ofPlatform()
                    .name("triangle")
                    .daemon()
                    .stackSize(STACK_BYTES)
                    .unstarted(() -> {
                        try {
                            triangulate.invokeExact(switches, in, out, MemorySegment.NULL);
                        } catch (Throwable e) {
                            failure.set(e);
                        }
                    });
            caller.start();
            join(caller);
        } finally {
            ONE_CALLER.unlock();
        }
        if (failure.get() != null) {
            throw new AssertionError("triangulate", failure.get());
        }
    }

    /// A call cannot be given up: it works on memory of ours.
    private static void join(Thread caller) {
        boolean interrupted = false;
        while (true) {
            try {
                caller.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void free(MemorySegment memory) {
        try {
            trifree.invokeExact(memory);
        } catch (Throwable e) {
            throw new AssertionError("trifree", e);
        }
    }
}
