package dev.stampede.operators.matchedfilter;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.PixelVectors;
import dev.stampede.raster.GeoRaster;
import java.util.ArrayList;
import java.util.Arrays;

/// A background per kind of surface: a mixture of k Gaussians is fitted to a sample of the pixels by
/// expectation maximisation, every pixel goes to its most probable component, and mean and covariance of each
/// cluster are taken from all of its pixels. Clusters of too few pixels are given up, theirs going to the most
/// probable of the others.
///
/// The sample is every n-th whole pixel, so that there are at most `samples`; components start from k-means++
/// with the seed. Results are the same in every run. The result is a background for [MatchedFilter]; pixels
/// with a band that is not finite belong to no cluster. Source: Dempster, Laird and Rubin (1977),
/// doi:10.1111/j.2517-6161.1977.tb01600.x; Funk et al. (2001), doi:10.1109/36.934073, for clusters in matched
/// filters.
///
/// @param k             components, 3; at least 1
/// @param covMethod     of the clusters: empirical, ledoit_wolf, oas or low_rank; ledoit_wolf
/// @param samples       pixels of the sample, 20000
/// @param maxIterations 50
/// @param tolerance     gain of the mean log likelihood at which it stops, 1e-4
/// @param minPixels     of a cluster; the number of bands plus 2 by default (0)
/// @param seed          0
public record GMMClusterBackground(
        @Default("3") int k,
        @Default("\"ledoit_wolf\"") CovMethod covMethod,
        @Default("20000") int samples,
        @Default("50") int maxIterations,
        @Default("0.0001") double tolerance,
        @Default("0") int minPixels,
        @Default("0") long seed)
        implements Operator<GeoRaster, Background> {
    public GMMClusterBackground {
        Require.that(k >= 1, "k", k, "at least 1");
        Require.that(samples >= 2 * k, "samples", samples, "at least two per component");
        Require.that(maxIterations >= 1, "max_iterations", maxIterations, "at least 1");
        Require.that(tolerance >= 0, "tolerance", tolerance, "0 or more");
        Require.that(minPixels >= 0, "min_pixels", minPixels, "0 or more");
    }

    /// With defaults for all but the number of components.
    public GMMClusterBackground(int k) {
        this(k, CovMethod.LEDOIT_WOLF, 20000, 50, 1e-4, 0, 0);
    }

    @Override
    public Background compute(GeoRaster in) {
        var pixels = new PixelVectors(Spectra.planes(in), in.height(), in.width());
        var sample = pixels.sample(samples);
        if (sample.size() < 2 * k) {
            throw new IllegalArgumentException(k + " clusters need " + 2 * k
                    + " pixels whose bands are all finite; there are " + sample.size() + " in " + in.values());
        }
        var mixture = GaussianMixture.fit(sample, k, maxIterations, tolerance, seed);
        var kept = new boolean[k];
        Arrays.fill(kept, true);
        int least = minPixels > 0 ? minPixels : in.bands() + 2;
        var labels = pixels.label(x -> mixture.most(x, kept));
        var counts = counts(labels);
        if (drop(counts, least, kept)) {
            labels = pixels.label(x -> mixture.most(x, kept));
        }
        return clusters(in, labels, kept);
    }

    private int[] counts(int[] labels) {
        var counts = new int[k];
        for (int label : labels) {
            if (label >= 0) {
                counts[label]++;
            }
        }
        return counts;
    }

    /// Keeps those of enough pixels, at least the largest.
    /// @return whether one goes
    private boolean drop(int[] counts, int least, boolean[] kept) {
        int largest = 0;
        for (int i = 1; i < k; i++) {
            largest = counts[i] > counts[largest] ? i : largest;
        }
        boolean any = false;
        for (int i = 0; i < k; i++) {
            kept[i] = counts[i] >= least || i == largest;
            any |= !kept[i];
        }
        return any;
    }

    private Background clusters(GeoRaster in, int[] labels, boolean[] kept) {
        var number = new int[k];
        var clusters = new ArrayList<GaussianBackground>();
        for (int i = 0; i < k; i++) {
            int wanted = i;
            if (kept[i]) {
                number[i] = clusters.size();
                var moments = Spectra.moments(in, pixel -> labels[pixel] == wanted);
                clusters.add(GaussianBackground.of(moments.mean(), Covariances.of(moments, covMethod)));
            }
        }
        for (int i = 0; i < labels.length; i++) {
            labels[i] = labels[i] < 0 ? -1 : number[labels[i]];
        }
        return new ClusterBackground(clusters, in.height(), in.width(), labels);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
