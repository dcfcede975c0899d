package dev.stampede.operators.learn;

import dev.stampede.kernels.statistics.KMeansClusters;
import dev.stampede.raster.DType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/// Clusters of samples.
public record KMeansFit(KMeansClusters clusters, KMeansEstimator.Output output) implements Fitted {
    static final String KIND = "KMeans";

    private boolean labels() {
        return output == KMeansEstimator.Output.LABELS;
    }

    @Override
    public int features() {
        return clusters.centres()[0].length;
    }

    @Override
    public int bands() {
        return labels() ? 0 : clusters.centres().length;
    }

    @Override
    public DType type() {
        return labels() ? DType.INT32 : DType.FLOAT64;
    }

    @Override
    public OptionalDouble fill() {
        return OptionalDouble.of(labels() ? -1 : Double.NaN);
    }

    @Override
    public void map(double[] values, int cols, double[] out) {
        var label = new int[cols];
        if (labels()) {
            KMeansClusters.nearest(values, cols, clusters.centres(), label, new double[cols]);
            for (int i = 0; i < cols; i++) {
                out[i] = label[i];
            }
            return;
        }
        var square = new double[cols];
        for (int k = 0; k < clusters.centres().length; k++) {
            KMeansClusters.nearest(values, cols, new double[][] {clusters.centres()[k]}, label, square);
            for (int i = 0; i < cols; i++) {
                out[k * cols + i] = Math.sqrt(square[i]);
            }
        }
    }

    @Override
    public Map<String, Object> state() {
        var state = new LinkedHashMap<String, Object>();
        state.put("kind", KIND);
        state.put("features", features());
        state.put("centres", States.list(clusters.centres()));
        state.put("inertia", clusters.inertia());
        state.put("iterations", clusters.iterations());
        return state;
    }

    static KMeansFit of(Map<String, Object> state, KMeansEstimator.Output output) {
        States.requireKind(state, KIND);
        var centres = States.rows(state, "centres", (int) States.number(state, "features"));
        if (centres.length == 0 || Arrays.stream(centres).anyMatch(row -> row.length == 0)) {
            throw new IllegalArgumentException("the state has no centre");
        }
        return new KMeansFit(
                new KMeansClusters(centres, States.number(state, "inertia"), (int) States.number(state, "iterations")),
                output);
    }
}
