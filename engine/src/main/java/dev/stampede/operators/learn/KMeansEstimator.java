package dev.stampede.operators.learn;

import dev.stampede.kernels.elementwise.Plane;
import dev.stampede.kernels.statistics.KMeansClusters;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.pixels.PixelVectors;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;

/// Clusters about k means, a part of `SklearnOp`; see `KMeans`.
///
/// @param k             clusters, 8
/// @param output        labels or distances; labels
/// @param maxIterations 300
/// @param tolerance     movement of the centres at which it stops, share of the mean variance, 0.0001
/// @param seed          0
public record KMeansEstimator(
        @Default("8") int k,
        @Default("\"labels\"") Output output,
        @Default("300") int maxIterations,
        @Default("0.0001") double tolerance,
        @Default("0") long seed)
        implements PixelEstimator {
    private static final int SAMPLE = 20_000; // vectors that starting centres are drawn from
    private static final String GENERATOR = "L64X128MixRandom";

    public KMeansEstimator {
        Require.that(k >= 1, "k", k, "at least 1");
        Require.that(maxIterations >= 1, "max_iterations", maxIterations, "at least 1");
        Require.that(tolerance >= 0, "tolerance", tolerance, "0 or more");
    }

    /// What is given for a sample.
    public enum Output {
        /// The number of its cluster from 0, `int32`.
        LABELS,
        /// The distance from each centre, a band each.
        DISTANCES
    }

    @Override
    public Fitted fit(List<Plane> features, int rows, int cols) {
        var sample = new PixelVectors(features, rows, cols).sample(SAMPLE);
        if (sample.size() < k) {
            throw new IllegalArgumentException(
                    k + " clusters need as many samples that are finite; there are " + sample.size());
        }
        var random = RandomGeneratorFactory.of(GENERATOR).create(seed);
        var start = KMeansClusters.seeds(sample, k, random);
        return new KMeansFit(KMeansClusters.fit(features, rows, cols, start, maxIterations, tolerance), output);
    }

    @Override
    public Fitted restore(Map<String, Object> state) {
        var made = KMeansFit.of(state, output);
        Require.that(
                made.clusters().centres().length == k,
                "k",
                k,
                "as in the state, " + made.clusters().centres().length);
        return made;
    }
}
