package dev.stampede.operators.matchedfilter;

import dev.stampede.kernels.statistics.KMeansClusters;
import dev.stampede.linalg.Cholesky;
import dev.stampede.linalg.SmallMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Weighted Gaussians fitted to vectors. Covariances get 1e-6 of their mean variance on the diagonal, so that a
/// component that shrinks to a few vectors stays one.
final class GaussianMixture {
    private static final double RIDGE = 1e-6;
    private static final String GENERATOR = "L64X128MixRandom";

    private final List<Component> components;

    private GaussianMixture(List<Component> components) {
        this.components = components;
    }

    /// @param offset log weight minus half the log determinant
    private record Component(double[] mean, Cholesky factor, double offset) {
        /// The logarithm of weight times density, but for what all share.
        double score(double[] x) {
            var off = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                off[i] = x[i] - mean[i];
            }
            double square = 0;
            for (double value :
                    factor.solveLower(new SmallMatrix(x.length, 1, off)).values()) {
                square += value * value;
            }
            return offset - square / 2;
        }
    }

    /// The index of the most probable component that is kept.
    int most(double[] x, boolean[] kept) {
        int best = -1;
        double bestScore = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < components.size(); i++) {
            if (kept[i]) {
                double score = components.get(i).score(x);
                if (best < 0 || score > bestScore) {
                    best = i;
                    bestScore = score;
                }
            }
        }
        return best;
    }

    static GaussianMixture fit(List<double[]> sample, int k, int maxIterations, double tolerance, long seed) {
        var shares = start(sample, k, seed);
        GaussianMixture mixture = null;
        double before = Double.NEGATIVE_INFINITY;
        for (int iteration = 0; iteration < maxIterations; iteration++) {
            mixture = maximise(sample, shares, k);
            double likelihood = mixture.expect(sample, shares);
            if (likelihood - before < tolerance) {
                break;
            }
            before = likelihood;
        }
        return mixture;
    }

    /// Each vector to the nearest of k centres, spread by k-means++.
    private static double[][] start(List<double[]> sample, int k, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of(GENERATOR).create(seed);
        var centres = KMeansClusters.seeds(sample, k, random);
        var shares = new double[sample.size()][k];
        for (int i = 0; i < shares.length; i++) {
            var label = new int[1];
            KMeansClusters.nearest(sample.get(i), 1, centres, label, new double[1]);
            shares[i][label[0]] = 1;
        }
        return shares;
    }

    private static GaussianMixture maximise(List<double[]> sample, double[][] shares, int k) {
        var components = new ArrayList<Component>();
        for (int c = 0; c < k; c++) {
            components.add(component(sample, shares, c));
        }
        return new GaussianMixture(components);
    }

    private static Component component(List<double[]> sample, double[][] shares, int c) {
        int bands = sample.getFirst().length;
        double weight = 1e-12; // a component no vector belongs to is kept, and chosen by none
        var mean = new double[bands];
        for (int i = 0; i < shares.length; i++) {
            weight += shares[i][c];
            for (int b = 0; b < bands; b++) {
                mean[b] += shares[i][c] * sample.get(i)[b];
            }
        }
        for (int b = 0; b < bands; b++) {
            mean[b] /= weight;
        }
        var cov = new double[bands * bands];
        var off = new double[bands];
        for (int i = 0; i < shares.length; i++) {
            double share = shares[i][c] / weight;
            if (share > 0) {
                for (int b = 0; b < bands; b++) {
                    off[b] = sample.get(i)[b] - mean[b];
                }
                for (int p = 0; p < bands; p++) {
                    double factor = share * off[p];
                    for (int q = 0; q < bands; q++) {
                        cov[p * bands + q] += factor * off[q];
                    }
                }
            }
        }
        double trace = 0;
        for (int b = 0; b < bands; b++) {
            trace += cov[b * bands + b];
        }
        double ridge = trace > 0 ? RIDGE * trace / bands : 1;
        for (int b = 0; b < bands; b++) {
            cov[b * bands + b] += ridge;
        }
        var factor = Cholesky.of(new SmallMatrix(bands, bands, cov));
        return new Component(mean, factor, Math.log(weight) - factor.logDeterminant() / 2);
    }

    /// Fills the share of each component in each vector.
    /// @return the mean log likelihood, but for a constant
    private double expect(List<double[]> sample, double[][] shares) {
        double total = 0;
        for (int i = 0; i < shares.length; i++) {
            double most = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < shares[i].length; c++) {
                shares[i][c] = components.get(c).score(sample.get(i));
                most = Math.max(most, shares[i][c]);
            }
            double sum = 0;
            for (int c = 0; c < shares[i].length; c++) {
                shares[i][c] = Math.exp(shares[i][c] - most);
                sum += shares[i][c];
            }
            for (int c = 0; c < shares[i].length; c++) {
                shares[i][c] /= sum;
            }
            total += most + Math.log(sum);
        }
        return total / shares.length;
    }
}
