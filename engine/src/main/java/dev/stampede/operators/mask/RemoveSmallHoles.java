package dev.stampede.operators.mask;

import dev.stampede.kernels.morphology.Bits;
import dev.stampede.kernels.morphology.Components;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Flags;
import dev.stampede.raster.GeoRaster;

/// Fills 4-connected holes of at most `areaThreshold` pixels. What touches the border is no hole.
///
/// @param areaThreshold pixels; 0 fills nothing
public record RemoveSmallHoles(int areaThreshold) implements Operator<GeoRaster, GeoRaster> {
    public RemoveSmallHoles {
        Require.that(areaThreshold >= 0, "area_threshold", areaThreshold, "0 or more");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return Flags.map(in, bits -> apply(bits, areaThreshold));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype("bool");
    }

    static Bits apply(Bits bits, int areaThreshold) {
        var holes = Components.of(bits.not(), false);
        var open = holes.touchingBorder();
        var filled = Bits.empty(bits.rows(), bits.cols());
        for (int i = 0; i < filled.flags().length; i++) {
            int label = holes.labels()[i];
            boolean hole = label > 0 && !open[label] && holes.sizes()[label] <= areaThreshold;
            filled.flags()[i] = (byte) (label == 0 || hole ? 1 : 0);
        }
        return filled;
    }
}
