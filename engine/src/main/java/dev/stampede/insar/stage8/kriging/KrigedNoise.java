package dev.stampede.insar.stage8.kriging;

import dev.stampede.geometry.Delaunay;
import dev.stampede.geometry.Triangulators;
import dev.stampede.insar.model.OrbitalRamp;
import dev.stampede.insar.model.StackGeometry;
import dev.stampede.insar.model.StageContext;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatValue;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Atmosphere and orbit error of the secondary images by kriging (`scn_kriging_flag`).
///
/// 1. A plane is taken out of every interferogram.
/// 2. Time: along the edges of a triangulation a trend ([SeasonalTrend]) and the correlated part
/// ([TimeFilter], with [TimeVariograms] that vary over the scene) are taken out; the rest is put together
/// again ([ArcIntegration]). Where too few edges have a plausible variogram, the Gaussian filter does it.
/// 3. Space: a quadratic surface and ordinary kriging ([SpaceKriging]) keep what is smooth.
/// 4. The planes are put back; everything is relative to the first point.
///
/// The reference image takes no part and has no noise.
///
/// @param smooth   `[ps, image]` rad, spatially correlated noise, 0 for images without
/// @param highPass `[ps, used]` rad, planes put back
/// @param ramp     `[ps, used]` rad, the planes
/// @param rest     `[ps, used]` rad, what is neither motion nor smooth
/// @param std      `[ps, 1]` rad, deviation of `rest` over the images
/// @param figures  for the report
public record KrigedNoise(
        DoubleMatrix smooth,
        FloatMatrix highPass,
        DoubleMatrix ramp,
        FloatMatrix rest,
        FloatMatrix std,
        Map<String, Object> figures) {
    /// Beyond this a kriged phase and an observed one are more than half a cycle apart (a little more than
    /// a cycle counts as one, as in StaMPS).
    private static final double CYCLE = 2.01 * Math.PI;

    /// @param phase    `[ps, used]` rad, changed: planes are taken out
    /// @param used     images of the columns, zero-based, ascending
    /// @param gaussian high-pass in time of such a phase, used when kriging in time is not possible
    public static KrigedNoise of(
            Arena arena,
            StageContext context,
            StackGeometry stack,
            FloatMatrix phase,
            int[] used,
            Function<FloatMatrix, FloatMatrix> gaussian) {
        var ramp = OrbitalRamp.ofDegree(1).fit(arena, context.workers(), phase, stack.xy());
        for (long i = 0; i < phase.size(); i++) {
            phase.set(i, (float) (phase.get(i) - ramp.get(i)));
        }
        var figures = new LinkedHashMap<String, Object>();
        int[] columns = IntStream.range(0, used.length)
                .filter(c -> used[c] != stack.referenceIndex())
                .toArray();
        var highPass = highPass(arena, context, stack, phase, used, columns, gaussian, figures);

        var result = new SpaceKriging(context, stack.xy()).of(arena, highPass.copyColumns(arena, columns));
        var smooth = DoubleMatrix.allocate(arena, phase.rows(), stack.day().length);
        var rest = FloatMatrix.allocate(arena, phase.rows(), used.length);
        for (int k = 0; k < columns.length; k++) {
            int c = columns[k];
            double first = result.smooth().get(0, k) + ramp.get(0, c);
            for (int p = 0; p < phase.rows(); p++) {
                double value = result.smooth().get(p, k) + ramp.get(p, c);
                smooth.set(p, used[c], value - first);
                rest.set(p, c, highPass.get(p, c) - result.smooth().get(p, k));
            }
        }
        for (long i = 0; i < highPass.size(); i++) {
            highPass.set(i, (float) (highPass.get(i) + ramp.get(i)));
        }
        figures.put("variogram_range_m", median(result.variograms(), Variogram::range));
        figures.put("variogram_sill_rad2", median(result.variograms(), Variogram::sill));
        figures.put("variogram_nugget_rad2", median(result.variograms(), Variogram::nugget));
        return new KrigedNoise(smooth, highPass, ramp, rest, deviation(arena, rest, columns), figures);
    }

    private static FloatMatrix highPass(
            Arena arena,
            StageContext context,
            StackGeometry stack,
            FloatMatrix phase,
            int[] used,
            int[] columns,
            Function<FloatMatrix, FloatMatrix> gaussian,
            Map<String, Object> figures) {
        var day = IntStream.of(columns).mapToDouble(c -> stack.day()[used[c]]).toArray();
        int n = phase.rows();
        var x = new double[n];
        var y = new double[n];
        for (int p = 0; p < n; p++) {
            x[p] = stack.xy().get(p, 0);
            y[p] = stack.xy().get(p, 1);
        }
        var mesh = Delaunay.of(Triangulators.named(context.settings().triangulator()), x, y);
        int edges = mesh.edgeCount();
        // With fewer dates than this the trend leaves next to nothing to krige.
        if (edges > 0 && day.length >= SeasonalTrend.TERMS + 3) {
            var series = FloatMatrix.allocate(arena, edges, columns.length);
            var middle = new double[edges][2];
            int[] lower = mesh.lower();
            int[] higher = mesh.higher();
            for (int e = 0; e < edges; e++) {
                middle[e][0] = (x[lower[e]] + x[higher[e]]) / 2000;
                middle[e][1] = (y[lower[e]] + y[higher[e]]) / 2000;
                for (int k = 0; k < columns.length; k++) {
                    series.set(e, k, phase.get(higher[e], columns[k]) - phase.get(lower[e], columns[k]));
                }
            }
            var trend = SeasonalTrend.of(day);
            var variograms = TimeVariograms.of(
                    context.workers(),
                    series,
                    middle,
                    day,
                    trend,
                    context.settings().randomSeed());
            if (variograms.isPresent()) {
                figures.put("time_filter", "kriging");
                figures.put("n_edges_with_variogram", variograms.get().plausible());
                var filter = new TimeFilter(variograms.get(), trend, day, bounds(x, y));
                figures.put("n_possible_cycles", filterEdges(context, series, middle, filter));
                return integrate(arena, context, phase, columns, x, y, mesh, series, filter);
            }
        }
        figures.put("time_filter", "gaussian");
        return gaussian.apply(phase);
    }

    private static double[] bounds(double[] x, double[] y) {
        double[] b = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        for (int p = 0; p < x.length; p++) {
            b[0] = Math.min(b[0], x[p] / 1000);
            b[1] = Math.min(b[1], y[p] / 1000);
            b[2] = Math.max(b[2], x[p] / 1000);
            b[3] = Math.max(b[3], y[p] / 1000);
        }
        return b;
    }

    /// Replaces the series by their high-pass; returns how often it is beyond a cycle.
    private static long filterEdges(StageContext context, FloatMatrix series, double[][] middle, TimeFilter filter) {
        int n = series.cols();
        var possible = new java.util.concurrent.atomic.LongAdder();
        context.workers().forBlocks(series.rows(), 4096, (from, to) -> {
            var in = new double[n];
            var out = new double[n];
            for (int e = (int) from; e < to; e++) {
                for (int k = 0; k < n; k++) {
                    in[k] = series.get(e, k);
                }
                filter.apply(middle[e][0], middle[e][1], in, out);
                for (int k = 0; k < n; k++) {
                    series.set(e, k, (float) out[k]);
                    if (Math.rint(out[k] / CYCLE) != 0) {
                        possible.increment();
                    }
                }
            }
        });
        return possible.sum();
    }

    private static FloatMatrix integrate(
            Arena arena,
            StageContext context,
            FloatMatrix phase,
            int[] columns,
            double[] x,
            double[] y,
            Delaunay mesh,
            FloatMatrix series,
            TimeFilter filter) {
        int n = phase.rows();
        var out = FloatMatrix.allocate(arena, n, phase.cols());
        // First guess: the filter of each point's own place, which is nearly consistent already.
        context.workers().forBlocks(n, 4096, (from, to) -> {
            var in = new double[columns.length];
            var filtered = new double[columns.length];
            for (int p = (int) from; p < to; p++) {
                for (int k = 0; k < columns.length; k++) {
                    in[k] = phase.get(p, columns[k]) - phase.get(0, columns[k]);
                }
                filter.apply(x[p] / 1000, y[p] / 1000, in, filtered);
                for (int k = 0; k < columns.length; k++) {
                    out.set(p, columns[k], (float) filtered[k]);
                }
            }
        });
        var integration = new ArcIntegration(mesh, n);
        context.workers().forEach(columns.length, (from, to) -> {
            int k = (int) from;
            var value = new double[n];
            for (int p = 0; p < n; p++) {
                value[p] = out.get(p, columns[k]);
            }
            integration.solve(series, k, value);
            for (int p = 0; p < n; p++) {
                out.set(p, columns[k], (float) (value[p] - value[0]));
            }
            context.progress().advance(1);
        });
        return out;
    }

    /// Over the images that take part, NaN left out; divisor one less than their number.
    private static FloatMatrix deviation(Arena arena, FloatMatrix rest, int[] columns) {
        var std = FloatMatrix.allocate(arena, rest.rows(), 1);
        for (int p = 0; p < rest.rows(); p++) {
            double sum = 0;
            double square = 0;
            int count = 0;
            for (int c : columns) {
                double v = rest.get(p, c);
                if (v == v) {
                    sum += v;
                    square += v * v;
                    count++;
                }
            }
            std.set(p, 0, (float) Math.sqrt(Math.max(0, (square - sum * sum / count) / (count - 1))));
        }
        return std;
    }

    private static double median(Variogram[] variograms, java.util.function.ToDoubleFunction<Variogram> of) {
        var values =
                java.util.Arrays.stream(variograms).mapToDouble(of).sorted().toArray();
        return values.length == 0 ? Double.NaN : values[values.length / 2];
    }

    /// The variables of `scn2`.
    public SequencedMap<String, MatValue> variables() {
        var map = new LinkedHashMap<String, MatValue>();
        map.put("ph_scn_slave", Mat.of(smooth));
        map.put("ph_hpt", Mat.of(highPass));
        map.put("ph_ramp", Mat.of(ramp));
        map.put("ph_noise_res", Mat.of(rest));
        map.put("std_ph_noise", Mat.of(std));
        return map;
    }
}
