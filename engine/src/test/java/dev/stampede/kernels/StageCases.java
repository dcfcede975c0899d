package dev.stampede.kernels;

import dev.stampede.kernels.amplitude.Amplitude;
import dev.stampede.kernels.clap.ClapCellFilter;
import dev.stampede.kernels.clap.ClapGridFilter;
import dev.stampede.kernels.clap.ClapSettings;
import dev.stampede.kernels.edgestats.EdgeNoise;
import dev.stampede.kernels.edgestats.EdgePhasorNoise;
import dev.stampede.kernels.edgestats.TimeSmoothing;
import dev.stampede.kernels.gridaccumulate.CellOrder;
import dev.stampede.kernels.gridaccumulate.GridAccumulate;
import dev.stampede.kernels.histogram.CoherenceCount;
import dev.stampede.kernels.histogram.CoherenceHistogram;
import dev.stampede.kernels.ifgstd.InterferogramNoise;
import dev.stampede.kernels.phaseramp.PhaseRamp;
import dev.stampede.kernels.phaseramp.Ramp;
import dev.stampede.kernels.topofit.CoherenceRowInvariant;
import dev.stampede.kernels.topofit.Topofit;
import dev.stampede.kernels.topofit.TopofitRowInvariant;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Work for the kernels of preparation and stages 2 to 5.
final class StageCases {
    private static final double WRAPS = 1.2;

    private StageCases() {}

    static List<KernelCase<?>> all() {
        return List.of(
                new KernelCase<>(Amplitude.FAMILY, StageCases::amplitude),
                new KernelCase<>(GridAccumulate.FAMILY, StageCases::gridAccumulate),
                new KernelCase<>(ClapGridFilter.FAMILY, StageCases::gridFilter),
                new KernelCase<>(CoherenceCount.FAMILY, StageCases::histogram),
                new KernelCase<>(Topofit.FAMILY, StageCases::topofit),
                new KernelCase<>(TopofitRowInvariant.FAMILY, StageCases::rowInvariant),
                new KernelCase<>(CoherenceRowInvariant.FAMILY, StageCases::coherence),
                new KernelCase<>(ClapCellFilter.FAMILY, StageCases::cellFilter),
                new KernelCase<>(EdgeNoise.FAMILY, StageCases::edges),
                new KernelCase<>(EdgePhasorNoise.FAMILY, StageCases::edgePhasors),
                new KernelCase<>(PhaseRamp.FAMILY, StageCases::ramp),
                new KernelCase<>(InterferogramNoise.FAMILY, StageCases::noise));
    }

    private static Consumer<Amplitude> amplitude(Trial t) {
        int n = t.n;
        var floats = t.input(8L * n);
        var swapped = t.input(8L * n);
        var shorts = t.input(4L * n);
        var swappedShorts = t.input(4L * n);
        for (int i = 0; i < 2 * n; i++) {
            float value = t.special(i / 2) ? t.gaps() ? Float.NaN : 0 : (float) (60 * t.random.nextGaussian());
            short whole = t.special(i / 2) ? t.gaps() ? Short.MIN_VALUE : 0 : (short) t.random.nextInt();
            floats.set(FloatMatrix.LAYOUT.withOrder(ByteOrder.BIG_ENDIAN), 4L * i, value);
            swapped.set(FloatMatrix.LAYOUT, 4L * i, value);
            var layout = ValueLayout.JAVA_SHORT_UNALIGNED;
            shorts.set(layout.withOrder(ByteOrder.BIG_ENDIAN), 2L * i, whole);
            swappedShorts.set(layout.withOrder(ByteOrder.LITTLE_ENDIAN), 2L * i, whole);
        }
        var first = positive(t, n);
        var second = positive(t, n);
        var amplitudes = IntStream.range(0, 4).mapToObj(_ -> t.outFloats(n, 1)).toList();
        var sums = IntStream.range(0, 5).mapToObj(_ -> t.outFloats(n, 1)).toList();
        sums.forEach(m -> m.fill(0));
        return kernel -> {
            kernel.ofFloatPairs(floats, n, amplitudes.get(0).segment());
            kernel.ofLittleEndianFloatPairs(swapped, n, amplitudes.get(1).segment());
            kernel.ofShortPairs(shorts, n, amplitudes.get(2).segment());
            kernel.ofLittleEndianShortPairs(swappedShorts, n, amplitudes.get(3).segment());
            var total = new double[2];
            kernel.sumAbove(first, n, total);
            kernel.addImage(first, 1.5f, n, segment(sums, 0), segment(sums, 1), segment(sums, 2));
            kernel.addImage(second, 0.7f, n, segment(sums, 0), segment(sums, 1), segment(sums, 2));
            kernel.addPair(first, 1.5f, second, 0.7f, n, segment(sums, 3), segment(sums, 4));
            amplitudes.forEach(m -> t.result("amplitude", m, 0, 0));
            t.result("sum", total, 0, 1e-12);
            sums.forEach(m -> t.result("sums", m, 0, 0));
        };
    }

    private static MemorySegment segment(List<FloatMatrix> matrices, int index) {
        return matrices.get(index).segment();
    }

    private static MemorySegment positive(Trial t, int n) {
        var m = t.mixedFloats(n, 1, 50);
        for (int i = 0; i < n; i++) {
            m.set(i, Math.abs(m.get(i)));
        }
        return m.segment();
    }

    private static Consumer<GridAccumulate> gridAccumulate(Trial t) {
        int cells = 1 + t.n / 2;
        var value = t.phasors(t.n, t.ifgs());
        var order = CellOrder.of(t.random.ints(t.n, 0, cells).toArray(), cells);
        var grid = t.outComplex(cells, t.ifgs());
        return kernel -> {
            kernel.accumulate(value, order, grid, 1, t.ifgs());
            t.result("grid", grid, 0, 0);
        };
    }

    private static ClapSettings clap(Trial t) {
        return ClapSettings.of(8 + 2 * (t.n % 3), 0.9, 0.3, 50, 800);
    }

    private static Consumer<ClapGridFilter> gridFilter(Trial t) {
        var settings = clap(t);
        int side = settings.window() + t.n % 5;
        var grid = t.phasors(side * (side + 1), 3);
        var out = t.outComplex(side * (side + 1), 3);
        return kernel -> {
            kernel.filter(grid, side, side + 1, settings, out, 1, 3);
            t.result(
                    "filtered",
                    new ComplexMatrix(out.re().viewColumns(1, 3), out.im().viewColumns(1, 3)),
                    0,
                    ClapGridFilter.MAX_RELATIVE_ERROR);
            t.result("untouched", out.viewColumns(0, 1), 0, 0);
        };
    }

    private static Consumer<ClapCellFilter> cellFilter(Trial t) {
        var settings = clap(t);
        int side = settings.window() + t.n % 5;
        var grid = new ClapCellFilter.Grid(t.phasors(side * (side + 1), 3), side, side + 1);
        int[] cells = t.random.ints(t.n, 0, side * (side + 1)).toArray();
        var out = t.outComplex(t.n, 3);
        out.re().fill(0);
        out.im().fill(0);
        return kernel -> {
            kernel.filter(grid, settings, 1, cells, out, t.from(), t.to());
            t.result("filtered", out, 0, ClapCellFilter.MAX_RELATIVE_ERROR);
        };
    }

    private static Consumer<CoherenceCount> histogram(Trial t) {
        var coherence = t.mixedFloats(t.n, 1, 0.4);
        for (int i = 0; i < t.n; i++) {
            coherence.set(i, Math.abs(coherence.get(i)));
        }
        var counts = t.outDoubles(CoherenceHistogram.BINS, 1);
        counts.fill(3);
        return kernel -> {
            kernel.add(coherence, counts, t.from(), t.to());
            t.result("counts", counts, 0, 0);
        };
    }

    private static Consumer<Topofit> topofit(Trial t) {
        var b = t.floats(t.n, t.ifgs(), 120);
        var z = t.fringes(t.n, b, 0.003, 0.2);
        var fit = fit(t);
        return kernel -> {
            kernel.fit(z, b, WRAPS, fit, t.from(), t.to());
            record(t, fit, b);
        };
    }

    private static Consumer<TopofitRowInvariant> rowInvariant(Trial t) {
        var b = t.floats(1, t.ifgs(), 120);
        var z = t.fringes(t.n, b, 0.003, 0.2);
        var fit = fit(t);
        return kernel -> {
            kernel.fit(z, b, WRAPS, fit, t.from(), t.to());
            record(t, fit, b);
        };
    }

    private static Topofit.Fit fit(Trial t) {
        return new Topofit.Fit(
                t.outFloats(t.n, 1), t.outFloats(t.n, 1), t.outFloats(t.n, 1), t.outFloats(t.n, t.ifgs()));
    }

    /// The slope as the phase over the range of baselines.
    private static void record(Trial t, Topofit.Fit fit, FloatMatrix b) {
        var phase = new double[t.n];
        for (int p = t.from(); p < t.to(); p++) {
            int row = b.rows() == 1 ? 0 : p;
            double[] own = IntStream.range(0, b.cols())
                    .mapToDouble(c -> b.get(row, c))
                    .sorted()
                    .toArray();
            phase[p] = fit.slope().get(p) * (own[own.length - 1] - own[0]);
        }
        t.result("slope times range", phase, Topofit.MAX_PHASE_ERROR, 0);
        t.result("coherence", fit.coherence(), Topofit.MAX_COHERENCE_ERROR, 0);
        t.angles("offset", fit.offset(), Topofit.MAX_PHASE_ERROR, 0);
        t.angles("residual", fit.residual(), Topofit.MAX_PHASE_ERROR, 0);
    }

    private static Consumer<CoherenceRowInvariant> coherence(Trial t) {
        var b = t.floats(1, t.ifgs(), 120);
        var z = t.fringes(t.n, b, 0.003, 0.2);
        var coherence = t.outFloats(t.n, 1);
        return kernel -> {
            kernel.coherence(z, b, WRAPS, coherence, t.from(), t.to());
            t.result("coherence", coherence, Topofit.MAX_COHERENCE_ERROR, 0);
        };
    }

    private static Consumer<EdgeNoise> edges(Trial t) {
        int m = t.ifgs();
        var phase = t.unit(t.n, m);
        var edges = t.ints(t.n, 2, t.n);
        var smoothing = TimeSmoothing.of(Arena.ofAuto(), days(m), 730);
        var fit = EdgeNoise.BaselineFit.of(t.numbers(m, -150, 150), t.numbers(m, 0.1, 4));
        var sums = t.outDoubles(m, 2);
        var noise = t.outFloats(t.n, 2);
        return kernel -> {
            kernel.leaveOneOut(phase, edges, smoothing, sums, t.from(), t.to());
            kernel.noise(phase, edges, smoothing, fit, noise, t.from(), t.to());
            t.result("sums", sums, EdgeNoise.MAX_ABS_ERROR * t.n, 0);
            t.result("noise", noise, EdgeNoise.MAX_ABS_ERROR, Math.ulp(1f));
        };
    }

    private static Consumer<EdgePhasorNoise> edgePhasors(Trial t) {
        int m = t.ifgs();
        var phase = t.unit(t.n, m);
        var edges = t.ints(t.n, 2, t.n);
        var fit = EdgeNoise.BaselineFit.of(t.numbers(m, -150, 150), t.numbers(m, 0.1, 4));
        var sums = t.outDoubles(m, 3);
        var noise = t.outFloats(t.n, 2);
        return kernel -> {
            kernel.sums(phase, edges, sums, t.from(), t.to());
            kernel.noise(phase, edges, fit, noise, t.from(), t.to());
            t.result("sums", sums, EdgeNoise.MAX_ABS_ERROR * t.n, 0);
            t.result("noise", noise, EdgeNoise.MAX_ABS_ERROR, Math.ulp(1f));
        };
    }

    static double[] days(int count) {
        return IntStream.range(0, count)
                .mapToDouble(i -> 35.0 * i + 11 * (i % 3))
                .toArray();
    }

    private static Consumer<PhaseRamp> ramp(Trial t) {
        var phase = t.phasors(t.n, t.ifgs());
        var ramp = new Ramp(t.floats(t.n, 1, 0.05), t.floats(t.n, t.ifgs(), 100), t.floats(t.n, 1, 1));
        var shared = new Ramp(ramp.slope(), t.floats(1, t.ifgs(), 100), t.floats(1, 1, 1));
        var kept = t.outComplex(t.n, t.ifgs());
        var unit = t.outComplex(t.n, t.ifgs());
        return kernel -> {
            kernel.remove(phase, ramp, kept, t.from(), t.to());
            kernel.removeToUnit(phase, shared, unit, t.from(), t.to());
            t.result("modulus kept", kept, 10 * PhaseRamp.MAX_RELATIVE_ERROR, 0);
            t.result("unit", unit, PhaseRamp.MAX_RELATIVE_ERROR, 0);
        };
    }

    private static Consumer<InterferogramNoise> noise(Trial t) {
        var phase = t.phasors(t.n, 1);
        var patch = t.unit(t.n, 1);
        var ramp = new Ramp(t.floats(t.n, 1, 0.05), t.floats(t.n, 1, 100), t.floats(t.n, 1, 1));
        return kernel -> {
            double sum = kernel.sumOfSquares(phase, patch, ramp, t.from(), t.to());
            t.result("sum", new double[] {sum}, InterferogramNoise.MAX_ERROR_PER_POINT * t.n, 0);
        };
    }
}
