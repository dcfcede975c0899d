package dev.stampede.operators.geom;

import dev.stampede.io.raster.Reprojection;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.RasterFile;
import dev.stampede.raster.Crs;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Moves what stands above the ground, such as tops of clouds, from where a geostationary satellite sees it to
/// where it is, by the cut of the line of sight with an ellipsoid longer by the height (see [Parallax]).
///
/// Each pixel goes to the pixel its true place lies in; of several the highest stays. Pixels that are not seen
/// to stand anywhere become the fill value, or NaN, or 0 in integers without one; single ones among moved
/// pixels (five of eight neighbours) take the highest neighbour's values, because a moved area spreads. Heights
/// that are NaN, fill or not above 0 do not move. The type stays. Refuses heights on another grid.
///
/// @param heights   file of one band on the same grid, metres above the ellipsoid
/// @param longitude of the satellite below which it stands still, degrees east
/// @param distance  of the satellite from the centre of the Earth, metres, 42164160
public record GeostationaryParallaxCorrect(
        Path heights,
        double longitude,
        @Default("42164160.0") double distance) implements Operator<GeoRaster, GeoRaster> {
    private static final String DEGREES = "EPSG:4326";
    private static final int AMONG = 5; // of eight neighbours

    public GeostationaryParallaxCorrect {
        Require.that(Math.abs(longitude) <= 360, "longitude", longitude, "degrees");
        Require.that(distance > 2 * Parallax.A, "distance", distance, "metres from the centre of the Earth");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return RasterFile.read(heights, file -> by(file, in));
    }

    /// The same with heights at hand.
    public GeoRaster by(GeoRaster tops, GeoRaster in) throws IOException {
        in.requireSameExtent(tops);
        if (in.rank() > 3 || tops.bands() != 1) {
            throw new OperatorTypeException("the raster is " + in.values() + ", the heights are " + tops.values());
        }
        var height = Swath.flat(tops, 0, Valid.of(tops));
        var source = sources(target(height, in), height);
        close(source, height, in.height(), in.width());
        var out = RasterMemory.allocate(in.dtype(), in.shape());
        double none = in.fill().orElse(in.dtype().isFloating() ? Double.NaN : 0);
        int cols = in.width();
        for (int b = 0; b < in.bands(); b++) {
            var from = in.band(b);
            var to = in.rank() == 2 ? out : out.select(0, b);
            for (int i = 0; i < source.length; i++) {
                int s = source[i];
                to.set(s < 0 ? none : from.get(s / cols, s % cols), i / cols, i % cols);
            }
        }
        return in.rewrap(out);
    }

    /// The pixel each one goes to, -1 beyond the raster. Only what moves has to have a place on the Earth: the
    /// corners of a full disk show space.
    private int[] target(double[] height, GeoRaster in) throws IOException {
        int cols = in.width();
        int[] moved =
                IntStream.range(0, height.length).filter(i -> height[i] > 0).toArray();
        var x = new double[moved.length];
        var y = new double[moved.length];
        for (int k = 0; k < moved.length; k++) {
            x[k] = in.affine().x(moved[k] % cols + 0.5, moved[k] / cols + 0.5);
            y[k] = in.affine().y(moved[k] % cols + 0.5, moved[k] / cols + 0.5);
        }
        Reprojection.transform(x, y, in.crs(), new Crs(DEGREES));
        var parallax = new Parallax(longitude, distance);
        for (int k = 0; k < moved.length; k++) {
            var place = parallax.corrected(x[k], y[k], height[moved[k]]);
            x[k] = place[0];
            y[k] = place[1];
        }
        Reprojection.transform(x, y, new Crs(DEGREES), in.crs());
        var inverse = in.affine().inverse();
        var target = IntStream.range(0, height.length).toArray();
        for (int k = 0; k < moved.length; k++) {
            double col = Math.floor(inverse.x(x[k], y[k]));
            double row = Math.floor(inverse.y(x[k], y[k]));
            boolean inside = col >= 0 && row >= 0 && col < cols && row < in.height();
            target[moved[k]] = inside ? (int) row * cols + (int) col : -1;
        }
        return target;
    }

    /// For each pixel the one that comes to stand there, the highest of several; -1 for none.
    private static int[] sources(int[] target, double[] height) {
        var source = new int[target.length];
        Arrays.fill(source, -1);
        for (int i = 0; i < target.length; i++) {
            int at = target[i];
            if (at >= 0 && (source[at] < 0 || !(level(height[source[at]]) >= level(height[i])))) {
                source[at] = i;
            }
        }
        return source;
    }

    private static double level(double height) {
        return height > 0 ? height : 0; // NaN is ground
    }

    private static void close(int[] source, double[] height, int rows, int cols) {
        var before = source.clone();
        for (int i = 0; i < source.length; i++) {
            if (before[i] >= 0) {
                continue;
            }
            int moved = 0;
            int highest = -1;
            for (int k = 0; k < 9; k++) {
                int row = i / cols + k / 3 - 1;
                int col = i % cols + k % 3 - 1;
                int s = row < 0 || col < 0 || row >= rows || col >= cols ? -1 : before[row * cols + col];
                if (s >= 0 && height[s] > 0) {
                    moved++;
                    highest = highest < 0 || height[s] > height[highest] ? s : highest;
                }
            }
            source[i] = moved >= AMONG ? highest : -1;
        }
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in;
    }
}
