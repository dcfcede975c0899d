package dev.stampede.kernels;

import dev.stampede.kernels.arcsmoothing.ArcScatter;
import dev.stampede.kernels.arcsmoothing.ArcSmoothing;
import dev.stampede.kernels.arcsmoothing.NetworkSmoothing;
import dev.stampede.kernels.arcsmoothing.SmoothingTable;
import dev.stampede.kernels.goldstein.Goldstein;
import dev.stampede.kernels.goldstein.GridLowPass;
import dev.stampede.kernels.goldstein.LocalFrequency;
import dev.stampede.kernels.ifgstd.InterferogramCovariance;
import dev.stampede.kernels.leastabsolute.LeastAbsolute;
import dev.stampede.kernels.lookangle.LookAngleSearch;
import dev.stampede.kernels.phasorgrid.PhaseReconstruction;
import dev.stampede.kernels.phasorgrid.PhasorGrid;
import dev.stampede.kernels.planecombination.PlaneCombination;
import dev.stampede.kernels.scla.Scla;
import dev.stampede.kernels.scla.SclaClip;
import dev.stampede.kernels.spatialgaussian.PointCells;
import dev.stampede.kernels.spatialgaussian.SpatialGaussian;
import dev.stampede.linalg.SmallMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Work for the kernels of stages 6 to 8.
final class SolveCases {
    private SolveCases() {}

    static List<KernelCase<?>> all() {
        return List.of(
                new KernelCase<>(PhasorGrid.FAMILY, SolveCases::phasorGrid),
                new KernelCase<>(Goldstein.FAMILY, SolveCases::goldstein),
                new KernelCase<>(GridLowPass.FAMILY, SolveCases::lowPass),
                new KernelCase<>(LocalFrequency.FAMILY, SolveCases::frequency),
                new KernelCase<>(LookAngleSearch.FAMILY, SolveCases::lookAngle),
                new KernelCase<>(ArcSmoothing.FAMILY, SolveCases::arcs),
                new KernelCase<>(NetworkSmoothing.FAMILY, SolveCases::network),
                new KernelCase<>(ArcScatter.FAMILY, SolveCases::scatter),
                new KernelCase<>(PhaseReconstruction.FAMILY, SolveCases::reconstruction),
                new KernelCase<>(InterferogramCovariance.FAMILY, SolveCases::covariance),
                new KernelCase<>(Scla.FAMILY, SolveCases::scla),
                new KernelCase<>(LeastAbsolute.FAMILY, SolveCases::leastAbsolute),
                new KernelCase<>(SclaClip.FAMILY, SolveCases::clip),
                new KernelCase<>(PlaneCombination.VELOCITY_FIT, SolveCases::planes),
                new KernelCase<>(PlaneCombination.EDGE_NOISE, SolveCases::planes),
                new KernelCase<>(PlaneCombination.WEIGHTED_FIT, SolveCases::planes),
                new KernelCase<>(SpatialGaussian.FAMILY, SolveCases::space));
    }

    private static Consumer<PhasorGrid> phasorGrid(Trial t) {
        var phase = t.phasors(t.n, t.ifgs());
        int[] cellOf = t.random.ints(t.n, 0, 12).toArray();
        var cells = t.outComplex(4, 3);
        return kernel -> {
            kernel.accumulate(phase, 1, cellOf, cells);
            t.result("cells", cells, 0, 0);
        };
    }

    private static Consumer<Goldstein> goldstein(Trial t) {
        int rows = 8 + t.n % 7;
        int cols = 8 + t.n % 5;
        var cells = t.phasors(rows, cols);
        var out = t.outComplex(rows, cols);
        return kernel -> {
            kernel.filter(cells, 8, 0.8, out);
            t.result("filtered", out, 0, 2 * Goldstein.MAX_ABS_ERROR);
        };
    }

    private static Consumer<GridLowPass> lowPass(Trial t) {
        int rows = 8 + t.n % 7;
        int cols = 8 + t.n % 5;
        var cells = t.phasors(rows, cols);
        var out = t.outComplex(rows, cols);
        return kernel -> {
            kernel.filter(cells, 8, out);
            t.result("filtered", out, 0, 0);
        };
    }

    private static Consumer<LocalFrequency> frequency(Trial t) {
        var cells = t.phasors(8 + t.n % 7, 9);
        return kernel -> {
            var found = kernel.of(cells, 8, new int[] {0, t.n % 7}, new int[] {0, 1});
            t.result("row", found.row(), 0, 0);
            t.result("col", found.col(), 0, 0);
            t.result("stands", found.stands(), 0, 0);
        };
    }

    /// Interferograms on their own; arcs with a gap give no slope, which may be 0 or `NaN`, and are left out.
    private static Consumer<LookAngleSearch> lookAngle(Trial t) {
        int m = 12 + t.n % 5;
        var b = t.floats(1, m, 120);
        var bperp = b.toArray();
        var sorted = bperp.clone();
        Arrays.sort(sorted);
        double range = sorted[m - 1] - sorted[0];
        var series = new LookAngleSearch.Series(IntStream.range(0, m).toArray(), bperp, range, 12, false);
        var arc = t.fringes(t.n, b, 2 * series.step(), 0.1);
        var turned = t.outComplex(t.n, m);
        turned.re().segment().copyFrom(arc.re().segment());
        turned.im().segment().copyFrom(arc.im().segment());
        var k = t.outFloats(t.n, 1);
        return kernel -> {
            kernel.remove(turned, series, bperp, k, t.from(), t.to());
            for (int e = 0; e < t.n; e++) {
                if (t.special(e) && t.gaps()) {
                    k.set(e, 0, 0);
                    for (int i = 0; i < m; i++) {
                        turned.set(e, i, 0, 0);
                    }
                }
            }
            t.result("slope", k, LookAngleSearch.MAX_ABS_ERROR * series.step(), 0);
            t.result("turned", turned, LookAngleSearch.MAX_ABS_ERROR * series.step() * 400, 0);
        };
    }

    private static Consumer<ArcSmoothing> arcs(Trial t) {
        int m = t.ifgs();
        var days = StageCases.days(m);
        var table = SmoothingTable.of(days, 730, 100);
        var arc = t.fringes(t.n, row(t, days), 0.002, 0.4);
        var phase = t.outFloats(t.n, m);
        var noise = t.outFloats(t.n, m);
        return kernel -> {
            kernel.smooth(arc, table, phase, noise, t.from(), t.to());
            unfilled(t, phase);
            unfilled(t, noise);
            t.result("phase", phase, ArcSmoothing.MAX_ABS_ERROR, ArcSmoothing.MAX_RELATIVE_ERROR);
            t.angles("noise", noise, ArcSmoothing.MAX_ABS_ERROR, ArcSmoothing.MAX_RELATIVE_ERROR);
        };
    }

    /// Rows outside the range must hold what they held, and are set to zero, so that they do not widen a bound that
    /// is relative to the largest value.
    private static void unfilled(Trial t, FloatMatrix m) {
        for (int c = 0; c < m.cols(); c++) {
            for (int r = 0; r < m.rows(); r++) {
                if (r < t.from() || r >= t.to()) {
                    if (m.get(r, c) != (float) Trial.CANARY) {
                        throw new AssertionError("row " + r + " lies outside the range and was written");
                    }
                    m.set(r, c, 0);
                }
            }
        }
    }

    private static FloatMatrix row(Trial t, double[] values) {
        var row = t.floats(1, values.length, 1);
        for (int i = 0; i < values.length; i++) {
            row.set(0, i, (float) values[i]);
        }
        return row;
    }

    private static Consumer<NetworkSmoothing> network(Trial t) {
        int m = t.ifgs();
        var arc = t.phasors(t.n, m);
        var smoothing = t.numbers(m * m, -1, 1);
        var phase = t.outFloats(t.n, m);
        var noise = t.outFloats(t.n, m);
        return kernel -> {
            kernel.smooth(arc, smoothing, phase, noise, t.from(), t.to());
            t.result("phase", phase, NetworkSmoothing.MAX_ABS_ERROR * (1 + m), 0);
            t.angles("noise", noise, NetworkSmoothing.MAX_ABS_ERROR * (1 + m), 0);
        };
    }

    private static Consumer<ArcScatter> scatter(Trial t) {
        int m = t.ifgs();
        var phase = t.floats(t.n, m, 20);
        var noise = t.mixedFloats(t.n, m, 1);
        var k = t.floats(t.n, 1, 0.1);
        var bperp = t.floats(1, m, 100).toArray();
        var out = new ArcScatter.Result(t.outFloats(t.n + 5, m), t.outFloats(t.n + 5, m), t.outFloats(t.n + 5, 1));
        return kernel -> {
            kernel.judge(phase, noise, k, bperp, 1.2f, out, 3, t.n);
            t.result("dph", out.dph(), 0, 0);
            t.result("noise", out.noise(), 0, 0);
            t.result("std", out.std(), 4 * ArcScatter.MAX_RELATIVE_ERROR, 0);
        };
    }

    private static Consumer<PhaseReconstruction> reconstruction(Trial t) {
        int m = t.ifgs();
        var phase = t.phasors(t.n, m);
        var nodes = t.mixedFloats(7, m, 20);
        int[] nodeOf = t.random.ints(t.n, -1, 7).toArray();
        var out = t.outFloats(t.n, 2);
        return kernel -> {
            kernel.reconstruct(phase, nodes, 1, nodeOf, out, 1, t.from(), t.to());
            t.result("unwrapped", out, PhaseReconstruction.MAX_ABS_ERROR + Math.ulp(64f), 0);
        };
    }

    private static Consumer<InterferogramCovariance> covariance(Trial t) {
        int m = t.ifgs();
        var phase = t.phasors(t.n, m);
        var patch = t.unit(t.n, m);
        return kernel -> {
            var sum = new double[m];
            var product = new double[m * m];
            kernel.add(phase, patch, t.from(), t.to(), sum, product);
            t.result("sum", sum, 0, 0);
            t.result("product", product, 0, 0);
        };
    }

    private static Consumer<Scla> scla(Trial t) {
        int m = t.ifgs();
        var phase = t.mixedFloats(t.n, m, 5);
        var baseline = t.floats(t.n, m, 100);
        int[] columns = IntStream.range(0, m).map(i -> i - 1).toArray();
        var fit = new Scla.Fit(columns, t.numbers(m, -1, 1), t.numbers(m, -1e-3, 1e-3), t.numbers(m, -1, 1));
        var k = t.outDoubles(t.n, 1);
        var c = t.outDoubles(t.n, 1);
        var scla = t.outFloats(t.n, m);
        var again = t.outFloats(t.n, m);
        return kernel -> {
            kernel.estimate(phase, baseline, fit, k, c, scla, t.from(), t.to());
            t.result("K", k, Scla.MAX_RELATIVE_ERROR * m * 0.02, 0);
            // C holds the rounding of the single-precision correction, which may fall either way.
            t.result("C", c, m * Math.ulp(16f), 0);
            t.result("scla", scla, Math.ulp(16f), 0);
            var slope = DoubleMatrix.vector(java.lang.foreign.Arena.ofAuto(), t.numbers(t.n, -0.1, 0.1));
            kernel.phase(slope, baseline, columns, again, t.from(), t.to());
            t.result("phase of K", again, 0, 0);
        };
    }

    private static Consumer<LeastAbsolute> leastAbsolute(Trial t) {
        int m = t.ifgs() + 2;
        var phase = t.mixedFloats(t.n, m, 5);
        var ones = new double[m];
        Arrays.fill(ones, 1);
        int[] plus = IntStream.range(0, m).toArray();
        int[] none = new int[m];
        Arrays.fill(none, -1);
        var model = new LeastAbsolute.Model(SmallMatrix.ofColumns(ones, t.numbers(m, -150, 150)), 1, plus, none);
        var out = t.outDoubles(t.n, 1);
        return kernel -> {
            kernel.fit(phase, new double[m], model, out, t.from(), t.to());
            t.result("slope", out, 0, 0);
        };
    }

    private static Consumer<SclaClip> clip(Trial t) {
        var value = DoubleMatrix.copyOf(
                java.lang.foreign.Arena.ofAuto(),
                t.n,
                1,
                t.mixedFloats(t.n, 1, 1)
                        .widened(java.lang.foreign.Arena.ofAuto())
                        .toArray());
        int[] start = IntStream.rangeClosed(0, t.n).map(p -> 3 * p).toArray();
        int[] neighbour = t.random.ints(3L * t.n, 0, t.n).toArray();
        var out = t.outDoubles(t.n, 1);
        return kernel -> {
            kernel.clip(value, start, neighbour, out, t.from(), t.to());
            t.result("clipped", out, 0, 0);
        };
    }

    private static Consumer<PlaneCombination> planes(Trial t) {
        int m = t.ifgs();
        var in = t.mixedFloats(t.n, m, 5);
        int[] columns = {m - 1, 0, 1};
        var offset = t.numbers(3, -1, 1);
        var coefficient = t.doubles(3, 2, 1);
        var wide = t.outDoubles(t.n, 2);
        var narrow = t.outFloats(t.n, 2);
        return kernel -> {
            kernel.combine(in, columns, offset, coefficient, wide, t.from(), t.to());
            kernel.combine(in, columns, offset, coefficient, narrow, t.from(), t.to());
            t.result("double", wide, PlaneCombination.MAX_RELATIVE_ERROR * 100, 0);
            t.result("single", narrow, Math.ulp(64f), 0);
        };
    }

    private static Consumer<SpatialGaussian> space(Trial t) {
        var cells = PointCells.of(t.floats(t.n, 2, 400), 300);
        var in = t.floats(SpatialGaussian.WIDTH, t.n, 10);
        for (int p = 0; p < t.n; p++) {
            if (t.special(p)) {
                in.set(p % SpatialGaussian.WIDTH, p, t.gaps() ? Float.NaN : 0);
            }
        }
        var out = t.outFloats(SpatialGaussian.WIDTH, t.n);
        return kernel -> {
            kernel.smooth(cells, in, 100, out, 0, cells.cellCount());
            t.result("smooth", out, 0, SpatialGaussian.MAX_RELATIVE_ERROR);
        };
    }
}
