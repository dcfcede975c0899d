package dev.stampede.operators.matchedfilter;

import dev.stampede.kernels.statistics.CrossMoments;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.SettingsOperator;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;
import java.util.Optional;

/// Mean and covariance of all pixels seen so far: each call adds those of its input and returns the background
/// of all, so that scenes of any number need no memory but one matrix. Parts are joined without loss of digits:
///
///     d = mean_b - mean_a,   mean = mean_a + d n_b / n,   scatter = scatter_a + scatter_b + d d' n_a n_b / n
///
/// Pixels with a band that is not finite are left out. Keeps state: calls wait for each other, and the order of
/// calls changes the last digits. Refuses an input of another number of bands. Source: Chan, Golub and LeVeque
/// (1983), doi:10.1080/00031305.1983.10483115, after Welford (1962), doi:10.1080/00401706.1962.10490022.
public final class StreamingBackground extends SettingsOperator<StreamingBackground.Settings, GeoRaster, Background> {
    private CrossMoments seen;

    /// @param ridge share of the mean variance added to each variance, 1e-6
    public record Settings(@Default("1e-6") double ridge) {}

    public StreamingBackground(Settings settings) {
        super(settings);
        Require.that(settings.ridge() >= 0, "ridge", settings.ridge(), "0 or more");
    }

    @Override
    public synchronized Background compute(GeoRaster in) {
        var more = CrossMoments.of(Spectra.planes(in), in.height(), in.width());
        if (seen != null && seen.mean().length != in.bands()) {
            throw new IllegalArgumentException(
                    "the background so far has " + seen.mean().length + " bands, the raster " + in.bands());
        }
        if (more.count() > 0) {
            seen = seen == null ? more : seen.join(more);
        }
        return background()
                .orElseThrow(() -> new IllegalArgumentException(
                        "a background needs two pixels whose bands are all finite; none or one was seen so far"));
    }

    /// Of all pixels so far; empty before two of them.
    public synchronized Optional<GaussianBackground> background() {
        return seen == null || seen.count() < 2
                ? Optional.empty()
                : Optional.of(GaussianBackground.of(
                        seen.mean().clone(),
                        Covariances.empirical(seen, settings().ridge())));
    }

    /// Number of pixels so far.
    public synchronized long count() {
        return seen == null ? 0 : seen.count();
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
