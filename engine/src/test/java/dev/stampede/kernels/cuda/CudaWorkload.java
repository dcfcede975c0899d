package dev.stampede.kernels.cuda;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.kernels.arcsmoothing.ArcSmoothing;
import dev.stampede.kernels.arcsmoothing.SmoothingTable;
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
import dev.stampede.kernels.planecombination.PlaneCombination;
import dev.stampede.kernels.scla.Scla;
import dev.stampede.kernels.spatialgaussian.PointCells;
import dev.stampede.kernels.spatialgaussian.SpatialGaussian;
import dev.stampede.kernels.topofit.CoherenceRowInvariant;
import dev.stampede.kernels.topofit.Topofit;
import dev.stampede.kernels.topofit.TopofitRowInvariant;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.memory.IntMatrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/// Some work for every family on one backend, and a checksum of what comes out: the same bits are demanded
/// of every way to the same kernels. Inputs are seeded and begin in the middle of a page; some points have
/// no phase, some values are NaN.
final class CudaWorkload {
    private static final int POINTS = 700;
    private static final int IFGS = 13;

    private final Arena arena;
    private final Backend backend;
    private final Random random = new Random(20260101);
    private final Map<String, String> sums = new LinkedHashMap<>();

    private CudaWorkload(Arena arena, Backend backend) {
        this.arena = arena;
        this.backend = backend;
    }

    /// Checksum by name of the work.
    static Map<String, String> checksums(Backend backend) {
        try (var arena = Arena.ofShared()) {
            var work = new CudaWorkload(arena, backend);
            work.topofit();
            work.grids();
            work.clap(32, 1, 61, 45);
            work.clap(64, 0.8, 70, 66);
            work.clap(12, 0.7, 40, 31);
            work.edges();
            work.arcs();
            work.planes();
            work.space();
            return work.sums;
        }
    }

    private <K extends Kernel> K kernel(KernelFamily<K> family) {
        return family.variants().get(backend).get();
    }

    private void topofit() {
        var z = phasors(POINTS, IFGS);
        z.set(3, 5, 0, 0);
        z.set(600, 0, Double.NaN, 1);
        var b = floats(POINTS, IFGS, 150);
        var out = fit();
        kernel(Topofit.FAMILY).fit(z, b, 1.4, out, 1, POINTS - 2);
        record("topofit", out.slope(), out.offset(), out.coherence(), out.residual());
        var row = floats(1, IFGS, 150);
        var same = fit();
        kernel(TopofitRowInvariant.FAMILY).fit(z, row, 1.4, same, 0, POINTS);
        record("topofit of one row", same.slope(), same.offset(), same.coherence(), same.residual());
        var coherence = FloatMatrix.allocate(arena, POINTS, 1);
        kernel(CoherenceRowInvariant.FAMILY).coherence(z, row, 1.4, coherence, 0, POINTS);
        record("coherence of one row", coherence);
        var counts = DoubleMatrix.allocate(arena, CoherenceHistogram.BINS, 1);
        kernel(CoherenceCount.FAMILY).add(coherence, counts, 2, POINTS);
        record("histogram", counts.segment());
    }

    private Topofit.Fit fit() {
        return new Topofit.Fit(filled(POINTS, 1), filled(POINTS, 1), filled(POINTS, 1), filled(POINTS, IFGS));
    }

    private void grids() {
        var cell = random.ints(POINTS, 0, 90).toArray();
        var grid = ComplexMatrix.allocate(arena, 100, IFGS);
        kernel(GridAccumulate.FAMILY).accumulate(phasors(POINTS, IFGS), CellOrder.of(cell, 100), grid, 1, IFGS);
        record("grid", grid.re(), grid.im());
    }

    private void clap(int window, double alpha, int ni, int nj) {
        var settings = ClapSettings.of(window, alpha, 0.3, 50, 800);
        var grid = phasors(ni * nj, 3);
        for (int c = 0; c < ni * nj; c += 5) {
            grid.set(c, c % 3, c % 2 == 0 ? 0 : Double.NaN, 0);
        }
        var out = ComplexMatrix.allocate(arena, ni * nj, 3);
        kernel(ClapGridFilter.FAMILY).filter(grid, ni, nj, settings, out, 0, 3);
        record("grid filter " + window, out.re(), out.im());
        int[] cells = random.ints(21, 0, ni * nj).toArray();
        var at = ComplexMatrix.allocate(arena, cells.length, 3);
        kernel(ClapCellFilter.FAMILY)
                .filter(new ClapCellFilter.Grid(grid, ni, nj), settings, 1, cells, at, 2, cells.length);
        record("cell filter " + window, at.re(), at.im());
    }

    private void edges() {
        var phase = phasors(POINTS, IFGS);
        phase.set(17, 2, Double.NaN, 0);
        int count = 1500;
        var edges = IntMatrix.allocate(arena, count, 2);
        for (int e = 0; e < count; e++) {
            edges.set(e, 0, random.nextInt(POINTS / 2));
            edges.set(e, 1, POINTS / 2 + random.nextInt(POINTS / 2));
        }
        var days = random.ints(IFGS, 0, 1500).sorted().mapToDouble(d -> d).toArray();
        var smoothing = TimeSmoothing.of(arena, days, 730);
        var fit = EdgeNoise.BaselineFit.of(
                random.doubles(IFGS, -150, 150).toArray(),
                random.doubles(IFGS, 0.1, 4).toArray());
        var sums = DoubleMatrix.allocate(arena, IFGS, 2);
        var noise = filled(count, 2);
        kernel(EdgeNoise.FAMILY).leaveOneOut(phase, edges, smoothing, sums, 3, count);
        kernel(EdgeNoise.FAMILY).noise(phase, edges, smoothing, fit, noise, 3, count);
        record("edges", sums.segment(), noise.segment());
        var phasorSums = DoubleMatrix.allocate(arena, IFGS, 3);
        kernel(EdgePhasorNoise.FAMILY).sums(phase, edges, phasorSums, 3, count);
        kernel(EdgePhasorNoise.FAMILY).noise(phase, edges, fit, noise, 3, count);
        record("edges of pairs", phasorSums.segment(), noise.segment());
    }

    private void arcs() {
        var days = random.ints(IFGS, 0, 1500).sorted().mapToDouble(d -> d).toArray();
        var phase = filled(POINTS, IFGS);
        var noise = filled(POINTS, IFGS);
        kernel(ArcSmoothing.FAMILY)
                .smooth(phasors(POINTS, IFGS), SmoothingTable.of(days, 730, 400), phase, noise, 5, POINTS);
        record("arcs", phase, noise);
    }

    private void planes() {
        var phase = floats(POINTS, IFGS, 20);
        phase.set(9, 9, Float.NaN);
        var columns = new int[IFGS];
        for (int i = 0; i < IFGS; i++) {
            columns[i] = i - 1;
        }
        var fit = new Scla.Fit(
                columns,
                random.doubles(IFGS).toArray(),
                random.doubles(IFGS).toArray(),
                random.doubles(IFGS).toArray());
        var k = DoubleMatrix.allocate(arena, POINTS, 1);
        var c = DoubleMatrix.allocate(arena, POINTS, 1);
        var scla = filled(POINTS, IFGS);
        kernel(Scla.FAMILY).estimate(phase, floats(POINTS, IFGS - 1, 100), fit, k, c, scla, 4, POINTS);
        record("scla", k.segment(), c.segment(), scla.segment());
        var coefficient = DoubleMatrix.allocate(arena, 4, 3);
        for (long i = 0; i < coefficient.size(); i++) {
            coefficient.set(i, random.nextGaussian());
        }
        var out = filled(POINTS, 3);
        kernel(PlaneCombination.EDGE_NOISE)
                .combine(phase, new int[] {7, 0, 3, 12}, new double[] {1, 2, 3, 4}, coefficient, out, 6, POINTS);
        record("planes", out);
    }

    private void space() {
        var xy = floats(POINTS, 2, 2000);
        var cells = PointCells.of(xy, 400);
        var in = floats(SpatialGaussian.WIDTH, POINTS, 10);
        var out = filled(SpatialGaussian.WIDTH, POINTS);
        kernel(SpatialGaussian.FAMILY).smooth(cells, in, 100, out, 1, cells.cellCount());
        record("space", out);
    }

    private ComplexMatrix phasors(int rows, int cols) {
        var z = new ComplexMatrix(unaligned(rows, cols), unaligned(rows, cols));
        for (int c = 0; c < cols; c++) {
            for (int r = 0; r < rows; r++) {
                double phase = 2 * Math.PI * random.nextDouble();
                z.set(r, c, Math.cos(phase), Math.sin(phase));
            }
        }
        return z;
    }

    private FloatMatrix floats(int rows, int cols, double size) {
        var m = unaligned(rows, cols);
        for (long i = 0; i < m.size(); i++) {
            m.set(i, (float) (size * (random.nextDouble() - 0.5)));
        }
        return m;
    }

    private FloatMatrix filled(int rows, int cols) {
        var m = unaligned(rows, cols);
        m.fill(-77);
        return m;
    }

    /// A matrix that begins at no multiple of its elements, as one in the middle of a file.
    private FloatMatrix unaligned(int rows, int cols) {
        return new FloatMatrix(arena.allocate(4L * rows * cols + 64, 64).asSlice(61, 4L * rows * cols), rows, cols);
    }

    private void record(String name, FloatMatrix... results) {
        var segments = new MemorySegment[results.length];
        for (int i = 0; i < results.length; i++) {
            segments[i] = results[i].segment();
        }
        record(name, segments);
    }

    private void record(String name, MemorySegment... results) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var result : results) {
                digest.update(result.asByteBuffer());
            }
            sums.put(name, HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
