package dev.stampede.operators.pixels;

import dev.stampede.io.vector.FieldType;
import dev.stampede.io.vector.VectorFeature;
import dev.stampede.io.vector.VectorLayer;
import dev.stampede.raster.GeoRaster;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;

/// What operators find in rasters, as features in map coordinates that can be written to files, and rasters
/// that come from files beside the one at hand.
public final class Features {
    private static final GeometryFactory SHAPES = new GeometryFactory();

    private Features() {}

    /// A layer in the reference system of a raster.
    public static VectorLayer layer(
            String name, GeoRaster grid, Map<String, FieldType> fields, List<VectorFeature> features) {
        return new VectorLayer(name, grid.crs().text(), fields, features);
    }

    /// Fields of real numbers.
    public static Map<String, FieldType> reals(String... names) {
        var fields = new LinkedHashMap<String, FieldType>();
        for (var name : names) {
            fields.put(name, FieldType.REAL);
        }
        return fields;
    }

    /// A place in map coordinates.
    /// @param col of the place, where the centre of the first pixel is 0
    /// @param row of the place, where the centre of the first pixel is 0
    public static Coordinate place(GeoRaster grid, double row, double col) {
        var affine = grid.affine();
        return new Coordinate(affine.x(col + 0.5, row + 0.5), affine.y(col + 0.5, row + 0.5));
    }

    /// See [#place].
    public static Point point(GeoRaster grid, double row, double col) {
        return SHAPES.createPoint(place(grid, row, col));
    }

    public static LineString line(Coordinate... places) {
        return SHAPES.createLineString(places);
    }

    /// A raster from a file of the same grid.
    /// @throws UncheckedIOException     if it cannot be read
    /// @throws IllegalArgumentException if the grids differ
    public static GeoRaster beside(GeoRaster in, Path file) {
        return RasterFile.read(file, other -> {
            in.requireSameExtent(other);
            return other;
        });
    }
}
