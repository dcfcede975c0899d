package dev.stampede.insar.stage8.kriging;

import dev.stampede.insar.model.OrbitalRamp;
import dev.stampede.insar.model.StageContext;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.SplittableRandom;

/// The part of a phase that is smooth in space: a quadratic surface plus what ordinary kriging finds in the
/// rest, from the 50 nearest points within four ranges.
final class SpaceKriging {
    private static final int NEIGHBOURS = 50;
    private static final double RANGES = 4;

    /// Points drawn for the variogram: 8 million pairs, hundreds of thousands in each class.
    private static final int MOST_POINTS = 4_000;

    /// Classes up to [#LONGEST] m or, in smaller scenes, up to the diagonal of the scene; the first 1/1.75
    /// are fitted.
    private static final int CLASSES = 30;

    private static final double LONGEST = 30_000;
    private static final double SHARE = 1.75;

    private final StageContext context;
    private final FloatMatrix xy;

    /// @param xy `[ps, 2]` m
    SpaceKriging(StageContext context, FloatMatrix xy) {
        this.context = context;
        this.xy = xy;
    }

    /// Smooth part of every column, `[ps, columns]` rad, and the variograms found.
    record Result(FloatMatrix smooth, Variogram[] variograms) {}

    Result of(Arena arena, FloatMatrix phase) {
        var surface = quadratic().fit(arena, context.workers(), phase, xy);
        var rest = FloatMatrix.allocate(arena, phase.rows(), phase.cols());
        for (long i = 0; i < phase.size(); i++) {
            rest.set(i, (float) (phase.get(i) - surface.get(i)));
        }
        var variograms = variograms(rest);
        var smooth = FloatMatrix.allocate(arena, phase.rows(), phase.cols());
        var nearest = new NearestPoints(xy);
        context.workers().forBlocks(phase.rows(), 256, () -> new Scratch(), (scratch, from, to) -> {
            for (int p = (int) from; p < to; p++) {
                krige(scratch, nearest, p, rest, variograms, smooth);
            }
        });
        for (long i = 0; i < phase.size(); i++) {
            smooth.set(i, (float) (smooth.get(i) + surface.get(i)));
        }
        return new Result(smooth, variograms);
    }

    private static OrbitalRamp quadratic() {
        return new OrbitalRamp(
                List.of((x, y) -> x * x, (x, y) -> y * y, (x, y) -> x * y, (x, y) -> x, (x, y) -> y, (x, y) -> 1));
    }

    private static final class Scratch {
        private final int[] point = new int[NEIGHBOURS];
        private final double[] distance = new double[NEIGHBOURS];
        private final double[][] between = new double[NEIGHBOURS][NEIGHBOURS];
        private final double[] weights = new double[NEIGHBOURS];
        private final OrdinaryKriging kriging = new OrdinaryKriging(NEIGHBOURS);
    }

    private static void krige(
            Scratch s, NearestPoints nearest, int p, FloatMatrix rest, Variogram[] variograms, FloatMatrix smooth) {
        int count = nearest.of(p, s.point, s.distance);
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < i; j++) {
                s.between[i][j] = nearest.distance(s.point[i], s.point[j]);
            }
        }
        for (int c = 0; c < variograms.length; c++) {
            int n = count;
            while (n > 1 && s.distance[n - 1] > RANGES * variograms[c].range()) {
                n--;
            }
            s.kriging.weights(variograms[c], s.between, s.distance, n, s.weights);
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += s.weights[i] * rest.get(s.point[i], c);
            }
            smooth.set(p, c, (float) sum);
        }
    }

    private Variogram[] variograms(FloatMatrix rest) {
        int[] drawn = draw();
        double longest = Math.min(LONGEST, diagonal());
        double width = longest / CLASSES;
        int used = (int) (CLASSES / SHARE);
        int columns = rest.cols();
        int blocks = (drawn.length + 63) / 64;
        var partial = new double[blocks][used * (columns + 2)];
        context.workers().forBlocks(drawn.length, 64, (from, to) -> {
            double[] sums = partial[(int) (from / 64)];
            for (int i = (int) from; i < to; i++) {
                for (int j = 0; j < i; j++) {
                    add(rest, drawn[i], drawn[j], width, used, sums);
                }
            }
        });
        var sums = new double[used * (columns + 2)];
        for (var block : partial) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += block[i];
            }
        }
        var variograms = new Variogram[columns];
        for (int c = 0; c < columns; c++) {
            variograms[c] = fit(sums, c, columns, used, width, longest);
        }
        return variograms;
    }

    /// Of one class: number of pairs, sum of distances, then sums of squared differences per column.
    private void add(FloatMatrix rest, int p, int q, double width, int used, double[] sums) {
        double dx = (double) xy.get(p, 0) - xy.get(q, 0);
        double dy = (double) xy.get(p, 1) - xy.get(q, 1);
        double h = Math.sqrt(dx * dx + dy * dy);
        int c = (int) (h / width);
        if (c < used) {
            int at = c * (rest.cols() + 2);
            sums[at]++;
            sums[at + 1] += h;
            for (int k = 0; k < rest.cols(); k++) {
                double d = rest.get(p, k) - rest.get(q, k);
                sums[at + 2 + k] += d * d;
            }
        }
    }

    private static Variogram fit(double[] sums, int column, int columns, int used, double width, double longest) {
        var lag = new double[used];
        var gamma = new double[used];
        var count = new double[used];
        for (int c = 0; c < used; c++) {
            int at = c * (columns + 2);
            count[c] = sums[at];
            lag[c] = count[c] > 0 ? sums[at + 1] / count[c] : 0;
            gamma[c] = count[c] > 0 ? sums[at + 2 + column] / count[c] / 2 : 0;
        }
        return Variogram.fit(lag, gamma, count, width / 4, longest);
    }

    private int[] draw() {
        int n = xy.rows();
        var order = new int[n];
        java.util.Arrays.setAll(order, i -> i);
        int count = Math.min(n, MOST_POINTS);
        var random = new SplittableRandom(context.settings().randomSeed());
        for (int i = 0; i < count; i++) {
            int j = i + random.nextInt(n - i);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        var drawn = java.util.Arrays.copyOf(order, count);
        java.util.Arrays.sort(drawn);
        return drawn;
    }

    private double diagonal() {
        double[] low = {Double.MAX_VALUE, Double.MAX_VALUE};
        double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE};
        for (int p = 0; p < xy.rows(); p++) {
            for (int a = 0; a < 2; a++) {
                low[a] = Math.min(low[a], xy.get(p, a));
                high[a] = Math.max(high[a], xy.get(p, a));
            }
        }
        return Math.max(1, Math.hypot(high[0] - low[0], high[1] - low[1]));
    }
}
