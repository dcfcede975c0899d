package dev.stampede.operators.restore;

import dev.stampede.kernels.filter.WindowMedian;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.GeoRaster;

/// Median of a window about each pixel, with the nearest pixel outside the border. For the filter NaN counts as
/// the median of the band; it stays NaN itself.
///
/// @param size side of the window in pixels, odd, 3
public record MedianDenoise(@Default("3") int size) implements Operator<GeoRaster, GeoRaster> {
    public MedianDenoise {
        Require.that(size >= 1 && size % 2 == 1, "size", size, "an odd number of pixels");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return Lines.perPlane(in, Filtering.type(in), this::filter);
    }

    private void filter(ArrayView in, ArrayView out) {
        double middle = BandStatistics.percentiles(in, 50)[0];
        int cols = in.size(1);
        WindowMedian.run(
                in.size(0),
                cols,
                size,
                (row, to, at) -> {
                    Lines.read(in, row, to, at);
                    for (int c = at; c < at + cols; c++) {
                        to[c] = to[c] == to[c] ? to[c] : middle;
                    }
                },
                Filtering.whereKnown(in, out));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Filtering.signature(in);
    }
}
