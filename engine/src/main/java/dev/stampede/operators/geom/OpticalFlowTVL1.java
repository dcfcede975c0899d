package dev.stampede.operators.geom;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Band;
import dev.stampede.operators.pixels.RasterFile;
import dev.stampede.raster.GeoRaster;
import java.nio.file.Path;

/// A field of displacements that jumps where objects end, between a reference and a raster of the same size:
///
///     reference[r, c] = in[r + flow_rows, c + flow_cols],     least sum |grad flow| + lambda |difference|
///
/// Both are scaled to 0 to 1 by their common range and searched from coarse to fine, each level half as large.
/// NaN and fill count as the mean of the rest, and the field is NaN there. The result has two bands,
/// `flow_rows` and `flow_cols`, in pixels, `float64`, fill NaN. Refuses a reference of another size. Memory:
/// some twenty numbers of eight bytes a pixel, so large scenes go through it in patches. Source: Zach, Pock and
/// Bischof (2007), doi:10.1007/978-3-540-74936-3_22.
///
/// @param reference  file of the same rows and columns
/// @param band       that is compared, by index or name, 0
/// @param lambda     weight of the difference against smoothness, 15
/// @param theta      how closely the fields of both terms hang together, 0.3
/// @param warps      how often the raster is displaced anew at a level, 5
/// @param iterations between these, 30
/// @param tolerance  mean change in pixels at which it goes on to the next, 0.0001
public record OpticalFlowTVL1(
        Path reference,
        @Default("0") Band band,
        @Default("15.0") double lambda,
        @Default("0.3") double theta,
        @Default("5") int warps,
        @Default("30") int iterations,
        @Default("0.0001") double tolerance)
        implements Operator<GeoRaster, GeoRaster> {
    public OpticalFlowTVL1 {
        Require.that(lambda > 0, "lambda", lambda, "above 0");
        Require.that(theta > 0, "theta", theta, "above 0");
        Require.that(warps >= 1, "warps", warps, "at least 1");
        Require.that(iterations >= 1, "iterations", iterations, "at least 1");
        Require.that(tolerance >= 0, "tolerance", tolerance, "0 or more");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return RasterFile.read(reference, file -> between(file, in));
    }

    /// The same with a reference at hand.
    public GeoRaster between(GeoRaster fixed, GeoRaster in) {
        return Displacement.between(
                fixed, in, band, new TotalVariationFlow(lambda, theta, warps, iterations, tolerance));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
