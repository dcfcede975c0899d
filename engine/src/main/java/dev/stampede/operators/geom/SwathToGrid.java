package dev.stampede.operators.geom;

import dev.stampede.io.raster.FileSource;
import dev.stampede.io.raster.Reprojection;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.io.Grids;
import dev.stampede.operators.pixels.RasterFile;
import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Crs;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// A swath on a grid: a statistic of the swath pixels whose centre falls into each pixel, or at each centre the
/// mean of the k nearest weighted by `1 / distance^power`. `float64`, fill NaN; counts and sums are 0 where
/// there is none. Values that are NaN or fill, and places that are not finite, take no part. The grid is that
/// of a file, or covers all places with edges at multiples of the resolution. Refuses coordinates of another
/// size.
///
/// @param coordinates file of two bands, x or longitude and y or latitude of the centres of the swath's pixels
/// @param crs         system of the coordinates, EPSG:4326
/// @param like        file of the grid; or `resolution`
/// @param resolution  width and height of a pixel in units of `crs`
/// @param statistic   mean, min, max, sum, count or idw; mean
/// @param k           swath pixels of idw, 8
/// @param power       of the distance, 2
/// @param maxDistance map units beyond which idw sees none, none by default
public record SwathToGrid(
        Path coordinates,
        @Default("\"EPSG:4326\"") String crs,
        Optional<String> like,
        Optional<List<Double>> resolution,
        @Default("\"mean\"") Statistic statistic,
        @Default("8") int k,
        @Default("2.0") double power,
        OptionalDouble maxDistance)
        implements Operator<GeoRaster, GeoRaster> {
    public SwathToGrid {
        Require.that(like.isPresent() != resolution.isPresent(), "like", like, "either this or a resolution");
        Grids.requireResolution(resolution);
        Require.that(k >= 1, "k", k, "at least 1");
        Require.that(power > 0, "power", power, "above 0");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return RasterFile.read(coordinates, file -> from(file, in));
    }

    /// The same with coordinates at hand.
    public GeoRaster from(GeoRaster places, GeoRaster in) throws IOException {
        Swath.requireSize(in, places);
        var x = Swath.coordinate(places, 0);
        var y = Swath.coordinate(places, 1);
        if (like.isPresent()) {
            try (var file = FileSource.open(like.get())) {
                move(x, y, new Crs(crs), file.crs());
                return onto(new Frame(file.affine(), file.crs(), file.width(), file.height()), x, y, in);
            }
        }
        return onto(covering(x, y), x, y, in);
    }

    /// Leaves out what is not finite, which no system can place.
    static void move(double[] x, double[] y, Crs from, Crs to) throws IOException {
        var some = new double[2][x.length];
        int n = 0;
        for (int i = 0; i < x.length; i++) {
            if (Double.isFinite(x[i] + y[i])) {
                some[0][n] = x[i];
                some[1][n++] = y[i];
            }
        }
        var fx = Arrays.copyOf(some[0], n);
        var fy = Arrays.copyOf(some[1], n);
        Reprojection.transform(fx, fy, from, to);
        for (int i = 0, k = 0; i < x.length; i++) {
            if (Double.isFinite(x[i] + y[i])) {
                x[i] = fx[k];
                y[i] = fy[k++];
            }
        }
    }

    private Frame covering(double[] x, double[] y) {
        double width = resolution.orElseThrow().get(0);
        double height = resolution.orElseThrow().get(1);
        double minX = Double.POSITIVE_INFINITY;
        double maxX = Double.NEGATIVE_INFINITY;
        double minY = Double.POSITIVE_INFINITY;
        double maxY = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < x.length; i++) {
            if (Double.isFinite(x[i] + y[i])) {
                minX = Math.min(minX, x[i]);
                maxX = Math.max(maxX, x[i]);
                minY = Math.min(minY, y[i]);
                maxY = Math.max(maxY, y[i]);
            }
        }
        if (minX > maxX) {
            throw new IllegalArgumentException("no place of " + coordinates + " is finite");
        }
        double left = Math.floor(minX / width);
        double top = Math.floor(maxY / height) + 1;
        int cols = Math.toIntExact((long) (Math.floor(maxX / width) + 1 - left));
        int rows = Math.toIntExact((long) (top - Math.floor(minY / height)));
        return new Frame(Affine.northUp(left * width, top * height, width, height), new Crs(crs), cols, rows);
    }

    private GeoRaster onto(Frame frame, double[] x, double[] y, GeoRaster in) {
        var places = Scatter.Places.onto(frame.affine(), x, y);
        var scatter = new Scatter(statistic, k, power, maxDistance);
        ArrayView out = RasterMemory.allocate(DType.FLOAT64, in.bands(), frame.height(), frame.width());
        for (int b = 0; b < in.bands(); b++) {
            scatter.fill(places, Swath.flat(in, b, Valid.of(in)), frame.affine(), out.select(0, b));
        }
        return new GeoRaster(
                in.rank() == 2 ? out.select(0, 0) : out,
                frame.affine(),
                frame.crs(),
                OptionalDouble.of(Double.NaN),
                in.attributes());
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
