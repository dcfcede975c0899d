package dev.stampede.operators.segment;

import dev.stampede.kernels.segmentation.TwoMeans;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;

/// Two parts of nearly equal values with a short border between them, as a mask: values are brought to 0 to 1,
/// and the sign of a level set `phi`, which begins as a checkerboard, tends to
///
///     min  mu length(border) + sum inside (x - mean inside)^2 + sum outside (x - mean outside)^2
///
/// until it changes by less than `tol` (root of the mean square) in a step, or after `maxNumIter` steps. True
/// where `phi` is above 0: which of both parts that is follows from the checkerboard. NaN takes no part and is
/// false. One step looks at every pixel; a scene takes as many times as long. Refuses more than one band.
/// Source: Chan and Vese (2001), doi:10.1109/83.902291; steps: Getreuer (2012), doi:10.5201/ipol.2012.g-cv.
///
/// @param mu         weight of the length of the border, 0.25
/// @param tol        least change, 0.001
/// @param maxNumIter most steps, 500
/// @param dt         length of a step, 0.5
public record ChanVese(
        @Default("0.25") double mu,
        @Default("1e-3") double tol,
        @Default("500") int maxNumIter,
        @Default("0.5") double dt)
        implements Operator<GeoRaster, GeoRaster> {
    public ChanVese {
        Require.that(mu >= 0 && Double.isFinite(mu), "mu", mu, "0 or more");
        Require.that(tol >= 0, "tol", tol, "0 or more");
        Require.that(maxNumIter >= 0, "max_num_iter", maxNumIter, "0 or more");
        Require.that(dt > 0 && Double.isFinite(dt), "dt", dt, "above 0");
    }

    public ChanVese() {
        this(0.25, 1e-3, 500, 0.5);
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var plane = Lines.only(in, "ChanVese");
        var moments = BandStatistics.moments(plane);
        double span = moments.max() > moments.min() ? moments.max() - moments.min() : 1;
        var values = Lines.all(plane);
        for (int i = 0; i < values.length; i++) {
            values[i] = (values[i] - moments.min()) / span;
        }
        var phi = TwoMeans.run(in.height(), in.width(), values, mu, dt, tol, maxNumIter);
        for (int i = 0; i < phi.length; i++) {
            phi[i] = phi[i] > 0 && values[i] == values[i] ? 1 : 0;
        }
        var out = RasterMemory.allocate(DType.BOOL, in.shape());
        Lines.writeAll(phi, Lines.planes(out).getFirst());
        return in.rewrapMask(out);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype("bool");
    }
}
