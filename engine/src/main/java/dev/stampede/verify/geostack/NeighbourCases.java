package dev.stampede.verify.geostack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.patcher.Boundary;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.PatchStep;
import dev.stampede.patcher.PixelAnchor;
import dev.stampede.patcher.RasterGrid;
import dev.stampede.patcher.geometry.KnnGraph;
import dev.stampede.patcher.geometry.Metric;
import dev.stampede.patcher.geometry.PointGeometry;
import dev.stampede.patcher.geometry.PointSet;
import dev.stampede.patcher.geometry.PolygonIntersection;
import dev.stampede.patcher.geometry.RadiusGraph;
import dev.stampede.patcher.geometry.SphericalCap;
import dev.stampede.patcher.sampler.RegularStride;
import dev.stampede.raster.Affine;
import dev.stampede.raster.Crs;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/// Neighbours of points, circles on the sphere, polygons over a raster and samples of one.
final class NeighbourCases implements CaseFamily {
    /// Pixels; the file's windows of polygons begin within a pixel and carry the rounding of a division.
    private static final double PIXEL_ROUNDING = 1e-6;

    private static final int POLYGON_ROWS = 60;
    private static final int POLYGON_COLS = 60;

    @Override
    public boolean handles(GeostackCase test) {
        return test.id().equals("patch/geometries");
    }

    @Override
    public List<Comparison> run(GeostackCase test, Arena arena) throws IOException {
        var golden = test.json(test.outputs().getFirst().file());
        var results = new ArrayList<Comparison>();
        neighbours(golden, "knn_5", new KnnGraph(5, Metric.EUCLIDEAN), results);
        neighbours(golden, "knn_5_haversine", new KnnGraph(5, Metric.HAVERSINE), results);
        neighbours(golden, "radius_4", new RadiusGraph(4, Metric.EUCLIDEAN), results);
        neighbours(golden, "radius_500km", new RadiusGraph(500, Metric.HAVERSINE), results);
        neighbours(golden, "cap_points_600km", new SphericalCap(600), results);
        grids(golden, results);
        golden.path("polygon").forEach(expected -> polygon(expected, results));
        samples(test, golden.path("sample"), arena, results);
        return results;
    }

    private static PointSet points(JsonNode pairs) {
        return new PointSet(
                Documents.list(pairs, pair -> pair.path(0).asDouble()).stream()
                        .mapToDouble(x -> x)
                        .toArray(),
                Documents.list(pairs, pair -> pair.path(1).asDouble()).stream()
                        .mapToDouble(y -> y)
                        .toArray());
    }

    private static void neighbours(JsonNode golden, String key, PointGeometry geometry, List<Comparison> results) {
        var neighbours = geometry.over(points(golden.path("points_xy")));
        for (int q = 0; q < golden.path(key).size(); q++) {
            var query = golden.path("queries").get(q);
            var found = query.isArray()
                    ? neighbours.around(query.get(0).asDouble(), query.get(1).asDouble())
                    : neighbours.aroundNode(query.asInt());
            var expected = Documents.integers(golden.path(key).get(q));
            var what = key + " of query " + q;
            results.add(
                    geometry instanceof KnnGraph
                            ? Comparison.equal(what, expected, found)
                            : Comparison.equal(what, new HashSet<>(expected), new HashSet<>(found)));
        }
    }

    private static void grids(JsonNode golden, List<Comparison> results) {
        var lats = Documents.doubles(golden.path("grid_lat"));
        var lons = Documents.doubles(golden.path("grid_lon"));
        results.add(Comparison.equal(
                "cells of a cap",
                Documents.list(
                        golden.path("cap_grid_500km_at_70_0"),
                        pair -> new SphericalCap.Cell(
                                pair.path(0).asInt(), pair.path(1).asInt())),
                new SphericalCap(500).cells(lats, lons, 70, 0)));
        var size = new PatchSize(4, 6);
        results.add(Comparison.equal(
                "rectangles of a grid",
                Documents.list(
                        golden.path("grid_rect"),
                        rectangle -> new PixelAnchor(
                                rectangle.at("/lat/0").asInt(),
                                rectangle.at("/lon/0").asInt())),
                new RegularStride(new PatchStep(3, 5))
                        .anchors(RasterGrid.of(lats.length, lons.length), size, Boundary.DROP)));
    }

    private static void polygon(JsonNode expected, List<Comparison> results) {
        var t = Documents.doubles(expected.path("transform"));
        var affine = new Affine(t[0], t[1], t[2], t[3], t[4], t[5]);
        var polygons = new PolygonIntersection(List.of(expected.path("wkt").asText()));
        var exact = Documents.doubles(expected.path("window"));
        var window = polygons.window(0, new RasterGrid(POLYGON_ROWS, POLYGON_COLS, affine, Crs.NONE))
                .orElseThrow();
        int col = (int) Math.floor(exact[0] + PIXEL_ROUNDING);
        int row = (int) Math.floor(exact[1] + PIXEL_ROUNDING);
        results.add(Comparison.equal(
                "window of a polygon",
                new Window(
                        col,
                        row,
                        (int) Math.ceil(exact[0] + exact[2] - PIXEL_ROUNDING) - col,
                        (int) Math.ceil(exact[1] + exact[3] - PIXEL_ROUNDING) - row),
                window));
        // the mask of the file lies on a grid that begins where its window does, ours on whole pixels
        var shifted = new RasterGrid(POLYGON_ROWS, POLYGON_COLS, affine.at(exact[0] - col, exact[1] - row), Crs.NONE);
        var mask = expected.path("mask");
        var inside =
                polygons.interior(0, shifted, new Window(col, row, mask.path(0).size(), mask.size()));
        for (int r = 0; r < mask.size(); r++) {
            var found = new double[mask.get(r).size()];
            for (int c = 0; c < found.length; c++) {
                found[c] = inside.get(r, c);
            }
            results.add(Comparison.numbers("mask row " + r, Documents.doubles(mask.get(r)), found, 0));
        }
    }

    private static void samples(GeostackCase test, JsonNode expected, Arena arena, List<Comparison> results)
            throws IOException {
        var t = Documents.doubles(expected.path("transform"));
        var dem = OperatorCases.raster(test, test.inputs().getFirst(), arena).values();
        var raster = GeoRaster.of(dem, new Affine(t[0], t[1], t[2], t[3], t[4], t[5]));
        var points = points(expected.path("xy"));
        for (var method : PointSet.Sampling.values()) {
            var name = method.name().toLowerCase(Locale.ROOT);
            results.add(Comparison.numbers(
                    name + " samples",
                    Documents.doubles(expected.path(name)),
                    points.sample(raster, 0, method),
                    test.absTol()));
        }
    }
}
