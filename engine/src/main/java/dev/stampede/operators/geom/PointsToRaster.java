package dev.stampede.operators.geom;

import dev.stampede.io.raster.Reprojection;
import dev.stampede.io.vector.VectorLayer;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.RasterFile;
import dev.stampede.raster.Attributes;
import dev.stampede.raster.Crs;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import dev.stampede.raster.RasterSource;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.locationtech.jts.geom.Point;

/// Points on the grid of a raster file, `float64` without a band axis, fill NaN: a statistic of the points in
/// each pixel, or at each centre the mean of the k nearest points weighted by `1 / distance^power`. Counts and
/// sums are 0 where there is no point, other statistics NaN. Points with an empty field take no part. Points
/// are brought into the system of the grid. Refuses geometries that are no points and an unknown column.
///
/// @param like        file of the grid
/// @param column      name of a field of numbers; 1 by default, for counts
/// @param statistic   mean, min, max, sum, count or idw; mean
/// @param k           points of idw, 8
/// @param power       of the distance, 2
/// @param maxDistance map units beyond which idw sees no point, none by default
public record PointsToRaster(
        String like,
        Optional<String> column,
        @Default("\"mean\"") Statistic statistic,
        @Default("8") int k,
        @Default("2.0") double power,
        OptionalDouble maxDistance)
        implements Operator<VectorLayer, GeoRaster> {
    public PointsToRaster {
        Require.that(k >= 1, "k", k, "at least 1");
        Require.that(power > 0, "power", power, "above 0");
    }

    @Override
    public GeoRaster compute(VectorLayer in) {
        return RasterFile.open(like, grid -> onto(grid, in));
    }

    /// The same on a grid at hand; [#like] does not matter.
    public GeoRaster onto(RasterSource grid, VectorLayer in) throws IOException {
        int n = in.features().size();
        var x = new double[n];
        var y = new double[n];
        for (int i = 0; i < n; i++) {
            var shape = in.features().get(i).geometry();
            if (shape != null && !(shape instanceof Point)) {
                throw new OperatorTypeException("feature " + i + " of " + in.name() + " is a " + shape.getGeometryType()
                        + ", expected points; VectorToRasterAgg takes other shapes");
            }
            x[i] = shape == null || shape.isEmpty() ? 0 : shape.getCoordinate().x;
            y[i] = shape == null || shape.isEmpty() ? 0 : shape.getCoordinate().y;
        }
        var values = Burn.numbers(in, column);
        for (int i = 0; i < n; i++) {
            var shape = in.features().get(i).geometry();
            values[i] = shape == null || shape.isEmpty() ? Double.NaN : values[i];
        }
        Reprojection.transform(x, y, new Crs(in.crs()), grid.crs());
        var out = RasterMemory.allocate(DType.FLOAT64, grid.height(), grid.width());
        new Scatter(statistic, k, power, maxDistance)
                .fill(Scatter.Places.onto(grid.affine(), x, y), values, grid.affine(), out);
        return new GeoRaster(out, grid.affine(), grid.crs(), OptionalDouble.of(Double.NaN), Attributes.NONE);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
