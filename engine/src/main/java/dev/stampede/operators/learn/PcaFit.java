package dev.stampede.operators.learn;

import dev.stampede.kernels.statistics.CrossMoments;
import dev.stampede.linalg.SmallMatrix;
import dev.stampede.linalg.SymmetricEigen;
import dev.stampede.raster.DType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/// Principal components of samples.
///
/// @param moments           of the samples
/// @param components        `[k][features]`, unit vectors, largest variance first
/// @param explainedVariance `[k]`, with n - 1
/// @param explainedRatio    `[k]`, of the variance of all features; NaN if that is 0
/// @param whiten            whether scores have unit variance
public record PcaFit(
        CrossMoments moments,
        double[][] components,
        double[] explainedVariance,
        double[] explainedRatio,
        boolean whiten)
        implements Fitted {
    static final String KIND = "PCA";

    static PcaFit of(CrossMoments moments, int k, boolean whiten) {
        int c = moments.mean().length;
        var cov = new SmallMatrix(c, c);
        for (int i = 0; i < c * c; i++) {
            cov.values()[i] = moments.scatter().values()[i] / (moments.count() - 1);
        }
        var eigen = SymmetricEigen.of(cov);
        double total = 0;
        for (int b = 0; b < c; b++) {
            total += cov.get(b, b);
        }
        var components = new double[k][];
        var variance = new double[k];
        var ratio = new double[k];
        for (int i = 0; i < k; i++) {
            components[i] = eigen.vectors().column(i);
            variance[i] = Math.max(0, eigen.values()[i]);
            ratio[i] = variance[i] / total;
        }
        return new PcaFit(moments, components, variance, ratio, whiten);
    }

    @Override
    public int features() {
        return moments.mean().length;
    }

    @Override
    public int bands() {
        return components.length;
    }

    @Override
    public DType type() {
        return DType.FLOAT64;
    }

    @Override
    public OptionalDouble fill() {
        return OptionalDouble.of(Double.NaN);
    }

    /// A component without variance gives 0 when whitened.
    @Override
    public void map(double[] values, int cols, double[] out) {
        Arrays.fill(out, 0);
        for (int k = 0; k < components.length; k++) {
            double scale = !whiten ? 1 : explainedVariance[k] > 0 ? 1 / Math.sqrt(explainedVariance[k]) : 0;
            for (int b = 0; b < features(); b++) {
                add(values, b * cols, moments.mean()[b], scale * components[k][b], out, k * cols, cols);
            }
        }
    }

    private static void add(double[] values, int from, double mean, double factor, double[] out, int to, int count) {
        for (int i = 0; i < count; i++) {
            out[to + i] += factor * (values[from + i] - mean);
        }
    }

    @Override
    public Map<String, Object> state() {
        var state = new LinkedHashMap<String, Object>();
        state.put("kind", KIND);
        state.put("count", moments.count());
        state.put("mean", moments.mean());
        var scatter = new double[features()][];
        for (int row = 0; row < scatter.length; row++) {
            scatter[row] = moments.scatter().row(row);
        }
        state.put("scatter", States.list(scatter));
        state.put("components", States.list(components));
        state.put("explained_variance", explainedVariance);
        return state;
    }

    static CrossMoments moments(Map<String, Object> state) {
        States.requireKind(state, KIND);
        var mean = States.numbers(state, "mean");
        var rows = States.rows(state, "scatter", mean.length);
        if (rows.length != mean.length) {
            throw new IllegalArgumentException(
                    "the state has " + rows.length + " rows of scatter, expected " + mean.length);
        }
        return new CrossMoments(
                (long) States.number(state, "count"), mean, SmallMatrix.ofColumns(rows), Double.NaN); // symmetric
    }
}
