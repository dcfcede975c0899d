package dev.stampede.kernels;

import dev.stampede.kernels.elementwise.ElementType;
import dev.stampede.kernels.elementwise.Elementwise;
import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.kernels.elementwise.Program;
import dev.stampede.kernels.fft.Fft2d;
import dev.stampede.kernels.fft.FftPlan;
import dev.stampede.kernels.fft.SmoothedMagnitude;
import dev.stampede.kernels.fft.WorkPlanes;
import dev.stampede.kernels.filter.LineExponential;
import dev.stampede.kernels.matching.MaskedMoments;
import dev.stampede.kernels.overlapadd.OverlapAdd;
import dev.stampede.kernels.overlapadd.Plane;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Consumer;

/// Work for the transforms and for the kernels of rasters and patches. Planes of rasters begin behind the start of
/// their segment and their rows lie apart.
final class RasterCases {
    static final int ROWS = 3;
    static final int FIRST = 2;
    static final int GAP = 5;

    private RasterCases() {}

    static List<KernelCase<?>> all() {
        return List.of(
                new KernelCase<>(Fft2d.FAMILY, RasterCases::transform),
                new KernelCase<>(SmoothedMagnitude.FAMILY, RasterCases::magnitude),
                new KernelCase<>(LineExponential.FAMILY, RasterCases::exponentials),
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
    static MaskedMoments.Plane pixels(Trial t, int rows) {
        var plane = new MaskedMoments.Plane(t.input(8L * (FIRST + rows * (t.n + GAP))), FIRST, t.n + GAP);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < t.n; c++) {
                double value = Math.rint(1 + 9000 * t.random.nextDouble());
                plane.set(r, c, t.special(c) ? t.gaps() ? Double.NaN : 0 : value);
            }
        }
        return plane;
    }

    static MaskedMoments.Plane outPixels(Trial t, int rows) {
        var segment = t.output(8L * (FIRST + rows * (t.n + GAP)));
        for (long i = 0; i < segment.byteSize() / 8; i++) {
            segment.set(Plane.F64, 8 * i, Trial.CANARY);
        }
        return new MaskedMoments.Plane(segment, FIRST, t.n + GAP);
    }

    /// All of a segment of doubles, the gaps between rows too.
    static void record(Trial t, String name, MemorySegment segment, double absolute, double relative) {
        var values = new double[(int) (segment.byteSize() / 8)];
        for (int i = 0; i < values.length; i++) {
            values[i] = segment.get(Plane.F64, 8L * i);
        }
        t.result(name, values, absolute, relative);
    }

    /// A row is an array of the caller.
    private static Consumer<LineExponential> exponentials(Trial t) {
        var x = t.numbers(t.n + GAP, -800, 20);
        for (int i = 0; i < t.n; i++) {
            x[i] = t.special(i) ? t.gaps() ? Double.NaN : 0 : x[i];
        }
        return kernel -> {
            var row = x.clone();
            kernel.run(row, t.n);
            t.result("exponentials", row, 0, 0);
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
            record(t, "sum", sum.segment(), 0, 0);
            record(t, "sum of all", whole.segment(), 0, 0);
            record(t, "weight", weight.segment(), 0, 0);
            record(t, "mean", mean.segment(), 0, 0);
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
