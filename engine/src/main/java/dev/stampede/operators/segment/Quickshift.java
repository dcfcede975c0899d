package dev.stampede.operators.segment;

import dev.stampede.kernels.segmentation.ModeSeeking;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Labels;
import dev.stampede.raster.GeoRaster;

/// Regions around the densest pixels, over all bands: with values times `ratio` and places as coordinates, each
/// pixel has the density
///
///     sum over q of exp(-d^2 / (2 kernelSize^2)),    |rows|, |columns| <= ceil(3 kernelSize)
///
/// and goes to the nearest pixel of higher density less than `maxDist` away; what ends at one pixel is a
/// region, numbered as first met row by row. Of equal densities the earlier pixel counts as denser. Values are
/// in their own unit: one unit times `ratio` weighs as much as a pixel. A pixel without a finite number in
/// every band gets 0. The cost grows with the square of `kernelSize`. The result is one band of labels. Refuses
/// rasters with a time axis. Source: Vedaldi and Soatto (2008), doi:10.1007/978-3-540-88693-8_52.
///
/// @param kernelSize width of the density in pixels, 5
/// @param maxDist    farthest step, 10
/// @param ratio      weight of the values, 1
public record Quickshift(
        @Default("5.0") double kernelSize,
        @Default("10.0") double maxDist,
        @Default("1.0") double ratio) implements Operator<GeoRaster, GeoRaster> {
    public Quickshift {
        Require.that(kernelSize > 0 && kernelSize <= 100, "kernel_size", kernelSize, "above 0, at most 100");
        Require.that(maxDist > 0 && Double.isFinite(maxDist), "max_dist", maxDist, "above 0");
        Require.that(ratio >= 0 && Double.isFinite(ratio), "ratio", ratio, "0 or more");
    }

    public Quickshift() {
        this(5, 10, 1);
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var channels = Channels.of(in, false, "Quickshift");
        for (var channel : channels) {
            for (int i = 0; i < channel.length; i++) {
                channel[i] *= (float) ratio;
            }
        }
        return Labels.raster(in, ModeSeeking.run(in.height(), in.width(), channels, kernelSize, maxDist));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return LabelSignature.of(in);
    }
}
