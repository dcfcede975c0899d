package dev.stampede.kernels;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.rust.RustLibrary;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.memory.IntMatrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// What the adaptors to the native library share: whether it is there, how arguments reach it and what its
/// status means.
public final class NativeKernels {
    private NativeKernels() {}

    /// Whether the library was found and speaks this program's version; otherwise every place that was tried.
    public static Availability availability() {
        return switch (RustLibrary.status()) {
            case NativeLibrary.Loaded _ -> Availability.YES;
            case NativeLibrary.Missing missing -> Availability.no(missing.reason());
        };
    }

    /// The instruction set its kernels use, such as `avx512`.
    /// @throws IllegalStateException if the library is not available
    public static String activeIsa() {
        require();
        return RustLibrary.activeIsa();
    }

    /// Makes its kernels use an instruction set (`baseline`, `avx2`, `avx512`; empty: the best again). For
    /// tests and measurements.
    /// @throws IllegalArgumentException if the processor lacks it
    public static void forceIsa(String name) {
        require();
        RustLibrary.forceIsa(name);
    }

    private static void require() {
        if (RustLibrary.status() instanceof NativeLibrary.Missing missing) {
            throw new IllegalStateException("native kernels are not available: " + missing.reason());
        }
    }

    /// Turns the status of a call into an exception.
    /// @throws IllegalArgumentException if the library refuses an argument
    public static void check(String function, int status) {
        if (status != 0) {
            throw RustLibrary.failure(function, status);
        }
    }

    /// A plane to read. Where it does not begin at a multiple of four bytes, as in the middle of a file, or
    /// lies on the Java heap, a copy owned by `arena` takes its place.
    public static MemorySegment input(Arena arena, FloatMatrix matrix) {
        return input(arena, matrix.segment(), matrix.size() * FloatMatrix.BYTES, FloatMatrix.BYTES);
    }

    /// As above, multiples of eight bytes.
    public static MemorySegment input(Arena arena, DoubleMatrix matrix) {
        return input(arena, matrix.segment(), matrix.size() * DoubleMatrix.BYTES, DoubleMatrix.BYTES);
    }

    /// As above, multiples of four bytes.
    public static MemorySegment input(Arena arena, IntMatrix matrix) {
        return input(arena, matrix.segment(), matrix.size() * IntMatrix.BYTES, IntMatrix.BYTES);
    }

    private static MemorySegment input(Arena arena, MemorySegment segment, long bytes, int element) {
        if (segment.isNative() && segment.address() % element == 0) {
            return segment;
        }
        var copy = arena.allocate(Math.max(1, bytes), 64);
        MemorySegment.copy(segment, 0, copy, 0, bytes);
        return copy;
    }

    /// A copy of an array.
    public static MemorySegment copy(Arena arena, int... values) {
        return arena.allocateFrom(ValueLayout.JAVA_INT, values);
    }

    /// A copy of an array.
    public static MemorySegment copy(Arena arena, float... values) {
        return arena.allocateFrom(ValueLayout.JAVA_FLOAT, values);
    }

    /// A copy of an array.
    public static MemorySegment copy(Arena arena, double... values) {
        return arena.allocateFrom(ValueLayout.JAVA_DOUBLE, values);
    }

    /// The memory of a result, or null when it is not wanted.
    public static MemorySegment output(FloatMatrix matrix) {
        return matrix == null ? MemorySegment.NULL : matrix.segment();
    }

    /// The memory of a result.
    public static MemorySegment output(DoubleMatrix matrix) {
        return matrix.segment();
    }
}
