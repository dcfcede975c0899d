package dev.stampede.kernels;

import dev.stampede.kernels.elementwise.ElementType;
import dev.stampede.kernels.elementwise.Elementwise;
import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.kernels.elementwise.Program;
import dev.stampede.kernels.fft.Fft2d;
import dev.stampede.kernels.fft.FftPlan;
import dev.stampede.kernels.fft.SmoothedMagnitude;
import dev.stampede.kernels.fft.WorkPlanes;
import dev.stampede.kernels.matching.BlockCorrection;
import dev.stampede.kernels.matching.GainOffset;
import dev.stampede.kernels.matching.MaskedMoments;
import dev.stampede.kernels.matching.NoData;
import dev.stampede.kernels.matching.PixelRange;
import dev.stampede.kernels.overlapadd.OverlapAdd;
import dev.stampede.kernels.overlapadd.Plane;
import dev.stampede.kernels.resample.AxisTaps;
import dev.stampede.kernels.resample.GridResample;
import dev.stampede.kernels.resample.Interpolation;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Work for the transforms and for the kernels of rasters, mosaics and patches. Planes of rasters begin behind the
/// start of their segment and their rows lie apart.
final class RasterCases {
    private static final int ROWS = 3;
    private static final int FIRST = 2;
    private static final int GAP = 5;
    private static final PixelRange UINT16 = new PixelRange(PixelRange.Kind.UNSIGNED, 0, 65535);

    private RasterCases() {}

    static List<KernelCase<?>> all() {
        return List.of(
                new KernelCase<>(Fft2d.FAMILY, RasterCases::transform),
                new KernelCase<>(SmoothedMagnitude.FAMILY, RasterCases::magnitude),
                new KernelCase<>(MaskedMoments.FAMILY, RasterCases::moments),
                new KernelCase<>(GainOffset.FAMILY, RasterCases::gainOffset),
                new KernelCase<>(BlockCorrection.FAMILY, RasterCases::blocks),
                new KernelCase<>(GridResample.FAMILY, RasterCases::resample),
                new KernelCase<>(OverlapAdd.FAMILY, RasterCases::overlapAdd),
                new KernelCase<>(Elementwise.FAMILY, RasterCases::formula));
    }

    /// Work planes are arrays of the caller, so there is no place they could lie in.
    private static Consumer<Fft2d> transform(Trial t) {
        var plan = new FftPlan(t.n);
        int width = FftPlan.paddedColumns(t.n);
        var in = planes(t, plan, width);
        return kernel -> {
            var spectrum = plan.newPlanes();
            var window = plan.newPlanes();
            kernel.forward(plan, width, in, spectrum);
            recordColumns(t, "spectrum", spectrum, plan.stride(), Fft2d.MAX_RELATIVE_ERROR * t.n * t.n * 2);
            kernel.inverse(plan, width, spectrum, window);
            recordColumns(t, "window", window, width, Fft2d.MAX_RELATIVE_ERROR * t.n * t.n * t.n * 2);
        };
    }

    /// Numbers in the first n columns of rows of `stride`.
    private static WorkPlanes planes(Trial t, FftPlan plan, int stride) {
        var planes = plan.newPlanes();
        for (int r = 0; r < t.n; r++) {
            for (int c = 0; c < t.n; c++) {
                planes.re()[r * stride + c] = t.special(r) ? t.gaps() ? 1 : 0 : t.random.nextGaussian();
                planes.im()[r * stride + c] = t.special(r) ? 0 : t.random.nextGaussian();
            }
        }
        return planes;
    }

    private static void recordColumns(Trial t, String name, WorkPlanes planes, int stride, double bound) {
        var values = new double[2 * t.n * t.n];
        for (int r = 0; r < t.n; r++) {
            for (int c = 0; c < t.n; c++) {
                values[2 * (r * t.n + c)] = planes.re()[r * stride + c];
                values[2 * (r * t.n + c) + 1] = planes.im()[r * stride + c];
            }
        }
        t.result(name, values, bound, 0);
    }

    private static Consumer<SmoothedMagnitude> magnitude(Trial t) {
        var plan = new FftPlan(t.n + t.n % 2);
        var spectrum = plan.newPlanes();
        int n = plan.length();
        for (int v = 0; v < n; v++) {
            for (int u = 0; u < n; u++) {
                spectrum.re()[v * plan.stride() + u] = t.special(v) ? 0 : t.random.nextGaussian();
                spectrum.im()[v * plan.stride() + u] = t.special(v) ? 0 : t.random.nextGaussian();
            }
        }
        return kernel -> {
            var smoothed = new double[SmoothedMagnitude.resultSize(plan)];
            var scratch = new double[SmoothedMagnitude.scratchSize(plan)];
            double median = kernel.run(plan, spectrum, smoothed, scratch);
            t.result("smoothed", smoothed, 0, SmoothedMagnitude.MAX_RELATIVE_ERROR);
            t.result("median", new double[] {median}, 0, SmoothedMagnitude.MAX_RELATIVE_ERROR);
        };
    }

    /// Pixels as a sensor gives them, 0 and `NaN` where there are none.
    private static MaskedMoments.Plane pixels(Trial t, int rows) {
        var plane = new MaskedMoments.Plane(t.input(8L * (FIRST + rows * (t.n + GAP))), FIRST, t.n + GAP);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < t.n; c++) {
                double value = Math.rint(1 + 9000 * t.random.nextDouble());
                plane.set(r, c, t.special(c) ? t.gaps() ? Double.NaN : 0 : value);
            }
        }
        return plane;
    }

    private static MaskedMoments.Plane outPixels(Trial t, int rows) {
        var segment = t.output(8L * (FIRST + rows * (t.n + GAP)));
        for (long i = 0; i < segment.byteSize() / 8; i++) {
            segment.set(Plane.F64, 8 * i, Trial.CANARY);
        }
        return new MaskedMoments.Plane(segment, FIRST, t.n + GAP);
    }

    /// All of a segment of doubles, the gaps between rows too.
    private static void record(Trial t, String name, MemorySegment segment, double absolute, double relative) {
        var values = new double[(int) (segment.byteSize() / 8)];
        for (int i = 0; i < values.length; i++) {
            values[i] = segment.get(Plane.F64, 8L * i);
        }
        t.result(name, values, absolute, relative);
    }

    private static Consumer<MaskedMoments> moments(Trial t) {
        var value = pixels(t, ROWS);
        var mask = pixels(t, ROWS);
        for (int r = 0; r < ROWS; r++) {
            for (int c = 0; c < t.n; c++) {
                mask.set(r, c, t.random.nextInt(3) == 0 ? 0 : 1);
            }
        }
        var marked = outPixels(t, ROWS);
        return kernel -> {
            for (var used : new MaskedMoments.Plane[] {null, mask}) {
                var sums = MaskedMoments.sums();
                kernel.add(value, used, ROWS, t.n, 0, 4500, sums);
                t.result("sums", sums, 0, MaskedMoments.MAX_RELATIVE_ERROR * 100);
            }
            kernel.markValid(value, ROWS, t.n, 0, false, marked);
            kernel.markValid(mask, ROWS, t.n, 0, true, marked);
            record(t, "valid", marked.segment(), 0, 0);
        };
    }

    private static Consumer<GainOffset> gainOffset(Trial t) {
        var value = pixels(t, 1);
        var applied = outPixels(t, 1);
        var finished = outPixels(t, 1);
        for (int c = 0; c < t.n; c++) {
            finished.set(0, c, 3.7 * c - 10);
        }
        return kernel -> {
            kernel.apply(value, t.n, 1.37, -20.5, NoData.guarded(0, UINT16), UINT16, applied);
            kernel.finish(value, t.n, NoData.guarded(0, UINT16), UINT16, finished);
            record(t, "applied", applied.segment(), 0, 0);
            record(t, "finished", finished.segment(), 0, 0);
        };
    }

    private static Consumer<BlockCorrection> blocks(Trial t) {
        double[] map = t.numbers(12, 0.8, 1.2);
        if (t.gaps()) {
            map[5] = Double.NaN;
        }
        var s = IntStream.range(0, t.n).mapToDouble(i -> -0.6 + 4.0 * i / t.n).toArray();
        var down = new double[] {-0.4, 0.3, 1.9};
        var p = outPixels(t, ROWS);
        var value = pixels(t, 1);
        var parameter = pixels(t, 1);
        for (int c = 0; c < t.n; c++) {
            parameter.set(0, c, t.special(c) ? t.gaps() ? Double.NaN : 1 : 0.8 + 0.4 * t.random.nextDouble());
        }
        var out = outPixels(t, 1);
        return kernel -> {
            kernel.interpolate(map, 3, 4, s, down, p);
            record(t, "parameters", p.segment(), Math.ulp(1f), 0);
            for (var formula : new BlockCorrection.Formula[] {
                new BlockCorrection.Formula(true, 4, 0.98, false), new BlockCorrection.Formula(false, 0, 1, true)
            }) {
                kernel.apply(value, parameter, t.n, formula, out);
                record(t, "corrected", out.segment(), 0, 4 * BlockCorrection.MAX_RELATIVE_ERROR);
            }
        };
    }

    private static Consumer<GridResample> resample(Trial t) {
        int size = t.n + 4;
        var at = IntStream.range(0, t.n).mapToDouble(i -> 0.3 + 1.07 * i).toArray();
        var out = List.of(outPixels(t, t.n), outPixels(t, t.n));
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
            out.forEach(plane -> record(t, "resampled", plane.segment(), 0, 0));
        };
    }

    private static Consumer<OverlapAdd> overlapAdd(Trial t) {
        long rowBytes = 8L * (t.n + GAP);
        var wide = new Plane(t.input(16 + ROWS * rowBytes), 16, rowBytes, ROWS, t.n, true);
        var narrow = new Plane(t.input(16 + ROWS * rowBytes), 16, rowBytes, ROWS, t.n, false);
        for (var x : List.of(wide, narrow)) {
            for (int r = 0; r < ROWS; r++) {
                for (int c = 0; c < t.n; c++) {
                    x.set(r, c, t.special(c) ? t.gaps() ? Double.NaN : 0 : t.random.nextGaussian());
                }
            }
        }
        var down = t.doubles(ROWS, 1, 1).segment();
        var across = t.doubles(t.n, 1, 1).segment();
        var sum = accumulator(t);
        var weight = accumulator(t);
        var whole = accumulator(t);
        var mean = accumulator(t);
        return kernel -> {
            for (var x : List.of(wide, narrow)) {
                t.result("finite", new double[] {kernel.isFinite(x) ? 1 : 0}, 0, 0);
                kernel.addNumbers(x, down, across, sum, weight);
                kernel.add(x, down, across, whole);
            }
            kernel.addWeights(down, across, weight);
            kernel.divide(sum, weight, -7, mean);
            record(t, "sum", sum.segment(), 0, 8 * OverlapAdd.MAX_RELATIVE_ERROR);
            record(t, "sum of all", whole.segment(), 0, 8 * OverlapAdd.MAX_RELATIVE_ERROR);
            record(t, "weight", weight.segment(), 0, 0);
            double[] least = {Double.POSITIVE_INFINITY};
            for (int r = 0; r < ROWS; r++) {
                for (int c = 0; c < t.n; c++) {
                    least[0] = Math.min(least[0], Math.abs(weight.get(r, c)));
                }
            }
            record(t, "mean", mean.segment(), 100 * OverlapAdd.MAX_RELATIVE_ERROR / Math.min(1, least[0]), 1e-15);
        };
    }

    private static Plane accumulator(Trial t) {
        long rowBytes = 8L * (t.n + GAP);
        var plane = new Plane(t.output(16 + ROWS * rowBytes), 16, rowBytes, ROWS, t.n, true);
        plane.segment().fill((byte) 0);
        return plane;
    }

    private static Consumer<Elementwise> formula(Trial t) {
        var inputs = List.of(pixels(t, ROWS), pixels(t, ROWS)).stream()
                .map(p -> new dev.stampede.kernels.elementwise.Plane(
                        p.segment(), ElementType.FLOAT64, p.at(), p.stride()))
                .toList();
        var out = outPixels(t, ROWS);
        var narrow = outPixels(t, ROWS);
        var a = Expression.input(0);
        var b = Expression.input(1);
        var program = Program.of(a.minus(b).over(a.plus(b)));
        return kernel -> {
            kernel.run(program, Elementwise.Precision.DOUBLE, inputs, plane(out, ElementType.FLOAT64), ROWS, t.n);
            kernel.run(program, Elementwise.Precision.SINGLE, inputs, plane(narrow, ElementType.FLOAT32), ROWS, t.n);
            record(t, "double", out.segment(), 0, 0);
            record(t, "single", narrow.segment(), 0, 0);
        };
    }

    private static dev.stampede.kernels.elementwise.Plane plane(MaskedMoments.Plane p, ElementType type) {
        return new dev.stampede.kernels.elementwise.Plane(p.segment(), type, p.at(), p.stride());
    }
}
