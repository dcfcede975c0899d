package dev.stampede.patcher;

import dev.stampede.kernels.overlapadd.Plane;
import dev.stampede.patcher.window.PlaneWeights;
import dev.stampede.patcher.window.SeparableWeights;
import dev.stampede.patcher.window.Weights;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.Optional;

/// Weights where kernels can read them.
record NativeWeights(MemorySegment down, MemorySegment across, Optional<Plane> plane) {
    static NativeWeights of(SegmentAllocator allocator, Weights weights) {
        return switch (weights) {
            case SeparableWeights separable ->
                new NativeWeights(
                        allocator.allocateFrom(Plane.F64, separable.down()),
                        allocator.allocateFrom(Plane.F64, separable.across()),
                        Optional.empty());
            case PlaneWeights plane ->
                new NativeWeights(
                        MemorySegment.NULL,
                        MemorySegment.NULL,
                        Optional.of(Plane.doubles(
                                allocator.allocateFrom(Plane.F64, plane.values()), plane.rows(), plane.cols())));
        };
    }

    NativeWeights part(int row, int col, int rows, int cols) {
        return plane.isPresent()
                ? new NativeWeights(down, across, Optional.of(plane.get().part(row, col, rows, cols)))
                : new NativeWeights(
                        down.asSlice((long) row * Double.BYTES, (long) rows * Double.BYTES),
                        across.asSlice((long) col * Double.BYTES, (long) cols * Double.BYTES),
                        plane);
    }

    /// Native copies of weights that come again and again, as those of all whole patches do. One thread
    /// at a time.
    static final class Cache {
        private final Arena arena;
        private Weights last;
        private NativeWeights held;

        Cache(Arena arena) {
            this.arena = arena;
        }

        synchronized NativeWeights get(Weights weights, SegmentAllocator otherwise) {
            if (last == null) {
                last = weights;
                held = of(arena, weights);
            }
            return last == weights ? held : of(otherwise, weights);
        }
    }
}
