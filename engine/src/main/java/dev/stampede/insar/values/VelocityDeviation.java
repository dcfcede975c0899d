package dev.stampede.insar.values;

import dev.stampede.insar.model.VelocityFit;
import dev.stampede.kernels.planecombination.PlaneCombination;
import dev.stampede.linalg.Cholesky;
import dev.stampede.linalg.LeastSquares;
import dev.stampede.linalg.SmallMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Random;

/// Standard deviation of the mean velocity by bootstrap over the interferograms (Efron and Tibshirani, 1986,
/// doi:10.1214/ss/1177013815): the slope is fitted to resampled interferograms, all points sharing the draws.
///
/// Two ways to resample ([Resampling]), both with the covariance of the phases in the fit.
///
/// @param mean      `[ps, 1]` mm/yr, sign of phase: positive away from the satellite, as StaMPS stores
///                  `mv2.mean_v`
/// @param deviation `[ps, 1]` mm/yr
public record VelocityDeviation(DoubleMatrix mean, FloatMatrix deviation) {
    /// What is drawn.
    public enum Resampling {
        /// Interferograms.
        // COMPAT: their covariance stays in its old order, as in StaMPS: a draw is weighted with the covariance of
        // others. Where the covariance says much, as with small baselines, deviations come out too large or too small.
        ORIGINAL,
        /// Interferograms after a rotation that leaves them uncorrelated and equally noisy, so that any draw has the
        /// same covariance: `V = L L'`, draws of rows of `L^-1 phi` and `L^-1 [1, days]`.
        WHITENED
    }

    /// Resamples StaMPS takes.
    public static final int DRAWS = 100;

    /// Of the draws, unless another is asked for.
    public static final long SEED = 2005;
    private static final int BLOCK = 2048;
    private static final int[] BOTH = {0, 1};

    static FloatMatrix of(ValueSource source, ValueType type) throws IOException {
        return compute(source, type, DRAWS, SEED).deviation();
    }

    /// @param draws number of resamples, at least 2
    /// @param seed  of the draws
    public static VelocityDeviation compute(ValueSource source, ValueType type, int draws, long seed)
            throws IOException {
        var series = Series.of(type, source.stack());
        var fit = source.velocityFit(series);
        var table = source.resampling() == Resampling.WHITENED
                ? whitenedSlopes(fit, draws, seed)
                : slopes(fit, draws, seed);
        var columns = fit.interferograms();
        int n = source.stack().psCount();
        var mean = DoubleMatrix.allocate(source.arena(), n, 1);
        var deviation = FloatMatrix.allocate(source.arena(), n, 1);
        double factor = -source.millimetresPerYear();
        try (Arena own = Arena.ofShared()) {
            var phase = CorrectedPhase.of(own, source, series, type.corrections());
            var offset = source.offsets(phase, columns);
            var coefficients = DoubleMatrix.copyOf(own, columns.length, draws + 1, table.values());
            var kernel = source.kernels().get(PlaneCombination.VELOCITY_FIT, (draws + 1L) * n * columns.length);
            source.workers().forBlocks(n, BLOCK, (from, to) -> {
                int first = (int) from;
                int count = (int) (to - from);
                try (Arena block = Arena.ofConfined()) {
                    var slope = DoubleMatrix.allocate(block, count, draws + 1);
                    kernel.combine(rows(block, phase, first, count), columns, offset, coefficients, slope, 0, count);
                    for (int p = 0; p < count; p++) {
                        mean.set(first + p, 0, slope.get(p, 0) * factor);
                        deviation.set(first + p, 0, (float) (standardDeviation(slope, p) * Math.abs(factor)));
                    }
                }
            });
        }
        return new VelocityDeviation(mean, deviation);
    }

    private static FloatMatrix rows(Arena arena, FloatMatrix m, int from, int count) {
        var out = FloatMatrix.allocate(arena, count, m.cols());
        for (int c = 0; c < m.cols(); c++) {
            java.lang.foreign.MemorySegment.copy(
                    m.segment(), m.offset(from, c), out.segment(), out.offset(0, c), (long) count * FloatMatrix.BYTES);
        }
        return out;
    }

    /// `[n, draws + 1]`: column 0 the slope over all interferograms, then one column per resample, each in
    /// terms of the original interferograms.
    private static SmallMatrix slopes(VelocityFit fit, int draws, long seed) {
        int n = fit.interferograms().length;
        var random = new Random(seed);
        var out = new SmallMatrix(n, draws + 1);
        System.arraycopy(fit.operator().row(1), 0, out.values(), 0, n);
        for (int d = 1; d <= draws; d++) {
            int[] drawn = draw(random, n);
            var operator = LeastSquares.covarianceOperator(fit.design().select(drawn, BOTH), fit.covariance());
            addDrawn(out, d, drawn, operator);
        }
        return out;
    }

    /// The same for [Resampling#WHITENED]: least squares without weights, then the rotation back.
    private static SmallMatrix whitenedSlopes(VelocityFit fit, int draws, long seed) {
        int n = fit.interferograms().length;
        var random = new Random(seed);
        var whitening = Cholesky.of(fit.covariance());
        var design = whitening.solveLower(fit.design());
        var rotated = new SmallMatrix(n, draws + 1);
        for (int d = 1; d <= draws; d++) {
            int[] drawn = draw(random, n);
            addDrawn(rotated, d, drawn, LeastSquares.operator(design.select(drawn, BOTH)));
        }
        var out = whitening.solveRight(rotated.transpose()).transpose();
        System.arraycopy(fit.operator().row(1), 0, out.values(), 0, n);
        return out;
    }

    private static int[] draw(Random random, int n) {
        var drawn = new int[n];
        for (int i = 0; i < n; i++) {
            drawn[i] = random.nextInt(n);
        }
        return drawn;
    }

    private static void addDrawn(SmallMatrix out, int draw, int[] drawn, SmallMatrix operator) {
        for (int i = 0; i < drawn.length; i++) {
            out.values()[drawn[i] + draw * drawn.length] += operator.get(1, i);
        }
    }

    private static double standardDeviation(DoubleMatrix slope, int p) {
        int draws = slope.cols() - 1;
        double mean = 0;
        for (int d = 1; d <= draws; d++) {
            mean += slope.get(p, d);
        }
        mean /= draws;
        double square = 0;
        for (int d = 1; d <= draws; d++) {
            square += (slope.get(p, d) - mean) * (slope.get(p, d) - mean);
        }
        return Math.sqrt(square / (draws - 1));
    }
}
