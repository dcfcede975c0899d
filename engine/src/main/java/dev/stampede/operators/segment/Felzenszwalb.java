package dev.stampede.operators.segment;

import dev.stampede.kernels.filter.SeparableFilter;
import dev.stampede.kernels.segmentation.GraphMerging;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Labels;
import dev.stampede.raster.GeoRaster;

/// Regions whose inside varies less than their borders, over all bands: after a Gaussian mean of each band,
/// neighbours over sides and corners are joined from the least difference `w` (Euclidean over the bands) up, if
/// for both of their regions
///
///     w <= (largest difference joined within) + scale / pixels
///
/// and regions of fewer than `minSize` pixels then join a neighbour over the least difference. A larger `scale`
/// makes larger regions; it is in the unit of the values. A pixel without a finite number in every band gets 0.
/// The result is one band of labels, numbered as first met row by row. Refuses rasters with a time axis.
/// Source: Felzenszwalb and Huttenlocher (2004), doi:10.1023/B:VISI.0000022288.19776.77.
///
/// @param scale   1
/// @param sigma   of the Gaussian in pixels, 0.8
/// @param minSize pixels, 20
public record Felzenszwalb(
        @Default("1.0") double scale,
        @Default("0.8") double sigma,
        @Default("20") int minSize) implements Operator<GeoRaster, GeoRaster> {
    private static final double TRUNCATE = 4;

    public Felzenszwalb {
        Require.that(scale >= 0 && Double.isFinite(scale), "scale", scale, "0 or more");
        Require.that(sigma >= 0 && sigma <= 1e4, "sigma", sigma, "0 to 10000");
        Require.that(minSize >= 0, "min_size", minSize, "0 or more");
    }

    public Felzenszwalb() {
        this(1, 0.8, 20);
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var channels = Channels.of(in, false, "Felzenszwalb");
        int cols = in.width();
        var g = SeparableFilter.gaussian(sigma, TRUNCATE);
        for (int band = 0; band < channels.length && sigma > 0; band++) {
            var channel = channels[band];
            var smooth = new float[channel.length];
            SeparableFilter.normalized(
                    in.height(),
                    cols,
                    g,
                    g,
                    (row, out, at) -> {
                        for (int c = 0; c < cols; c++) {
                            out[at + c] = channel[row * cols + c];
                        }
                    },
                    (row, line) -> {
                        for (int c = 0; c < cols; c++) {
                            float own = channel[row * cols + c];
                            smooth[row * cols + c] = own == own ? (float) line[c] : own;
                        }
                    });
            channels[band] = smooth;
        }
        return Labels.raster(in, GraphMerging.run(in.height(), cols, channels, scale, minSize));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return LabelSignature.of(in);
    }
}
