package patching;

import dev.stampede.io.vector.VectorFiles;
import dev.stampede.operators.indices.NDVI;
import dev.stampede.patcher.geometry.KnnGraph;
import dev.stampede.patcher.geometry.Metric;
import dev.stampede.patcher.geometry.PointSet;
import dev.stampede.patcher.geometry.PolygonIntersection;
import dev.stampede.patcher.geometry.RadiusGraph;
import dev.stampede.patcher.geometry.SphericalCap;
import dev.stampede.patcher.window.Boxcar;
import dev.stampede.plot.ColorMap;
import dev.stampede.plot.sheet.ChartPanel;
import dev.stampede.plot.sheet.Mark;
import dev.stampede.plot.sheet.RasterPanel;
import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Crs;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.io.raster.Reprojection;
import java.awt.Color;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import support.Pixels;
import support.Scenes;
import support.Story;

/// What belongs to an anchor: a cap on the sphere, nearest neighbours, neighbours in a radius, a polygon.
public final class Geometries {
    public static void main(String[] arguments) throws Exception {
        Story.run(arguments, Geometries::tell);
    }

    public static void tell(Story story) throws Exception {
        var scenes = Scenes.clear(story, 512);
        var scene = Scenes.REFLECTANCE.apply(Scenes.read(scenes.scene("20240702")));

        story.say("A cap of 600 km on a grid of one degree, near the pole:");
        var cap = cap(story);

        story.say("The seeded points of the scene as a graph:");
        var points = pixelPoints(scenes, scene);
        var neighbours = new KnnGraph(6, Metric.EUCLIDEAN).over(points);
        var edges = new ArrayList<double[][]>();
        boolean itself = true;
        for (int i = 0; i < points.size(); i++) {
            var around = neighbours.aroundNode(i);
            itself &= around.getFirst() == i && around.size() == 6;
            for (int j : around) {
                edges.add(new double[][] {{points.x()[i], points.y()[i]}, {points.x()[j], points.y()[j]}});
            }
        }
        story.number("each point is its own nearest of six", itself);

        var radius = new RadiusGraph(40, Metric.EUCLIDEAN).over(points);
        var degree = new double[points.size()];
        boolean mutual = true;
        for (int i = 0; i < points.size(); i++) {
            var around = radius.aroundNode(i);
            degree[i] = around.size() - 1;
            int node = i;
            mutual &= around.stream().allMatch(j -> radius.aroundNode(j).contains(node));
        }
        story.number("neighbours in a radius are mutual", mutual);
        story.number("least and most neighbours within 40 pixels", List.of(
                (int) Arrays.stream(degree).min().orElseThrow(), (int) Arrays.stream(degree).max().orElseThrow()));

        story.say("Polygons over the raster, NDVI inside each:");
        var ndvi = new NDVI(Scenes.RED, Scenes.NIR).apply(scene);
        var outlines = new ArrayList<double[][]>();
        var texts = polygons(scenes, scene, outlines);
        var geometry = new PolygonIntersection(texts);
        var means = new double[texts.size()];
        var masks = ArrayView.allocate(Arena.ofAuto(), DType.FLOAT64, scene.height(), scene.width());
        masks.fill(Double.NaN);
        for (int i = 0; i < means.length; i++) {
            try (var arena = Arena.ofConfined()) {
                var patch = geometry.read(arena, ndvi, i, new Boxcar()).orElseThrow();
                double sum = 0;
                double inside = 0;
                for (int row = 0; row < patch.window().height(); row++) {
                    for (int col = 0; col < patch.window().width(); col++) {
                        double w = patch.weights().get(row, col);
                        sum += w * patch.data().band(0).get(row, col);
                        inside += w;
                        if (w > 0) {
                            masks.set(
                                    patch.data().band(0).get(row, col),
                                    patch.window().row() + row,
                                    patch.window().col() + col);
                        }
                    }
                }
                means[i] = sum / inside;
            }
        }
        story.number("polygons", means.length);
        story.number("means lie between -1 and 1", Arrays.stream(means).allMatch(m -> m > -1 && m < 1));

        var x = new double[means.length];
        var names = new ArrayList<String>();
        for (int i = 0; i < x.length; i++) {
            x[i] = i;
            names.add("a" + i);
        }
        story.picture(
                "patching-geometries",
                "What belongs to an anchor",
                "cap on the sphere, graph of nearest neighbours, graph by radius, polygons with their interiors",
                3,
                RasterPanel.values("cap of 600 km at 86 N 30 E, seen from above the pole", cap, ColorMap.MAGMA, 0, 700, "km"),
                RasterPanel.blank("six nearest of 200 points", 512, 512, List.of())
                        .with(
                                new Mark.Lines(edges, new Color(0x00798C), 1),
                                new Mark.Dots(points.x(), points.y(), new Color(0xD1495B), 6)),
                RasterPanel.blank("neighbours within 40 pixels", 512, 512, List.of())
                        .with(new Mark.Lines(links(points, 40), new Color(0xEDAE49), 1), new Mark.Dots(
                                points.x(), points.y(), new Color(0x6A4C93), 6)),
                RasterPanel.picture("polygons", Scenes.trueColor(scene))
                        .with(new Mark.Lines(outlines, new Color(0xFFD23F), 2)),
                RasterPanel.values("NDVI inside", scene.rewrap(masks), ColorMap.VEGETATION, -0.2, 0.9, "NDVI"),
                new ChartPanel(
                                "mean NDVI of each polygon",
                                "polygon",
                                "NDVI",
                                List.of(new ChartPanel.Series("", ChartPanel.Kind.BARS, x, means, 0x469B47)))
                        .named(names)
                        .withAspect(0.74));
    }

    private static GeoRaster cap(Story story) {
        var lats = new double[31];
        var lons = new double[360];
        for (int i = 0; i < lats.length; i++) {
            lats[i] = 90 - i;
        }
        for (int j = 0; j < lons.length; j++) {
            lons[j] = -180 + j;
        }
        var cells = new SphericalCap(600).cells(lats, lons, 86, 30);
        var values = ArrayView.allocate(Arena.ofAuto(), DType.FLOAT64, lats.length, lons.length);
        values.fill(Double.NaN);
        var longitudes = new HashSet<Integer>();
        for (var cell : cells) {
            values.set(distance(86, 30, lats[cell.lat()], lons[cell.lon()]), cell.lat(), cell.lon());
            if (cell.lat() == 0) {
                longitudes.add(cell.lon());
            }
        }
        story.number("cells", cells.size());
        story.number("the pole is in it at every longitude", longitudes.size() == 360);
        return polar(values);
    }

    /// The grid seen from above the pole: 4 pixels a degree, 0 degrees east downward.
    private static GeoRaster polar(ArrayView grid) {
        int half = 4 * (grid.size(0) - 1);
        var view = ArrayView.allocate(Arena.ofAuto(), DType.FLOAT64, 2 * half, 2 * half);
        view.fill(Double.NaN);
        for (int row = 0; row < 2 * half; row++) {
            for (int col = 0; col < 2 * half; col++) {
                double x = col + 0.5 - half;
                double y = row + 0.5 - half;
                int lat = (int) Math.rint(Math.hypot(x, y) / 4);
                int lon = (int) Math.floorMod(Math.round(Math.toDegrees(Math.atan2(x, y))) + 180, 360L);
                if (lat < grid.size(0)) {
                    view.set(grid.get(lat, lon), row, col);
                }
            }
        }
        return GeoRaster.of(view, Affine.IDENTITY);
    }

    private static double distance(double lat, double lon, double otherLat, double otherLon) {
        double a = Math.toRadians(lat);
        double b = Math.toRadians(otherLat);
        double cosine = Math.sin(a) * Math.sin(b) + Math.cos(a) * Math.cos(b) * Math.cos(Math.toRadians(lon - otherLon));
        return Metric.EARTH_RADIUS_KM * Math.acos(Math.clamp(cosine, -1, 1));
    }

    private static List<double[][]> links(PointSet points, double radius) {
        var lines = new ArrayList<double[][]>();
        var graph = new RadiusGraph(radius, Metric.EUCLIDEAN).over(points);
        for (int i = 0; i < points.size(); i++) {
            for (int j : graph.aroundNode(i)) {
                if (j > i) {
                    lines.add(new double[][] {{points.x()[i], points.y()[i]}, {points.x()[j], points.y()[j]}});
                }
            }
        }
        return lines;
    }

    /// The points of the scene in pixels.
    private static PointSet pixelPoints(Scenes scenes, GeoRaster scene) throws Exception {
        var features = VectorFiles.readFirst(scenes.folder().resolve("points.geojson")).features();
        var x = features.stream().mapToDouble(f -> f.geometry().getCoordinate().x).toArray();
        var y = features.stream().mapToDouble(f -> f.geometry().getCoordinate().y).toArray();
        Reprojection.transform(x, y, new Crs("EPSG:4326"), scene.crs());
        var toPixels = scene.affine().inverse();
        for (int i = 0; i < x.length; i++) {
            double col = toPixels.x(x[i], y[i]);
            y[i] = toPixels.y(x[i], y[i]);
            x[i] = col;
        }
        return new PointSet(x, y);
    }

    /// The polygons in the reference system of the scene as text, their outlines in pixels.
    private static List<String> polygons(Scenes scenes, GeoRaster scene, List<double[][]> outlines) throws Exception {
        var texts = new ArrayList<String>();
        var toPixels = scene.affine().inverse();
        for (var feature :
                VectorFiles.readFirst(scenes.folder().resolve("polygons.geojson")).features()) {
            var corners = feature.geometry().getCoordinates();
            var x = Arrays.stream(corners).mapToDouble(c -> c.x).toArray();
            var y = Arrays.stream(corners).mapToDouble(c -> c.y).toArray();
            Reprojection.transform(x, y, new Crs("EPSG:4326"), scene.crs());
            var ring = new Coordinate[corners.length];
            var outline = new double[corners.length][];
            for (int i = 0; i < ring.length; i++) {
                ring[i] = new Coordinate(x[i], y[i]);
                outline[i] = new double[] {toPixels.x(x[i], y[i]), toPixels.y(x[i], y[i])};
            }
            ring[ring.length - 1] = ring[0];
            texts.add(new GeometryFactory().createPolygon(ring).toText());
            outlines.add(outline);
        }
        return texts;
    }
}
