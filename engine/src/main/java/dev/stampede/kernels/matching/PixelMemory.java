package dev.stampede.kernels.matching;

import dev.stampede.bindings.rust.generated.StampedeKernels;
import dev.stampede.kernels.elementwise.ElementType;
import dev.stampede.kernels.matching.MaskedMoments.Plane;
import java.lang.foreign.MemorySegment;

/// How pixels reach the native kernels: where they lie, at any byte. Nothing is copied, so they may not lie on the
/// Java heap.
final class PixelMemory {
    private PixelMemory() {}

    /// The memory from the first pixel on.
    static MemorySegment of(Plane plane) {
        return of(plane.segment(), plane.at(), Double.BYTES);
    }

    /// The memory from element `at` on.
    static MemorySegment of(MemorySegment segment, long at, int bytes) {
        return segment.asSlice(at * bytes);
    }

    /// The library's number for how a range rounds.
    static int rounding(PixelRange range) {
        return switch (range.kind()) {
            case UNSIGNED -> StampedeKernels.STAMPEDE_ROUND_UNSIGNED();
            case SIGNED -> StampedeKernels.STAMPEDE_ROUND_SIGNED();
            case FLOAT32 -> StampedeKernels.STAMPEDE_ROUND_FLOAT32();
            case FLOAT64 -> StampedeKernels.STAMPEDE_ROUND_FLOAT64();
        };
    }

    /// The library's number for a pixel type.
    static int number(ElementType type) {
        return switch (type) {
            case BOOL -> StampedeKernels.STAMPEDE_PIXEL_BOOL();
            case UINT8 -> StampedeKernels.STAMPEDE_PIXEL_UINT8();
            case INT8 -> StampedeKernels.STAMPEDE_PIXEL_INT8();
            case UINT16 -> StampedeKernels.STAMPEDE_PIXEL_UINT16();
            case INT16 -> StampedeKernels.STAMPEDE_PIXEL_INT16();
            case UINT32 -> StampedeKernels.STAMPEDE_PIXEL_UINT32();
            case INT32 -> StampedeKernels.STAMPEDE_PIXEL_INT32();
            case UINT64 -> StampedeKernels.STAMPEDE_PIXEL_UINT64();
            case INT64 -> StampedeKernels.STAMPEDE_PIXEL_INT64();
            case FLOAT32 -> StampedeKernels.STAMPEDE_PIXEL_FLOAT32();
            case FLOAT64 -> StampedeKernels.STAMPEDE_PIXEL_FLOAT64();
        };
    }
}
