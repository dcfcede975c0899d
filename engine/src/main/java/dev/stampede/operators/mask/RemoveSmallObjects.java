package dev.stampede.operators.mask;

import dev.stampede.kernels.morphology.Bits;
import dev.stampede.kernels.morphology.Components;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Flags;
import dev.stampede.raster.GeoRaster;

/// Removes 4-connected components of fewer than `minSize` pixels.
///
/// @param minSize pixels
public record RemoveSmallObjects(int minSize) implements Operator<GeoRaster, GeoRaster> {
    public RemoveSmallObjects {
        Require.that(minSize >= 0, "min_size", minSize, "0 or more");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return Flags.map(in, bits -> apply(bits, minSize));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype("bool");
    }

    static Bits apply(Bits bits, int minSize) {
        var parts = Components.of(bits, false);
        var kept = Bits.empty(bits.rows(), bits.cols());
        for (int i = 0; i < kept.flags().length; i++) {
            int label = parts.labels()[i];
            kept.flags()[i] = (byte) (label > 0 && parts.sizes()[label] >= minSize ? 1 : 0);
        }
        return kept;
    }
}
