package dev.stampede.operators.mask;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Flags;
import dev.stampede.raster.GeoRaster;

/// Removes small objects, then fills small holes, then closes.
///
/// @param minObjectSize pixels, 25; see [RemoveSmallObjects]
/// @param maxHoleSize   pixels, 25; see [RemoveSmallHoles]
/// @param closeIter     iterations, 1; see [CloseMask]
public record CleanMask(
        @Default("25") int minObjectSize,
        @Default("25") int maxHoleSize,
        @Default("1") int closeIter) implements Operator<GeoRaster, GeoRaster> {
    public CleanMask {
        Require.that(minObjectSize >= 0 && maxHoleSize >= 0, "min_object_size", minObjectSize, "sizes of 0 or more");
        Require.that(closeIter >= 0, "close_iter", closeIter, "0 or more");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return Flags.map(in, bits -> {
            var objects = RemoveSmallObjects.apply(bits, minObjectSize);
            return CloseMask.apply(RemoveSmallHoles.apply(objects, maxHoleSize), closeIter);
        });
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype("bool");
    }
}
