package support;

import dev.stampede.plot.sheet.RasterPanel;
import dev.stampede.raster.GeoRaster;
import java.util.List;

/// Small sums over pixels, for checking what maps show.
public final class Pixels {
    /// Colours of the scene classification.
    public static final List<RasterPanel.Class> SCL_CLASSES = List.of(
            new RasterPanel.Class(3, "shadow", 0x5A4A42),
            new RasterPanel.Class(4, "vegetation", 0x3C9A46),
            new RasterPanel.Class(5, "soil", 0xE3C878),
            new RasterPanel.Class(6, "water", 0x2B62C9),
            new RasterPanel.Class(8, "cloud, medium", 0xB9B9C4),
            new RasterPanel.Class(9, "cloud, high", 0xF4F4F8),
            new RasterPanel.Class(10, "cirrus", 0x9ED7E8));

    private Pixels() {}

    /// Mean of band 0 where a class raster has a value; NaN left out.
    public static double mean(GeoRaster raster, GeoRaster classes, int value) {
        double sum = 0;
        long count = 0;
        var band = raster.band(0);
        var types = classes.band(0);
        for (int row = 0; row < raster.height(); row++) {
            for (int col = 0; col < raster.width(); col++) {
                double v = band.get(row, col);
                if (types.get(row, col) == value && !Double.isNaN(v)) {
                    sum += v;
                    count++;
                }
            }
        }
        return sum / count;
    }

    /// Share of NaN in band 0.
    public static double nanShare(GeoRaster raster) {
        long count = 0;
        for (int row = 0; row < raster.height(); row++) {
            for (int col = 0; col < raster.width(); col++) {
                count += Double.isNaN(raster.band(0).get(row, col)) ? 1 : 0;
            }
        }
        return count / ((double) raster.width() * raster.height());
    }

    /// Pixels of band 0 with this value.
    public static long count(GeoRaster raster, double value) {
        long count = 0;
        for (int row = 0; row < raster.height(); row++) {
            for (int col = 0; col < raster.width(); col++) {
                count += raster.band(0).get(row, col) == value ? 1 : 0;
            }
        }
        return count;
    }

    /// Largest absolute difference of band 0 in rows and columns at least `border` from the edge; NaN in both is equal.
    public static double worst(GeoRaster a, GeoRaster b, int border) {
        double worst = 0;
        for (int row = border; row < a.height() - border; row++) {
            for (int col = border; col < a.width() - border; col++) {
                double x = a.band(0).get(row, col);
                double y = b.band(0).get(row, col);
                if (!(Double.isNaN(x) && Double.isNaN(y))) {
                    double d = Math.abs(x - y);
                    worst = Double.isNaN(d) ? Double.POSITIVE_INFINITY : Math.max(worst, d);
                }
            }
        }
        return worst;
    }

    /// The largest number of all bands.
    public static double largest(GeoRaster raster) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int band = 0; band < raster.bands(); band++) {
            for (int row = 0; row < raster.height(); row++) {
                for (int col = 0; col < raster.width(); col++) {
                    largest = Math.max(largest, raster.band(band).get(row, col));
                }
            }
        }
        return largest;
    }

    /// To three places, for print.
    public static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
