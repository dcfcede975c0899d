package dev.stampede.operators.mask;

import dev.stampede.kernels.morphology.Bits;
import dev.stampede.kernels.morphology.Morphology;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Flags;
import dev.stampede.raster.GeoRaster;

/// Removes what is thinner than the 3 x 3 box: erosion, then dilation. Outside counts as false.
///
/// @param iterations of each step, 1
public record OpenMask(@Default("1") int iterations) implements Operator<GeoRaster, GeoRaster> {
    public OpenMask {
        Require.that(iterations >= 0, "iterations", iterations, "0 or more");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return Flags.map(in, bits -> apply(bits, iterations));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype("bool");
    }

    static Bits apply(Bits bits, int iterations) {
        var first = Morphology.erode(bits, Morphology.BOX, iterations);
        return Morphology.dilate(first, Morphology.BOX, iterations);
    }
}
