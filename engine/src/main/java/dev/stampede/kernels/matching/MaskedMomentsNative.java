package dev.stampede.kernels.matching;

import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_mosaic_mark_valid;
import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_mosaic_masked_moments;
import static dev.stampede.kernels.NativeKernels.check;

import dev.stampede.kernels.Backend;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// `rust-kernels/src/maskedmoments.rs`: eight lanes along a row whatever the processor has, added in order at its end.
final class MaskedMomentsNative implements MaskedMoments {
    // On their way into the library and out of it; a rectangle may be as small as a block, and memory of its own for
    // each would cost more than its sums.
    private static final ThreadLocal<MemorySegment> SUMS_OF_THREAD =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(ValueLayout.JAVA_DOUBLE, SUMS));

    @Override
    public Backend backend() {
        return Backend.NATIVE;
    }

    @Override
    public void add(Plane value, Plane mask, int rows, int cols, double noData, double shift, double[] sums) {
        value.require(rows, cols);
        if (mask != null) {
            mask.require(rows, cols);
        }
        var shared = SUMS_OF_THREAD.get();
        MemorySegment.copy(sums, 0, shared, ValueLayout.JAVA_DOUBLE, 0, SUMS);
        check(
                "moments",
                stampede_mosaic_masked_moments(
                        PixelMemory.of(value),
                        value.stride(),
                        mask == null ? MemorySegment.NULL : PixelMemory.of(mask),
                        mask == null ? 0 : mask.stride(),
                        rows,
                        cols,
                        noData,
                        shift,
                        shared));
        MemorySegment.copy(shared, ValueLayout.JAVA_DOUBLE, 0, sums, 0, SUMS);
    }

    @Override
    public void markValid(Plane value, int rows, int cols, double noData, boolean keep, Plane outMask) {
        value.require(rows, cols);
        outMask.require(rows, cols);
        check(
                "marks of valid pixels",
                stampede_mosaic_mark_valid(
                        PixelMemory.of(value),
                        value.stride(),
                        rows,
                        cols,
                        noData,
                        keep ? 1 : 0,
                        PixelMemory.of(outMask),
                        outMask.stride()));
    }
}
