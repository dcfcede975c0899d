package dev.stampede.operators.restore;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;

/// Gives gaps the mean of the values within `radius` rows and columns, weighted by the inverse of their
/// distance: `sum(x / d^power) / sum(1 / d^power)`, `d` in pixels. Gaps are NaN, in rasters of integers the
/// fill value; a gap without a value in its window stays. Source: Shepard (1968), doi:10.1145/800186.810616.
///
/// @param power  exponent of the distance, 2
/// @param radius pixels, 5
public record GapFillIDW(
        @Default("2.0") double power, @Default("5") int radius) implements Operator<GeoRaster, GeoRaster> {
    public GapFillIDW {
        Require.that(power >= 0 && Double.isFinite(power), "power", power, "0 or more");
        Require.that(radius >= 1 && radius <= 1000, "radius", radius, "1 to 1000 pixels");
    }

    public GapFillIDW() {
        this(2, 5);
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return Gaps.fill(in, Filtering.type(in), this::fill);
    }

    private void fill(Gaps gaps) {
        int side = 2 * radius + 1;
        var weights = new double[side][side];
        for (int i = -radius; i <= radius; i++) {
            for (int j = -radius; j <= radius; j++) {
                weights[radius + i][radius + j] = Math.pow(Math.hypot(i, j), -power);
            }
        }
        var places = gaps.places();
        var filled = new double[places.length]; // filled gaps are not values for others
        for (int k = 0; k < places.length; k++) {
            filled[k] = mean(gaps, weights, places[k]);
        }
        for (int k = 0; k < places.length; k++) {
            gaps.values()[places[k]] = filled[k];
        }
    }

    private double mean(Gaps gaps, double[][] weights, int place) {
        int cols = gaps.known().cols();
        int row = place / cols;
        int col = place % cols;
        double top = 0;
        double bottom = 0;
        for (int r = Math.max(0, row - radius); r <= Math.min(gaps.known().rows() - 1, row + radius); r++) {
            for (int c = Math.max(0, col - radius); c <= Math.min(cols - 1, col + radius); c++) {
                double x = gaps.values()[r * cols + c];
                if (x == x) {
                    double weight = weights[radius + r - row][radius + c - col];
                    top += weight * x;
                    bottom += weight;
                }
            }
        }
        return bottom > 0 ? top / bottom : Double.NaN;
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Gaps.signature(in);
    }
}
