package dev.stampede.operators.restore;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.GeoRaster;

/// Lee's filter of speckle: with mean `m` and population variance `v` of the window about a pixel,
///
///     w = gain v / (v + (cu m)^2),    out = m + w (x - m)
///
/// and `w = 0` where `v = 0`. NaN takes no part and stays; windows are cut at the border. The classical filter
/// has `gain` 1. Source: Lee (1980), doi:10.1109/TPAMI.1980.4766994.
///
/// @param window side of the window in pixels, odd, 7
/// @param cu     deviation of speckle over its mean, 0.523 for one look of amplitude; of intensity 1 / sqrt(looks)
/// @param gain   factor of the weight, 0.5
public record DespeckleLee(
        @Default("7") int window,
        @Default("0.523") double cu,
        @Default("0.5") double gain) implements Operator<GeoRaster, GeoRaster> {
    public DespeckleLee {
        Filtering.requireWindow(window);
        Require.that(cu >= 0, "cu", cu, "0 or more");
        Require.that(gain >= 0 && gain <= 1, "gain", gain, "0 to 1");
    }

    public DespeckleLee(int window) {
        this(window, 0.523, 0.5);
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return Lines.perPlane(in, Filtering.type(in), (plane, out) -> Filtering.lee(plane, out, window, cu, gain));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Filtering.signature(in);
    }
}
