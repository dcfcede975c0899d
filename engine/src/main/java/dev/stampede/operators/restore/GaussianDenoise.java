package dev.stampede.operators.restore;

import dev.stampede.kernels.filter.SeparableFilter;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.GeoRaster;

/// Gaussian mean of the values that are not NaN,
///
///     out = sum(g x) / sum(g),    g[i, j] = exp(-(i^2 + j^2) / (2 sigma^2)),    |i|, |j| <= floor(4 sigma + 0.5)
///
/// with the nearest pixel outside the border. NaN stays.
///
/// @param sigma pixels, 1; 0 changes nothing
public record GaussianDenoise(@Default("1.0") double sigma) implements Operator<GeoRaster, GeoRaster> {
    private static final double TRUNCATE = 4;

    public GaussianDenoise {
        Require.that(sigma >= 0 && sigma <= 1e4, "sigma", sigma, "0 to 10000");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return Lines.perPlane(in, Filtering.type(in), this::filter);
    }

    private void filter(ArrayView in, ArrayView out) {
        var weights = SeparableFilter.gaussian(sigma, TRUNCATE);
        int cols = in.size(1);
        SeparableFilter.normalized(in.size(0), cols, weights, weights, Lines.source(in), Filtering.whereKnown(in, out));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Filtering.signature(in);
    }
}
