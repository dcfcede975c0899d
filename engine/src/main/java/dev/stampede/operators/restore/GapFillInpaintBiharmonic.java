package dev.stampede.operators.restore;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;

/// Fills gaps with the smoothest surface: the values in the gaps make the sum over all pixels of the squared
/// Laplacian least,
///
///     min sum_p (sum over q beside p in the raster of (x[q] - x[p]))^2
///
/// so that inside a gap `x` solves the discrete biharmonic equation, and values and slopes go on smoothly
/// across its edge; surfaces of third degree are restored where two pixels around the gap are known. Solved
/// with conjugate gradients from the nearest values until the residual has fallen to `tolerance` of its first
/// size, or after `maxIterations` steps, when the surface is smooth but not yet the smoothest. Gaps are NaN, in
/// rasters of integers the fill value; a band without any value stays. Gaps more than two pixels apart are
/// solved one by one. Source: Damelin and Hoang (2018), doi:10.1155/2018/3950312.
///
/// @param tolerance     residual at which it is solved, 1e-6
/// @param maxIterations most steps, 5000
public record GapFillInpaintBiharmonic(
        @Default("1e-6") double tolerance, @Default("5000") int maxIterations)
        implements Operator<GeoRaster, GeoRaster> {
    public GapFillInpaintBiharmonic {
        Require.that(tolerance > 0 && tolerance < 1, "tolerance", tolerance, "between 0 and 1");
        Require.that(maxIterations >= 0, "max_iterations", maxIterations, "0 or more");
    }

    public GapFillInpaintBiharmonic() {
        this(1e-6, 5000);
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return Gaps.fill(in, Filtering.type(in), gaps -> {
            var places = gaps.places();
            GapFillLaplacian.startFromNearest(gaps, places);
            Biharmonic.fill(gaps, places, tolerance, maxIterations);
        });
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Gaps.signature(in);
    }
}
