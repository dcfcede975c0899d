package dev.stampede.operators.segment;

import dev.stampede.kernels.segmentation.SimpleClustering;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Labels;
import dev.stampede.raster.GeoRaster;

/// Superpixels over all bands: values are brought to 0 to 1 (all bands together), and pixels gather about
/// centres by
///
///     d^2 = sum over bands (x - X)^2 + (compactness / step)^2 ((row - R)^2 + (col - C)^2)
///     step = sqrt(pixels / nSegments)
///
/// from a regular grid of about `nSegments` centres, each looking `step` rows and columns around itself, which
/// become the means of their pixels until nothing changes or `maxNumIter` times. Then pieces that are not
/// connected over sides get labels of their own, and those of less than half of `step^2` pixels join the one
/// left of or above them. A pixel without a finite number in every band gets 0. The result is one band of
/// labels. Refuses rasters with a time axis. Source: Achanta et al. (2012), doi:10.1109/TPAMI.2012.120, with
/// the bands as they are instead of colours.
///
/// @param nSegments           about how many, 100
/// @param compactness         weight of places against values, 10; that is much, try 0.1
/// @param maxNumIter          most iterations, 10
/// @param enforceConnectivity whether pieces are taken apart and small ones joined
public record SLIC(
        @Default("100") int nSegments,
        @Default("10.0") double compactness,
        @Default("10") int maxNumIter,
        @Default("true") boolean enforceConnectivity)
        implements Operator<GeoRaster, GeoRaster> {
    public SLIC {
        Require.that(nSegments >= 1, "n_segments", nSegments, "1 or more");
        Require.that(compactness > 0 && Double.isFinite(compactness), "compactness", compactness, "above 0");
        Require.that(maxNumIter >= 1, "max_num_iter", maxNumIter, "1 or more");
    }

    public SLIC(int nSegments, double compactness) {
        this(nSegments, compactness, 10, true);
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var channels = Channels.of(in, true, "SLIC");
        long pixels = channels[0].length;
        int segments = (int) Math.min(nSegments, pixels);
        return Labels.raster(
                in,
                SimpleClustering.run(
                        in.height(), in.width(), channels, segments, compactness, maxNumIter, enforceConnectivity));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return LabelSignature.of(in);
    }
}
