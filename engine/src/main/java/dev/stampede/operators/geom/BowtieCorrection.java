package dev.stampede.operators.geom;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.RasterFile;
import dev.stampede.raster.Attributes;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// A swath of a scanner without the overlap of its scans, which grows towards the edges (MODIS: 10 rows a scan
/// at 1 km, VIIRS: 16). In every column the middles of the scans are taken as right; places between them are
/// spaced evenly, and the value of each is linear between the two pixels of any scan that lie before and behind
/// it along the track:
///
///     place of row r = linear between the middles of scans at rows k n + (n - 1) / 2, carried on at both ends
///
/// NaN and fill, as deleted pixels of VIIRS, take no part, so that the other scan shows through. Beyond the
/// first and last pixel of a column the result is NaN. `float64`, fill NaN, rows and columns as before. Refuses
/// rows that are no multiple of a scan, fewer than two scans, coordinates of another size, and a column whose
/// middles do not go one way: near the poles take the other coordinate. The idea of ordering pixels along the
/// track: Gumley, Descloitres and Schmaltz (2010), Creating reprojected true color MODIS images.
///
/// @param coordinates       file of two bands, x or longitude and y or latitude of the centres of the pixels
/// @param scanRows          n, rows of a scan; 10
/// @param along             coordinate that runs along the track, y or x; y
/// @param appendCoordinates whether x and y of the new places follow as two more bands, false
public record BowtieCorrection(
        Path coordinates,
        @Default("10") int scanRows,
        @Default("\"y\"") Along along,
        @Default("false") boolean appendCoordinates)
        implements Operator<GeoRaster, GeoRaster> {
    public BowtieCorrection {
        Require.that(scanRows >= 2, "scan_rows", scanRows, "at least 2");
    }

    /// A coordinate.
    public enum Along {
        X,
        Y
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return RasterFile.read(coordinates, file -> from(file, in));
    }

    /// The same with coordinates at hand.
    public GeoRaster from(GeoRaster places, GeoRaster in) {
        Swath.requireSize(in, places);
        int rows = in.height();
        if (rows % scanRows != 0 || rows < 2 * scanRows) {
            throw new IllegalArgumentException("scan_rows is " + scanRows + "; the swath has " + rows
                    + " rows, expected two scans or more of these");
        }
        var x = Swath.coordinate(places, 0);
        var y = Swath.coordinate(places, 1);
        var track = along == Along.Y ? y : x;
        var layers = new ArrayList<double[]>();
        for (int b = 0; b < in.bands(); b++) {
            layers.add(Swath.flat(in, b, Valid.of(in)));
        }
        if (appendCoordinates) {
            layers.add(x);
            layers.add(y);
        }
        var out = RasterMemory.allocate(DType.FLOAT64, layers.size(), rows, in.width());
        for (int col = 0; col < in.width(); col++) {
            var target = targets(track, rows, in.width(), col);
            for (int b = 0; b < layers.size(); b++) {
                var made = column(track, layers.get(b), target, in.width(), col);
                for (int row = 0; row < rows; row++) {
                    out.set(made[row], b, row, col);
                }
            }
        }
        boolean flat = in.rank() == 2 && !appendCoordinates;
        return in.withAttributes(named(in)).rewrap(flat ? out.select(0, 0) : out, OptionalDouble.of(Double.NaN));
    }

    private Attributes named(GeoRaster in) {
        if (!appendCoordinates) {
            return in.attributes();
        }
        var names = new ArrayList<>(RasterToPoints.names(in));
        names.addAll(List.of("x", "y"));
        return in.attributes().withBandNames(names);
    }

    /// Places of the rows of a column along the track, from the middles of the scans.
    private double[] targets(double[] track, int rows, int cols, int col) {
        int scans = rows / scanRows;
        var middle = new double[scans];
        for (int k = 0; k < scans; k++) {
            int upper = k * scanRows + (scanRows - 1) / 2;
            int lower = k * scanRows + scanRows / 2;
            middle[k] = (track[upper * cols + col] + track[lower * cols + col]) / 2;
        }
        double way = Math.signum(middle[1] - middle[0]);
        for (int k = 1; k < scans; k++) {
            if (!(way * (middle[k] - middle[k - 1]) > 0)) {
                throw new IllegalArgumentException("the middles of scans " + (k - 1) + " and " + k + " in column " + col
                        + " lie at " + middle[k - 1] + " and " + middle[k] + ": "
                        + along.name().toLowerCase(Locale.ROOT)
                        + " does not run along the track there; set along to the other coordinate");
            }
        }
        var target = new double[rows];
        for (int row = 0; row < rows; row++) {
            double scan = (row - (scanRows - 1) / 2.0) / scanRows;
            int k = Math.clamp((long) Math.floor(scan), 0, scans - 2);
            target[row] = middle[k] + (scan - k) * (middle[k + 1] - middle[k]);
        }
        return target;
    }

    /// Values at places, linear between the pixels of the column in the order of the track.
    private static double[] column(double[] track, double[] values, double[] target, int cols, int col) {
        int n = 0;
        var pixels = new double[target.length][];
        for (int row = 0; row < target.length; row++) {
            double s = track[row * cols + col];
            double value = values[row * cols + col];
            if (Double.isFinite(s) && value == value) {
                pixels[n++] = new double[] {s, value};
            }
        }
        Arrays.sort(pixels, 0, n, (a, b) -> Double.compare(a[0], b[0]));
        var out = new double[target.length];
        for (int row = 0; row < out.length; row++) {
            out[row] = between(pixels, n, target[row]);
        }
        return out;
    }

    private static double between(double[][] pixels, int n, double s) {
        if (n == 0 || !(s >= pixels[0][0] && s <= pixels[n - 1][0])) {
            return Double.NaN;
        }
        int low = 0;
        int high = n - 1;
        while (high - low > 1) {
            int half = (low + high) >>> 1;
            if (pixels[half][0] <= s) {
                low = half;
            } else {
                high = half;
            }
        }
        double gap = pixels[high][0] - pixels[low][0];
        double share = gap > 0 ? (s - pixels[low][0]) / gap : 0;
        return pixels[low][1] + share * (pixels[high][1] - pixels[low][1]);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
