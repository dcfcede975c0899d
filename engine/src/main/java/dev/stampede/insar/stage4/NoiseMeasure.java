package dev.stampede.insar.stage4;

import dev.stampede.geometry.Delaunay;
import dev.stampede.geometry.Triangulators;
import dev.stampede.insar.model.StageContext;
import dev.stampede.kernels.edgestats.EdgeNoise;
import dev.stampede.kernels.edgestats.EdgePhasorNoise;
import dev.stampede.kernels.edgestats.TimeSmoothing;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.memory.IntMatrix;
import java.lang.foreign.Arena;
import java.util.Arrays;

/// How noisy is each point compared with its neighbours? Edges of the Delaunay triangulation are measured,
/// and a point is as good as its best edge.
///
/// @param std smallest standard deviation over the edges of each point, rad; infinite without edges
/// @param max smallest of the largest deviations, rad; infinite without edges
record NoiseMeasure(float[] std, float[] max, int edgeCount) {
    /// Edges whose sums are formed at once. Fixed: the order of summation must not depend on settings or
    /// threads.
    private static final int SUM_BLOCK = 4096;

    /// Multiple of every vector width, so that blocks do not change which edges are computed in which way.
    private static final int EDGE_STEP = 64;

    /// @param unitPhase  `[points, used interferograms]`, modulus 1
    static NoiseMeasure of(StageContext context, PatchSeries series, double[] x, double[] y, ComplexMatrix unitPhase) {
        var mesh = Delaunay.of(Triangulators.named(context.settings().triangulator()), x, y);
        var std = new float[x.length];
        var max = new float[x.length];
        Arrays.fill(std, Float.POSITIVE_INFINITY);
        Arrays.fill(max, Float.POSITIVE_INFINITY);
        if (mesh.edgeCount() == 0) {
            return new NoiseMeasure(std, max, 0);
        }
        try (var arena = Arena.ofShared()) {
            int[] lower = mesh.lower();
            int[] higher = mesh.higher();
            var edges = IntMatrix.allocate(arena, mesh.edgeCount(), 2);
            for (int e = 0; e < lower.length; e++) {
                edges.set(e, 0, lower[e]);
                edges.set(e, 1, higher[e]);
            }
            var noise = context.parameters().smallBaseline()
                    ? ofPairs(context, arena, series, unitPhase, edges)
                    : ofSeries(context, arena, series, unitPhase, edges);
            for (int e = 0; e < lower.length; e++) {
                lowerTo(std, lower[e], higher[e], noise.get(e, 0));
                lowerTo(max, lower[e], higher[e], noise.get(e, 1));
            }
        }
        return new NoiseMeasure(std, max, mesh.edgeCount());
    }

    private static void lowerTo(float[] values, int p, int q, float value) {
        if (value < values[p]) { // false for NaN
            values[p] = value;
        }
        if (value < values[q]) {
            values[q] = value;
        }
    }

    /// Single reference image: smoothed in time, weighted by the variance of each image over all edges.
    private static FloatMatrix ofSeries(
            StageContext context, Arena arena, PatchSeries series, ComplexMatrix unitPhase, IntMatrix edges) {
        var kernel = context.kernels().get(EdgeNoise.FAMILY, (long) edges.rows() * unitPhase.cols() * unitPhase.cols());
        var smoothing =
                TimeSmoothing.of(arena, series.day(), context.parameters().number("weed_time_win"));
        var sums = blockSums(
                context,
                arena,
                edges.rows(),
                unitPhase.cols(),
                2,
                (out, from, to) -> kernel.leaveOneOut(unitPhase, edges, smoothing, out, from, to));
        var weights = new double[unitPhase.cols()];
        for (int k = 0; k < weights.length; k++) {
            weights[k] = weight(edges.rows(), 0, sums.get(k, 1));
        }
        var fit = EdgeNoise.BaselineFit.of(series.perpBaseline(), weights);
        return measure(
                context,
                arena,
                edges.rows(),
                (out, from, to) -> kernel.noise(unitPhase, edges, smoothing, fit, out, from, to));
    }

    /// Small baselines: nothing to smooth, weighted by the variance of the phasors.
    private static FloatMatrix ofPairs(
            StageContext context, Arena arena, PatchSeries series, ComplexMatrix unitPhase, IntMatrix edges) {
        var kernel = context.kernels().get(EdgePhasorNoise.FAMILY, (long) edges.rows() * unitPhase.cols());
        var sums = blockSums(
                context,
                arena,
                edges.rows(),
                unitPhase.cols(),
                3,
                (out, from, to) -> kernel.sums(unitPhase, edges, out, from, to));
        var weights = new double[unitPhase.cols()];
        for (int f = 0; f < weights.length; f++) {
            weights[f] = weight(edges.rows(), sums.get(f, 0) * sums.get(f, 0), sums.get(f, 2));
        }
        var fit = EdgeNoise.BaselineFit.of(series.perpBaseline(), weights);
        return measure(
                context, arena, edges.rows(), (out, from, to) -> kernel.noise(unitPhase, edges, fit, out, from, to));
    }

    /// One over the variance (divisor n-1). A column without any spread, as with a single edge, would get
    /// infinite weight, at which StaMPS fails; it gets weight one.
    ///
    /// The direction of an edge is arbitrary, so the mean is that over both directions: zero for angles,
    /// real for phasors. StaMPS takes the directions as its triangulator lists them; the mean then depends
    /// on that list, and with it the noise by about 1e-5 rad.
    private static double weight(int n, double squaredSum, double sumOfSquares) {
        double variance = (sumOfSquares - squaredSum / n) / Math.max(1, n - 1);
        return variance > 0 ? 1 / variance : 1;
    }

    /// Sums over all edges, formed by blocks and added in their order.
    private static DoubleMatrix blockSums(
            StageContext context, Arena arena, int edges, int rows, int cols, SumTask task) {
        int blocks = (edges + SUM_BLOCK - 1) / SUM_BLOCK;
        var parts = DoubleMatrix.allocate(arena, rows, blocks * cols);
        context.progress().begin("edge statistics", edges);
        context.workers().forBlocks(edges, SUM_BLOCK, (from, to) -> {
            int block = (int) (from / SUM_BLOCK);
            task.run(parts.viewColumns(block * cols, (block + 1) * cols), (int) from, (int) to);
            context.progress().advance(to - from);
        });
        var total = DoubleMatrix.allocate(arena, rows, cols);
        for (int i = 0; i < blocks * cols; i++) {
            for (int r = 0; r < rows; r++) {
                total.set(r, i % cols, total.get(r, i % cols) + parts.get(r, i));
            }
        }
        return total;
    }

    private static FloatMatrix measure(StageContext context, Arena arena, int edges, NoiseTask task) {
        var noise = FloatMatrix.allocate(arena, edges, 2);
        int chunk = Math.clamp(context.settings().chunkEdges(), EDGE_STEP, SUM_BLOCK);
        context.progress().begin("edge noise", edges);
        context.workers().forBlocks(edges, chunk - chunk % EDGE_STEP, (from, to) -> {
            task.run(noise, (int) from, (int) to);
            context.progress().advance(to - from);
        });
        return noise;
    }

    private interface SumTask {
        void run(DoubleMatrix outSums, int from, int to);
    }

    private interface NoiseTask {
        void run(FloatMatrix outNoise, int from, int to);
    }
}
