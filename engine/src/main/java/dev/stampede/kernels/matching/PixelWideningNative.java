package dev.stampede.kernels.matching;

import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_mosaic_narrow;
import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_mosaic_widen;
import static dev.stampede.kernels.NativeKernels.check;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.elementwise.ElementType;
import java.lang.foreign.MemorySegment;

/// `rust-kernels/src/pixelwidening.rs`.
final class PixelWideningNative implements PixelWidening {
    @Override
    public Backend backend() {
        return Backend.NATIVE;
    }

    @Override
    public void widen(ElementType type, MemorySegment in, long inAt, int n, MemorySegment out, long outAt) {
        PixelWidening.require(in, inAt, n, type.bytes());
        PixelWidening.require(out, outAt, n, Double.BYTES);
        check(
                "widening of pixels",
                stampede_mosaic_widen(
                        PixelMemory.number(type),
                        PixelMemory.of(in, inAt, type.bytes()),
                        n,
                        PixelMemory.of(out, outAt, Double.BYTES)));
    }

    @Override
    public void narrow(ElementType type, MemorySegment in, long inAt, int n, MemorySegment out, long outAt) {
        PixelWidening.require(in, inAt, n, Double.BYTES);
        PixelWidening.require(out, outAt, n, type.bytes());
        check(
                "narrowing of pixels",
                stampede_mosaic_narrow(
                        PixelMemory.number(type),
                        PixelMemory.of(in, inAt, Double.BYTES),
                        n,
                        PixelMemory.of(out, outAt, type.bytes())));
    }
}
