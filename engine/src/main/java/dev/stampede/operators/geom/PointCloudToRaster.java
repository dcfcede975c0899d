package dev.stampede.operators.geom;

import dev.stampede.io.vector.FieldType;
import dev.stampede.io.vector.VectorFeature;
import dev.stampede.io.vector.VectorLayer;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.RasterFile;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterSource;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.locationtech.jts.geom.Point;

/// The heights of points in space on the grid of a raster file, as [PointsToRaster] does it with a column: the
/// z of each point, or its field `z` where the geometry has none. Points without a height take no part.
///
/// @param like        file of the grid
/// @param statistic   mean, min, max, sum, count or idw; mean
/// @param k           points of idw, 8
/// @param power       of the distance, 2
/// @param maxDistance map units beyond which idw sees no point, none by default
public record PointCloudToRaster(
        String like,
        @Default("\"mean\"") Statistic statistic,
        @Default("8") int k,
        @Default("2.0") double power,
        OptionalDouble maxDistance)
        implements Operator<VectorLayer, GeoRaster> {
    private static final String Z = "z";

    public PointCloudToRaster {
        Require.that(k >= 1, "k", k, "at least 1");
        Require.that(power > 0, "power", power, "above 0");
    }

    @Override
    public GeoRaster compute(VectorLayer in) {
        return RasterFile.open(like, grid -> onto(grid, in));
    }

    /// The same on a grid at hand; [#like] does not matter.
    public GeoRaster onto(RasterSource grid, VectorLayer in) throws IOException {
        var features = in.features().stream()
                .map(f -> new VectorFeature(f.geometry(), Collections.singletonMap(Z, height(f))))
                .toList();
        var heights = new VectorLayer(in.name(), in.crs(), Map.of(Z, FieldType.REAL), features);
        return new PointsToRaster(like, Optional.of(Z), statistic, k, power, maxDistance).onto(grid, heights);
    }

    private static Object height(VectorFeature feature) {
        boolean inSpace = feature.geometry() instanceof Point point
                && !point.isEmpty()
                && !Double.isNaN(point.getCoordinate().getZ());
        return inSpace
                ? (Object) feature.geometry().getCoordinate().getZ()
                : feature.fields().get(Z);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
