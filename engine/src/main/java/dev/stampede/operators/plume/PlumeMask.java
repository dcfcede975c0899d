package dev.stampede.operators.plume;

import dev.stampede.kernels.morphology.Bits;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Flags;
import dev.stampede.raster.GeoRaster;

/// Marks plumes: connected pixels whose enhancement lies above a threshold, parts of fewer than `minArea`
/// pixels left out. NaN lies above none. `otsu` takes 256 bins between the least and the largest finite value
/// and the bin that parts the values best (Otsu 1979, doi:10.1109/TSMC.1979.4310076). Here true means plume.
///
/// @param threshold    otsu, `percentile:p`, or a number; otsu
/// @param minArea      pixels, 50
/// @param connectivity 4 or 8 neighbours, 8
public record PlumeMask(
        @Default("\"otsu\"") PlumeThreshold threshold,
        @Default("50") int minArea,
        @Default("8") int connectivity) implements Operator<GeoRaster, GeoRaster> {
    public PlumeMask {
        Require.that(minArea >= 0, "min_area", minArea, "0 or more");
        Enhancement.requireConnectivity(connectivity);
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var band = Enhancement.of(in);
        double limit = threshold.of(band);
        var above = Bits.empty(in.height(), in.width());
        for (int row = 0; row < in.height(); row++) {
            for (int col = 0; col < in.width(); col++) {
                above.flags()[row * in.width() + col] = (byte) (Enhancement.get(band, row, col) > limit ? 1 : 0);
            }
        }
        var parts = Enhancement.parts(above, connectivity);
        for (int i = 0; i < above.flags().length; i++) {
            int label = parts.labels()[i];
            above.flags()[i] = (byte) (label > 0 && parts.sizes()[label] >= minArea ? 1 : 0);
        }
        return Flags.mask(in, above);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
