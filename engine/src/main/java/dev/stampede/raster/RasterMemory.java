package dev.stampede.raster;

import java.lang.foreign.Arena;
import java.lang.foreign.SegmentAllocator;
import java.util.concurrent.Callable;

/// Where operators put their results. Whoever runs operators binds an allocator for the length of the call: an
/// arena of a patch, of a tile, of a scene. Outside of any such scope each result is freed by the garbage
/// collector once nothing refers to it, which suits exploration and not a loop over tiles.
///
///     try (var arena = Arena.ofConfined()) {
///         var ndvi = RasterMemory.in(arena, () -> pipeline.apply(scene));
///         ...
///     }
public final class RasterMemory {
    private static final ScopedValue<SegmentAllocator> CURRENT = ScopedValue.newInstance();

    private RasterMemory() {}

    /// Runs a call whose operators allocate from `allocator`.
    /// @throws Exception whatever the call throws
    public static <T, X extends Throwable> T in(SegmentAllocator allocator, ScopedValue.CallableOp<T, X> call)
            throws X {
        return ScopedValue.where(CURRENT, allocator).call(call);
    }

    /// The same as a plain callable, for other threads to run.
    public static <T> Callable<T> bound(SegmentAllocator allocator, Callable<T> call) {
        return () -> in(allocator, call::call);
    }

    /// The allocator to put a result in.
    public static SegmentAllocator current() {
        return CURRENT.isBound()
                ? CURRENT.get()
                : (bytes, alignment) -> Arena.ofAuto().allocate(bytes, alignment);
    }

    /// A new array for a result, see [#current].
    public static ArrayView allocate(DType dtype, int... shape) {
        return ArrayView.allocate(current(), dtype, shape);
    }
}
