package dev.stampede.insar.stage8.kriging;

import dev.stampede.linalg.LeastSquares;
import dev.stampede.linalg.SmallMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.runtime.Workers;
import java.util.Optional;
import java.util.SplittableRandom;

/// Variograms in time of the phase along edges, varying quadratically over the scene: range, nugget and
/// sill of up to 15000 edges drawn at random, each a quadratic polynomial of the middle of its edge.
///
/// @param coefficients of range (d), nugget and sill (rad^2) for `1, x, y, x^2, x y, y^2`, km
/// @param least        of what was found, no smaller values are used
/// @param most         the same for larger ones
/// @param plausible    edges with a plausible variogram
record TimeVariograms(double[][] coefficients, Variogram least, Variogram most, int plausible) {
    private static final int MOST_EDGES = 15_000;

    /// Fewer plausible edges say too little.
    private static final int FEWEST_PLAUSIBLE = 51;

    private static final int CLASSES = 12;
    private static final int TERMS = 6;

    /// Empty when there are too few plausible edges.
    ///
    /// @param series `[edge, date]` rad
    /// @param middle `[edge, 2]` km
    static Optional<TimeVariograms> of(
            Workers workers, FloatMatrix series, double[][] middle, double[] day, SeasonalTrend trend, long seed) {
        int[] drawn = draw(series.rows(), seed);
        var found = new Variogram[drawn.length];
        double span = day[day.length - 1] - day[0];
        double from = typicalStep(day);
        workers.forBlocks(drawn.length, 256, (first, last) -> {
            var residual = new double[day.length];
            for (int i = (int) first; i < last; i++) {
                residuals(series, drawn[i], trend, residual);
                found[i] = plausible(fit(residual, day, span, from), from, span);
            }
        });
        return surfaces(found, drawn, middle);
    }

    /// Median time between neighbouring dates: what is correlated over less cannot be told from noise.
    private static double typicalStep(double[] day) {
        var step = new double[day.length - 1];
        java.util.Arrays.setAll(step, i -> Math.max(1, day[i + 1] - day[i]));
        java.util.Arrays.sort(step);
        return step[step.length / 2];
    }

    private static int[] draw(int edges, long seed) {
        var order = new int[edges];
        java.util.Arrays.setAll(order, i -> i);
        int count = Math.min(edges, MOST_EDGES);
        var random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            int j = i + random.nextInt(edges - i);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        var drawn = java.util.Arrays.copyOf(order, count);
        java.util.Arrays.sort(drawn);
        return drawn;
    }

    static void residuals(FloatMatrix series, int edge, SeasonalTrend trend, double[] residual) {
        int n = residual.length;
        for (int i = 0; i < n; i++) {
            double sum = series.get(edge, i);
            for (int j = 0; j < n; j++) {
                sum -= trend.fitted().get(i, j) * series.get(edge, j);
            }
            residual[i] = sum;
        }
    }

    /// Classes of time difference up to two thirds of the whole; beyond, too few independent pairs are left.
    private static Variogram fit(double[] residual, double[] day, double span, double shortest) {
        var lag = new double[CLASSES];
        var gamma = new double[CLASSES];
        var count = new double[CLASSES];
        double width = span * 2 / 3 / CLASSES;
        for (int i = 0; i < day.length; i++) {
            for (int j = 0; j < i; j++) {
                int c = (int) ((day[i] - day[j]) / width);
                if (c < CLASSES) {
                    double d = residual[i] - residual[j];
                    lag[c] += day[i] - day[j];
                    gamma[c] += d * d / 2;
                    count[c]++;
                }
            }
        }
        for (int c = 0; c < CLASSES; c++) {
            lag[c] = count[c] > 0 ? lag[c] / count[c] : 0;
            gamma[c] = count[c] > 0 ? gamma[c] / count[c] : 0;
        }
        return Variogram.fit(lag, gamma, count, shortest, span);
    }

    /// A range inside its bounds and some correlation; `null` otherwise.
    private static Variogram plausible(Variogram v, double shortest, double longest) {
        boolean inside = v.range() > shortest * 1.01 && v.range() < longest * 0.99;
        return inside && v.sill() > 0 ? v : null;
    }

    private static Optional<TimeVariograms> surfaces(Variogram[] found, int[] drawn, double[][] middle) {
        int count = 0;
        for (var v : found) {
            count += v == null ? 0 : 1;
        }
        if (count < FEWEST_PLAUSIBLE) {
            return Optional.empty();
        }
        var normal = new SmallMatrix(TERMS, TERMS);
        var right = new SmallMatrix(TERMS, 3);
        var least = new Variogram(Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE);
        var most = new Variogram(0, 0, 0);
        for (int i = 0; i < found.length; i++) {
            var v = found[i];
            if (v == null) {
                continue;
            }
            double[] row = terms(middle[drawn[i]][0], middle[drawn[i]][1]);
            double[] y = {v.range(), v.nugget(), v.sill()};
            for (int a = 0; a < TERMS; a++) {
                for (int b = 0; b < TERMS; b++) {
                    normal.values()[a + b * TERMS] += row[a] * row[b];
                }
                for (int k = 0; k < 3; k++) {
                    right.values()[a + k * TERMS] += row[a] * y[k];
                }
            }
            least = new Variogram(
                    Math.min(least.range(), v.range()),
                    Math.min(least.nugget(), v.nugget()),
                    Math.min(least.sill(), v.sill()));
            most = new Variogram(
                    Math.max(most.range(), v.range()),
                    Math.max(most.nugget(), v.nugget()),
                    Math.max(most.sill(), v.sill()));
        }
        var solution = LeastSquares.operator(normal).times(right);
        var coefficients = new double[][] {solution.column(0), solution.column(1), solution.column(2)};
        return Optional.of(new TimeVariograms(coefficients, least, most, count));
    }

    private static double[] terms(double x, double y) {
        return new double[] {1, x, y, x * x, x * y, y * y};
    }

    /// The variogram at a place, km.
    Variogram at(double x, double y) {
        double[] row = terms(x, y);
        var value = new double[3];
        for (int k = 0; k < 3; k++) {
            for (int i = 0; i < TERMS; i++) {
                value[k] += coefficients[k][i] * row[i];
            }
        }
        return new Variogram(
                Math.clamp(value[0], least.range(), most.range()),
                Math.clamp(value[1], least.nugget(), most.nugget()),
                Math.clamp(value[2], least.sill(), most.sill()));
    }
}
