package dev.stampede.operators.geom;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Band;
import dev.stampede.operators.pixels.RasterFile;
import dev.stampede.raster.GeoRaster;
import java.nio.file.Path;

/// A smooth field of displacements between a reference and a raster of the same size, each from the square
/// about a pixel, repeated (iterative Lucas-Kanade):
///
///     reference[r, c] = in[r + flow_rows, c + flow_cols]
///
/// Both are scaled to 0 to 1 by their common range and searched from coarse to fine, each level half as large.
/// NaN and fill count as the mean of the rest, and the field is NaN there. The result has two bands,
/// `flow_rows` and `flow_cols`, in pixels, `float64`, fill NaN. Refuses a reference of another size. Memory:
/// some twenty numbers of eight bytes a pixel, so large scenes go through it in patches. Faster than
/// `OpticalFlowTVL1`, and blurs where objects end. Source: Lucas and Kanade (1981); Le Besnerais and Champagnat
/// (2005), doi:10.1109/ICIP.2005.1529706.
///
/// @param reference  file of the same rows and columns
/// @param band       that is compared, by index or name, 0
/// @param radius     of the square, pixels, 7
/// @param warps      repetitions at a level, 10
public record OpticalFlowILK(
        Path reference,
        @Default("0") Band band,
        @Default("7") int radius,
        @Default("10") int warps) implements Operator<GeoRaster, GeoRaster> {
    public OpticalFlowILK {
        Require.that(radius >= 1, "radius", radius, "at least 1");
        Require.that(warps >= 1, "warps", warps, "at least 1");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return RasterFile.read(reference, file -> between(file, in));
    }

    /// The same with a reference at hand.
    public GeoRaster between(GeoRaster fixed, GeoRaster in) {
        return Displacement.between(fixed, in, band, new LucasKanadeFlow(radius, warps));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
