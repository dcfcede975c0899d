package dev.stampede.operators.restore;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.GeoRaster;

/// Mean of the pixels whose surroundings look alike (non-local means): with `D` the mean of the squared
/// differences of two patches over the places where both have a value,
///
///     out[p] = sum(w x[q]) / sum(w),    w = exp(-D[p, q] / h^2)
///
/// over the `q` within `patchDistance` rows and columns, `p` itself with weight 1. Patches are cut at the
/// border; NaN takes no part and stays. Each pair of pixels is looked at once, and the sums over patches cost
/// the same for every size of patch. Source: Buades, Coll and Morel (2005), doi:10.1109/CVPR.2005.38; sums over
/// patches: Darbon et al. (2008), doi:10.1109/ISBI.2008.4541250.
///
/// @param patchSize     side of a patch in pixels, odd, 5
/// @param patchDistance how far patches are looked for in pixels, 6
/// @param h             difference that still counts as alike, in the unit of the values, 0.1
/// @param mode          every weight by its definition
public record NLMeans(
        @Default("5") int patchSize,
        @Default("6") int patchDistance,
        @Default("0.1") double h,
        @Default("\"exact\"") FilterMode mode)
        implements Operator<GeoRaster, GeoRaster> {
    public NLMeans {
        Require.that(patchSize >= 1 && patchSize % 2 == 1, "patch_size", patchSize, "an odd number of pixels");
        Require.that(patchDistance >= 0, "patch_distance", patchDistance, "0 or more");
        Require.that(h > 0, "h", h, "above 0");
    }

    public NLMeans(int patchSize, int patchDistance, double h) {
        this(patchSize, patchDistance, h, FilterMode.EXACT);
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return Lines.perPlane(in, Filtering.type(in), (plane, out) -> {
            try (var sums = new PatchSums(plane, patchSize, 1 / (h * h))) {
                int right = Math.min(patchDistance, plane.size(1) - 1);
                for (int down = 0; down <= Math.min(patchDistance, plane.size(0) - 1); down++) {
                    for (int along = down == 0 ? 1 : -right; along <= right; along++) {
                        sums.addShift(down, along);
                    }
                }
                sums.finish(out);
            }
        });
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Filtering.signature(in);
    }
}
