package dev.stampede.kernels;

import dev.stampede.kernels.elementwise.ElementType;
import dev.stampede.kernels.matching.BlockCorrection;
import dev.stampede.kernels.matching.GainOffset;
import dev.stampede.kernels.matching.MaskedMoments;
import dev.stampede.kernels.matching.NoData;
import dev.stampede.kernels.matching.PixelRange;
import dev.stampede.kernels.matching.PixelWidening;
import dev.stampede.kernels.resample.AxisTaps;
import dev.stampede.kernels.resample.GridResample;
import dev.stampede.kernels.resample.Interpolation;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Work for the kernels of mosaics, on planes as [RasterCases] makes them.
final class MosaicCases {
    private static final int ROWS = RasterCases.ROWS;
    private static final int FIRST = RasterCases.FIRST;
    private static final int GAP = RasterCases.GAP;
    private static final PixelRange UINT16 = new PixelRange(PixelRange.Kind.UNSIGNED, 0, 65535);

    private MosaicCases() {}

    static List<KernelCase<?>> all() {
        return List.of(
                new KernelCase<>(MaskedMoments.FAMILY, MosaicCases::moments),
                new KernelCase<>(GainOffset.FAMILY, MosaicCases::gainOffset),
                new KernelCase<>(PixelWidening.FAMILY, MosaicCases::widening),
                new KernelCase<>(BlockCorrection.FAMILY, MosaicCases::blocks),
                new KernelCase<>(GridResample.FAMILY, MosaicCases::resample));
    }

    private static Consumer<MaskedMoments> moments(Trial t) {
        var value = RasterCases.pixels(t, ROWS);
        var mask = RasterCases.pixels(t, ROWS);
        for (int r = 0; r < ROWS; r++) {
            for (int c = 0; c < t.n; c++) {
                mask.set(r, c, t.random.nextInt(3) == 0 ? 0 : 1);
            }
        }
        var marked = RasterCases.outPixels(t, ROWS);
        return kernel -> {
            for (var used : new MaskedMoments.Plane[] {null, mask}) {
                var sums = MaskedMoments.sums();
                kernel.add(value, used, ROWS, t.n, 0, 4500, sums);
                t.result("sums", sums, 0, MaskedMoments.MAX_RELATIVE_ERROR * 100);
            }
            kernel.markValid(value, ROWS, t.n, 0, false, marked);
            kernel.markValid(mask, ROWS, t.n, 0, true, marked);
            RasterCases.record(t, "valid", marked.segment(), 0, 0);
            kernel.clearInvalid(value, ROWS, t.n, 0, marked);
            RasterCases.record(t, "valid in both", marked.segment(), 0, 0);
        };
    }

    private static Consumer<GainOffset> gainOffset(Trial t) {
        var value = RasterCases.pixels(t, 1);
        var applied = RasterCases.outPixels(t, 1);
        var finished = RasterCases.outPixels(t, 1);
        for (int c = 0; c < t.n; c++) {
            finished.set(0, c, 3.7 * c - 10);
        }
        return kernel -> {
            kernel.apply(value, t.n, 1.37, -20.5, NoData.guarded(0, UINT16), UINT16, applied);
            kernel.finish(value, t.n, NoData.guarded(0, UINT16), UINT16, finished);
            RasterCases.record(t, "applied", applied.segment(), 0, 0);
            RasterCases.record(t, "finished", finished.segment(), 0, 0);
            kernel.overlay(value, t.n, NoData.unprotected(0), NoData.guarded(0, UINT16), finished);
            RasterCases.record(t, "laid over", finished.segment(), 0, 0);
        };
    }

    /// Unsigned 16-bit pixels and single-precision ones.
    private static Consumer<PixelWidening> widening(Trial t) {
        var shorts = t.input(2L * (FIRST + t.n));
        for (int i = 0; i < FIRST + t.n; i++) {
            shorts.set(ValueLayout.JAVA_SHORT_UNALIGNED, 2L * i, t.special(i) ? 0 : (short) t.random.nextInt());
        }
        var floats = t.mixedFloats(FIRST + t.n, 1, 100);
        var fromShorts = t.outDoubles(FIRST + t.n + GAP, 1);
        var fromFloats = t.outDoubles(FIRST + t.n + GAP, 1);
        var back = t.outFloats(FIRST + t.n + GAP, 1);
        return kernel -> {
            kernel.widen(ElementType.UINT16, shorts, FIRST, t.n, fromShorts.segment(), 1);
            kernel.widen(ElementType.FLOAT32, floats.segment(), FIRST, t.n, fromFloats.segment(), 1);
            kernel.narrow(ElementType.FLOAT32, fromFloats.segment(), 1, t.n, back.segment(), FIRST);
            t.result("from 16 bits", fromShorts, 0, 0);
            t.result("from single precision", fromFloats, 0, 0);
            t.result("back", back, 0, 0);
        };
    }

    private static Consumer<BlockCorrection> blocks(Trial t) {
        double[] map = t.numbers(12, 0.8, 1.2);
        if (t.gaps()) {
            map[5] = Double.NaN;
        }
        var s = IntStream.range(0, t.n).mapToDouble(i -> -0.6 + 4.0 * i / t.n).toArray();
        var down = new double[] {-0.4, 0.3, 1.9};
        var p = RasterCases.outPixels(t, ROWS);
        var value = RasterCases.pixels(t, 1);
        var parameter = RasterCases.pixels(t, 1);
        for (int c = 0; c < t.n; c++) {
            parameter.set(0, c, t.special(c) ? t.gaps() ? Double.NaN : 1 : 0.8 + 0.4 * t.random.nextDouble());
        }
        var out = RasterCases.outPixels(t, 1);
        return kernel -> {
            kernel.interpolate(map, 3, 4, s, down, p);
            RasterCases.record(t, "parameters", p.segment(), Math.ulp(1f), 0);
            for (var formula : new BlockCorrection.Formula[] {
                new BlockCorrection.Formula(true, 4, 0.98, false), new BlockCorrection.Formula(false, 0, 1, true)
            }) {
                kernel.apply(value, parameter, t.n, formula, out);
                RasterCases.record(t, "corrected", out.segment(), 0, 4 * BlockCorrection.MAX_RELATIVE_ERROR);
            }
        };
    }

    private static Consumer<GridResample> resample(Trial t) {
        int size = t.n + 4;
        var at = IntStream.range(0, t.n).mapToDouble(i -> 0.3 + 1.07 * i).toArray();
        var out = List.of(RasterCases.outPixels(t, t.n), RasterCases.outPixels(t, t.n));
        var source = new MaskedMoments.Plane(t.input(8L * (FIRST + size * (size + GAP))), FIRST, size + GAP);
        for (int r = 0; r < size; r++) {
            for (int c = 0; c < size; c++) {
                double value = Math.rint(1 + 9000 * t.random.nextDouble());
                source.set(r, c, t.special(c) ? t.gaps() ? Double.NaN : 0 : value);
            }
        }
        var range = new PixelRange(PixelRange.Kind.FLOAT64, 0, 0);
        var noData = NoData.unprotected(0);
        var cubic = AxisTaps.of(at, size, Interpolation.CUBIC, 1);
        var linear = AxisTaps.of(at, size, Interpolation.BILINEAR, 1);
        return kernel -> {
            kernel.run(
                    new GridResample.Band[] {new GridResample.Band(source, noData, -5, range, out.get(0))},
                    0,
                    0,
                    new GridResample.Taps(cubic, cubic),
                    new GridResample.Taps(linear, linear));
            kernel.run(
                    new GridResample.Band[] {new GridResample.Band(source, noData, -5, UINT16, out.get(1))},
                    0,
                    0,
                    new GridResample.Taps(linear, linear),
                    null);
            out.forEach(plane -> RasterCases.record(t, "resampled", plane.segment(), 0, 0));
        };
    }
}
