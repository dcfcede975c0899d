package dev.stampede.operators.mask;

import dev.stampede.kernels.morphology.Morphology;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Flags;
import dev.stampede.raster.GeoRaster;
import java.util.List;
import java.util.Optional;

/// Grows a mask: true where the structure, laid on the pixel, touches a true one. Outside counts as false.
///
/// @param iterations how often, 1; 0 copies
/// @param structure  rows of 0 and 1, its origin in the middle; 3 x 3 ones by default
public record DilateMask(@Default("1") int iterations, Optional<List<List<Integer>>> structure)
        implements Operator<GeoRaster, GeoRaster> {
    public DilateMask {
        Require.that(iterations >= 0, "iterations", iterations, "0 or more");
        Structure.of(structure);
    }

    public DilateMask(int iterations) {
        this(iterations, Optional.empty());
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var element = Structure.of(structure);
        return Flags.map(in, bits -> Morphology.dilate(bits, element, iterations));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype("bool");
    }
}
