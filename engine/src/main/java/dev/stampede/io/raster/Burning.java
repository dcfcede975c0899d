package dev.stampede.io.raster;

import dev.stampede.bindings.gdal.GdalDataset;
import dev.stampede.bindings.gdal.GdalFeature;
import dev.stampede.bindings.gdal.GdalLayer;
import dev.stampede.bindings.gdal.GdalRequest;
import dev.stampede.bindings.gdal.GdalTools;
import dev.stampede.bindings.gdal.GdalType;
import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.Crs;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.TopologyException;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBWriter;
import org.locationtech.jts.io.WKTReader;

/// Geometries on grids.
public final class Burning {
    private static final int[] ONE = {1};

    /// How much of the size of a grid is kept around it.
    private static final double MARGIN = 0.1;

    private Burning() {}

    /// Which pixels a geometry covers, row by row: 1 where the centre lies inside, or with `allTouched`
    /// wherever it touches. Rotated grids are handled in pixel coordinates.
    /// @param wkt the geometry, in `from`
    /// @throws IOException              if GDAL is missing or the systems cannot be brought together
    /// @throws IllegalArgumentException if the text is no geometry
    public static byte[] flags(String wkt, Crs from, Affine affine, Crs crs, int width, int height, boolean allTouched)
            throws IOException {
        return flags(List.of(parse(wkt)), from, affine, crs, width, height, allTouched);
    }

    /// The same for several geometries: 1 where any of them covers a pixel. Parts of them far from the grid need no
    /// image in its system.
    /// @throws IOException if GDAL is missing or the systems cannot be brought together
    public static byte[] flags(
            List<Geometry> shapes, Crs from, Affine affine, Crs crs, int width, int height, boolean allTouched)
            throws IOException {
        try (var vectors = GdalDataset.create("Memory", "", 0, 0, 0, null, Map.of());
                var arena = Arena.ofConfined()) {
            var layer = vectors.createLayer("shape", null, GdalLayer.ANY, Map.of());
            for (var shape : near(shapes, from, affine.bounds(width, height), crs)) {
                var pixels = toPixels(shape, from, affine, crs);
                layer.append(new GdalFeature(GdalFeature.NEW, new WKBWriter().write(pixels), Map.of()));
            }
            var arguments = new ArrayList<>(List.of("-of", "MEM", "-burn", "1", "-ot", "Byte"));
            arguments.addAll(target(width, height, allTouched));
            try (var burnt = GdalTools.rasterize("", vectors, arguments)) {
                var pixels = arena.allocate((long) width * height);
                burnt.read(GdalRequest.window(0, 0, width, height, ONE, GdalType.UINT8), pixels);
                return pixels.toArray(ValueLayout.JAVA_BYTE);
            }
        }
    }

    /// What of shapes lies around the grid: a shape that goes around the Earth has no image in the system of a
    /// zone.
    private static List<Geometry> near(List<Geometry> shapes, Crs from, Bounds grid, Crs crs) throws IOException {
        if (Reprojection.same(from, crs)) {
            return shapes;
        }
        var box = Reprojection.transform(grid, crs, from);
        double margin = MARGIN * Math.max(box.width(), box.height());
        var around = new Envelope(box.minX() - margin, box.maxX() + margin, box.minY() - margin, box.maxY() + margin);
        var near = new ArrayList<Geometry>();
        for (var shape : shapes) {
            var own = shape.getEnvelopeInternal();
            if (around.contains(own)) {
                near.add(shape);
            } else if (around.intersects(own)) {
                var part = cut(shape, shape.getFactory().toGeometry(around));
                if (!part.isEmpty()) {
                    near.add(part);
                }
            }
        }
        return near;
    }

    private static Geometry cut(Geometry shape, Geometry box) {
        try {
            return shape.intersection(box);
        } catch (TopologyException crossing) {
            return GeometryFixer.fix(shape).intersection(box); // rings that cross themselves
        }
    }

    /// Rows go down, as in the raster: y = -row.
    private static List<String> target(int width, int height, boolean allTouched) {
        var words = new ArrayList<>(List.of("-ts", Integer.toString(width), Integer.toString(height)));
        words.addAll(List.of("-te", "0", Integer.toString(-height), Integer.toString(width), "0"));
        if (allTouched) {
            words.add("-at");
        }
        return words;
    }

    /// Numbers burnt on a grid, later geometries over earlier ones.
    /// @param geometries in `from`; one that is `null` is left out
    /// @param values     one for each
    /// @param out        receives numbers where a geometry covers a pixel, as [#flags] says, and keeps the rest
    /// @throws IOException if GDAL is missing or the systems cannot be brought together
    public static void values(
            List<? extends Geometry> geometries,
            double[] values,
            Crs from,
            Affine affine,
            Crs crs,
            boolean allTouched,
            ArrayView out)
            throws IOException {
        int width = out.size(-1);
        int height = out.size(-2);
        var writer = new WKBWriter();
        try (var vectors = GdalDataset.create("Memory", "", 0, 0, 0, null, Map.of());
                var arena = Arena.ofConfined()) {
            var layer = vectors.createLayer("shapes", null, GdalLayer.ANY, Map.of());
            layer.createField("v", GdalLayer.FieldType.REAL);
            for (int i = 0; i < values.length; i++) {
                if (geometries.get(i) == null || geometries.get(i).isEmpty()) {
                    continue;
                }
                for (var shape : near(List.of(geometries.get(i)), from, affine.bounds(width, height), crs)) {
                    var moved = toPixels(shape, from, affine, crs);
                    // The number of the feature is burnt, so that any value can be, NaN too.
                    layer.append(new GdalFeature(GdalFeature.NEW, writer.write(moved), Map.of("v", i + 1.0)));
                }
            }
            var words = new ArrayList<>(List.of("-of", "MEM", "-a", "v", "-init", "0", "-ot", "Int32"));
            words.addAll(target(width, height, allTouched));
            try (var burnt = GdalTools.rasterize("", vectors, words)) {
                var numbers = arena.allocate(ValueLayout.JAVA_INT, (long) width * height);
                burnt.read(GdalRequest.window(0, 0, width, height, ONE, GdalType.INT32), numbers);
                for (int i = 0; i < width * height; i++) {
                    int which = numbers.getAtIndex(ValueLayout.JAVA_INT, i);
                    if (which > 0) {
                        out.set(values[which - 1], i / width, i % width);
                    }
                }
            }
        }
    }

    /// @throws IllegalArgumentException if the text is no geometry
    private static Geometry parse(String wkt) {
        try {
            return new WKTReader().read(wkt);
        } catch (ParseException | IllegalArgumentException e) {
            throw new IllegalArgumentException("geometry is " + wkt + ", expected WKT: " + e.getMessage(), e);
        }
    }

    /// A geometry in columns and rows of a grid: x = col, y = -row.
    /// @throws IOException              if GDAL is missing or the systems cannot be brought together
    /// @throws IllegalArgumentException if the text is no geometry
    public static Geometry inPixels(String wkt, Crs from, Affine affine, Crs crs) throws IOException {
        return toPixels(parse(wkt), from, affine, crs);
    }

    private static Geometry toPixels(Geometry geometry, Crs from, Affine affine, Crs crs) throws IOException {
        var points = geometry.getCoordinates();
        var x = new double[points.length];
        var y = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            x[i] = points[i].x;
            y[i] = points[i].y;
        }
        Reprojection.transform(x, y, from, crs);
        var inverse = affine.inverse();
        var moved = new Coordinate[points.length];
        for (int i = 0; i < points.length; i++) {
            moved[i] = new Coordinate(inverse.x(x[i], y[i]), -inverse.y(x[i], y[i]));
        }
        var next = new int[1];
        var copy = geometry.copy();
        copy.apply((CoordinateFilter) point -> point.setCoordinate(moved[next[0]++]));
        return copy;
    }
}
