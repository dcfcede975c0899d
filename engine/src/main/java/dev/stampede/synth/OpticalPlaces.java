package dev.stampede.synth;

import dev.stampede.io.raster.Reprojection;
import dev.stampede.io.vector.FieldType;
import dev.stampede.io.vector.VectorFeature;
import dev.stampede.io.vector.VectorFiles;
import dev.stampede.io.vector.VectorLayer;
import dev.stampede.raster.Affine;
import dev.stampede.raster.Crs;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/// Heights, points and polygons of a simulated scene.
final class OpticalPlaces {
    private static final int POINTS = 200;
    private static final int POLYGONS = 12;
    private static final Crs DEGREES = new Crs("EPSG:4326");
    private static final GeometryFactory SHAPES = new GeometryFactory();

    private final OpticalOptions options;
    private final Ground ground;
    private final Affine grid;

    OpticalPlaces(OpticalOptions options, Ground ground) {
        this.options = options;
        this.ground = ground;
        this.grid = OpticalScene.grid(options);
    }

    /// Heights at pixel centres, m.
    static void heights(Ground ground, Window window, MemorySegment out) {
        for (int row = 0; row < window.height(); row++) {
            for (int col = 0; col < window.width(); col++) {
                double z = ground.elevation(window.col() + col + 0.5, window.row() + row + 0.5);
                out.setAtIndex(ValueLayout.JAVA_FLOAT, (long) row * window.width() + col, (float) z);
            }
        }
    }

    /// Writes `points.geojson` and `polygons.geojson`.
    void write(Path folder) throws IOException {
        String crs = Reprojection.wkt(DEGREES.text());
        Map<String, FieldType> fields = new LinkedHashMap<>();
        fields.put("id", FieldType.TEXT);
        fields.put("cover", FieldType.TEXT);
        fields.put("height", FieldType.REAL);
        VectorFiles.write(folder.resolve("points.geojson"), List.of(new VectorLayer("points", crs, fields, points())));
        VectorFiles.write(
                folder.resolve("polygons.geojson"), List.of(new VectorLayer("polygons", crs, fields, polygons())));
    }

    private List<VectorFeature> points() throws IOException {
        var noise = new Noise(options.seed(), Streams.POINTS);
        var x = new double[POINTS];
        var y = new double[POINTS];
        var features = new ArrayList<VectorFeature>();
        for (int i = 0; i < POINTS; i++) {
            x[i] = noise.uniform(i, 0) * options.width();
            y[i] = noise.uniform(i, 1) * options.height();
        }
        var lonLat = lonLat(x, y);
        for (int i = 0; i < POINTS; i++) {
            features.add(new VectorFeature(SHAPES.createPoint(lonLat[i]), fields("p%03d", i, x[i], y[i])));
        }
        return features;
    }

    /// Regular hexagons and irregular stars by turns, each about a twentieth of the scene wide.
    private List<VectorFeature> polygons() throws IOException {
        var noise = new Noise(options.seed(), Streams.POLYGONS);
        var features = new ArrayList<VectorFeature>();
        double size = Math.min(options.width(), options.height());
        for (int i = 0; i < POLYGONS; i++) {
            double cx = (0.12 + 0.76 * noise.uniform(i, 0)) * options.width();
            double cy = (0.12 + 0.76 * noise.uniform(i, 1)) * options.height();
            double radius = size * (0.035 + 0.04 * noise.uniform(i, 2));
            int corners = i % 2 == 0 ? 6 : 11;
            var x = new double[corners + 1];
            var y = new double[corners + 1];
            for (int k = 0; k < corners; k++) {
                double r = radius * (i % 2 == 0 ? 1 : 0.55 + 0.6 * noise.uniform(i, 10 + k));
                x[k] = cx + r * Math.cos(2 * Math.PI * k / corners);
                y[k] = cy + r * Math.sin(2 * Math.PI * k / corners);
            }
            x[corners] = x[0];
            y[corners] = y[0];
            features.add(new VectorFeature(SHAPES.createPolygon(lonLat(x, y)), fields("a%02d", i, cx, cy)));
        }
        return features;
    }

    private Map<String, Object> fields(String pattern, int number, double col, double row) {
        var pixel = new Ground.Pixel();
        ground.at((int) col, (int) row, pixel);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", String.format(Locale.ROOT, pattern, number));
        fields.put("cover", pixel.cover.name().toLowerCase(Locale.ROOT));
        fields.put("height", ground.elevation(col, row));
        return fields;
    }

    private Coordinate[] lonLat(double[] cols, double[] rows) throws IOException {
        var x = new double[cols.length];
        var y = new double[cols.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = grid.x(cols[i], rows[i]);
            y[i] = grid.y(cols[i], rows[i]);
        }
        Reprojection.transform(x, y, new Crs(options.crs()), DEGREES);
        var places = new Coordinate[x.length];
        for (int i = 0; i < x.length; i++) {
            places[i] = new Coordinate(x[i], y[i]);
        }
        return places;
    }
}
