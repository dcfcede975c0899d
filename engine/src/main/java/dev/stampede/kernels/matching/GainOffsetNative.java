package dev.stampede.kernels.matching;

import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_mosaic_finish;
import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_mosaic_gain_offset;
import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_mosaic_overlay;
import static dev.stampede.kernels.NativeKernels.check;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.matching.MaskedMoments.Plane;

/// `rust-kernels/src/gainoffset.rs`.
final class GainOffsetNative implements GainOffset {
    @Override
    public Backend backend() {
        return Backend.NATIVE;
    }

    @Override
    public void apply(Plane value, int n, double gain, double offset, NoData noData, PixelRange range, Plane out) {
        value.require(1, n);
        out.require(1, n);
        check(
                "gain and offset",
                stampede_mosaic_gain_offset(
                        PixelMemory.of(value),
                        n,
                        gain,
                        offset,
                        noData.value(),
                        noData.substitute(),
                        PixelMemory.rounding(range),
                        range.min(),
                        range.max(),
                        PixelMemory.of(out)));
    }

    @Override
    public void finish(Plane tested, int n, NoData noData, PixelRange range, Plane out) {
        tested.require(1, n);
        out.require(1, n);
        check(
                "conversion of pixels",
                stampede_mosaic_finish(
                        PixelMemory.of(tested),
                        n,
                        noData.value(),
                        noData.substitute(),
                        PixelMemory.rounding(range),
                        range.min(),
                        range.max(),
                        PixelMemory.of(out)));
    }

    @Override
    public void overlay(Plane value, int n, NoData absent, NoData noData, Plane out) {
        value.require(1, n);
        out.require(1, n);
        check(
                "overlay",
                stampede_mosaic_overlay(
                        PixelMemory.of(value),
                        n,
                        absent.value(),
                        noData.value(),
                        noData.substitute(),
                        PixelMemory.of(out)));
    }
}
