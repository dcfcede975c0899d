package dev.stampede.patcher.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.patcher.GeostackGolden;
import dev.stampede.patcher.RasterGrid;
import dev.stampede.patcher.window.Boxcar;
import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Crs;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Window;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GeometriesTest {
    private static final JsonNode GOLDEN = GeostackGolden.json("patch/geometries.json");

    private static PointSet goldenPoints() {
        var list = GOLDEN.get("points_xy");
        return new PointSet(
                IntStream.range(0, list.size())
                        .mapToDouble(i -> list.get(i).get(0).asDouble())
                        .toArray(),
                IntStream.range(0, list.size())
                        .mapToDouble(i -> list.get(i).get(1).asDouble())
                        .toArray());
    }

    private static List<Integer> integers(JsonNode list) {
        var all = new ArrayList<Integer>();
        list.forEach(item -> all.add(item.asInt()));
        return all;
    }

    private static void equalsGolden(PointGeometry geometry, String key) {
        var neighbours = geometry.over(goldenPoints());
        for (int q = 0; q < GOLDEN.get(key).size(); q++) {
            var query = GOLDEN.get("queries").get(q);
            var found = query.isArray()
                    ? neighbours.around(query.get(0).asDouble(), query.get(1).asDouble())
                    : neighbours.aroundNode(query.asInt());
            var expected = integers(GOLDEN.get(key).get(q));
            if (geometry instanceof KnnGraph) {
                assertThat(found).as(key + " query " + q).isEqualTo(expected);
            } else {
                assertThat(new HashSet<>(found)).as(key + " query " + q).isEqualTo(new HashSet<>(expected));
            }
        }
    }

    @Test
    void neighboursEqualTheGoldenOnes() {
        equalsGolden(new KnnGraph(5, Metric.EUCLIDEAN), "knn_5");
        equalsGolden(new KnnGraph(5, Metric.HAVERSINE), "knn_5_haversine");
        equalsGolden(new RadiusGraph(4, Metric.EUCLIDEAN), "radius_4");
        equalsGolden(new RadiusGraph(500, Metric.HAVERSINE), "radius_500km");
        equalsGolden(new SphericalCap(600), "cap_points_600km");
    }

    @Test
    void aCapOverAGridEqualsTheGoldenOne() {
        var lats = doubles(GOLDEN.get("grid_lat"));
        var lons = doubles(GOLDEN.get("grid_lon"));

        var cells = new SphericalCap(500).cells(lats, lons, 70, 0);

        var expected = new ArrayList<SphericalCap.Cell>();
        GOLDEN.get("cap_grid_500km_at_70_0")
                .forEach(pair -> expected.add(
                        new SphericalCap.Cell(pair.get(0).asInt(), pair.get(1).asInt())));
        assertThat(cells).isEqualTo(expected);
    }

    private static double[] doubles(JsonNode list) {
        return IntStream.range(0, list.size())
                .mapToDouble(i -> list.get(i).asDouble())
                .toArray();
    }

    @Test
    void aCapAtThePoleHoldsWholeCirclesAndOneAtTheDateLineBothSides() {
        var lats = IntStream.rangeClosed(-90, 90).asDoubleStream().toArray();
        var lons = IntStream.range(-180, 180).asDoubleStream().toArray();

        var polar = new SphericalCap(300).cells(lats, lons, 90, 0);
        var dateLine = new SphericalCap(300).cells(lats, lons, 0, 180);

        for (int lat : new int[] {88, 89, 90}) {
            assertThat(polar).filteredOn(cell -> lats[cell.lat()] == lat).hasSize(360);
        }
        assertThat(dateLine).anyMatch(cell -> lons[cell.lon()] == 179).anyMatch(cell -> lons[cell.lon()] == -179);
    }

    @Test
    void treesFindWhatComparingAllFinds() {
        var random = new Random(5);
        int n = 400;
        var points = new PointSet(
                random.doubles(n, -180, 180).toArray(),
                random.doubles(n, -90, 90).toArray());
        for (var metric : Metric.values()) {
            double radius = metric == Metric.EUCLIDEAN ? 20 : 2000;
            var within = new RadiusGraph(radius, metric).over(points);
            var nearest = new KnnGraph(7, metric).over(points);
            for (int node = 0; node < n; node++) {
                int from = node;
                var sorted = IntStream.range(0, n)
                        .boxed()
                        .sorted(java.util.Comparator.comparingDouble(i -> distance(points, metric, from, i)))
                        .toList();
                assertThat(nearest.aroundNode(node))
                        .isEqualTo(sorted.subList(0, 7))
                        .startsWith(node);
                assertThat(within.aroundNode(node))
                        .isEqualTo(IntStream.range(0, n)
                                .filter(i -> distance(points, metric, from, i) <= radius)
                                .boxed()
                                .toList());
                for (int other : within.aroundNode(node)) {
                    assertThat(within.aroundNode(other)).contains(node);
                }
            }
        }
        assertThatThrownBy(() -> new KnnGraph(n + 1, Metric.EUCLIDEAN).over(points))
                .hasMessageContaining("only 400 points");
    }

    private static double distance(PointSet p, Metric metric, int a, int b) {
        return metric == Metric.EUCLIDEAN
                ? Math.hypot(p.x()[a] - p.x()[b], p.y()[a] - p.y()[b])
                : Metric.haversineKm(p.y()[a], p.x()[a], p.y()[b], p.x()[b]);
    }

    @Test
    void aRadiusOfZeroFindsPointsInTheSamePlace() {
        var points = new PointSet(new double[] {1, 2, 1}, new double[] {3, 3, 3});

        assertThat(new RadiusGraph(0, Metric.EUCLIDEAN).over(points).aroundNode(0))
                .containsExactly(0, 2);
    }

    @Test
    void polygonsOverARasterEqualTheGoldenOnes() {
        for (var golden : GOLDEN.get("polygon")) {
            var t = doubles(golden.get("transform"));
            var grid = new RasterGrid(60, 60, new Affine(t[0], t[1], t[2], t[3], t[4], t[5]), Crs.NONE);
            var polygons = new PolygonIntersection(List.of(golden.get("wkt").asText()));
            var exact = doubles(golden.get("window"));

            var window = polygons.window(0, grid).orElseThrow();
            // the golden mask was made on a window that begins within a pixel; ours begin with one
            var shifted = new RasterGrid(
                    60,
                    60,
                    grid.affine().at(exact[0] - Math.floor(exact[0]), exact[1] - Math.floor(exact[1])),
                    Crs.NONE);
            var mask = golden.get("mask");
            var inside = polygons.interior(
                    0,
                    shifted,
                    new Window(window.col(), window.row(), mask.get(0).size(), mask.size()));

            assertThat(window)
                    .isEqualTo(new Window(
                            (int) exact[0],
                            (int) exact[1],
                            (int) (Math.ceil(Math.round((exact[0] + exact[2]) * 1e6) / 1e6) - (int) exact[0]),
                            (int) (Math.ceil(Math.round((exact[1] + exact[3]) * 1e6) / 1e6) - (int) exact[1])));
            for (int r = 0; r < mask.size(); r++) {
                for (int c = 0; c < mask.get(r).size(); c++) {
                    assertEquals(mask.get(r).get(c).asDouble(), inside.get(r, c), "row " + r + ", column " + c);
                }
            }
        }
    }

    @Test
    void samplesEqualTheGoldenOnes() {
        var golden = GOLDEN.get("sample");
        var dem = GeostackGolden.npy("inputs/dem.npy");
        try (var arena = Arena.ofConfined()) {
            var values = ArrayView.allocate(arena, DType.FLOAT64, dem.shape());
            for (int r = 0; r < dem.shape()[0]; r++) {
                for (int c = 0; c < dem.shape()[1]; c++) {
                    values.set(dem.get(r, c), r, c);
                }
            }
            var t = doubles(golden.get("transform"));
            var raster = GeoRaster.of(values, new Affine(t[0], t[1], t[2], t[3], t[4], t[5]));
            var xy = golden.get("xy");
            var points = new PointSet(
                    IntStream.range(0, xy.size())
                            .mapToDouble(i -> xy.get(i).get(0).asDouble())
                            .toArray(),
                    IntStream.range(0, xy.size())
                            .mapToDouble(i -> xy.get(i).get(1).asDouble())
                            .toArray());
            for (var method : PointSet.Sampling.values()) {
                var samples = points.sample(raster, 0, method);
                var expected = golden.get(method.name().toLowerCase(java.util.Locale.ROOT));
                for (int i = 0; i < samples.length; i++) {
                    assertEquals(
                            expected.get(i).isTextual()
                                    ? Double.NaN
                                    : expected.get(i).asDouble(),
                            samples[i],
                            1e-9);
                }
            }
        }
    }

    @Test
    void polygonsThatPartThePlaneCoverEachPixelOnce() throws Exception {
        var parts = List.of(
                "POLYGON ((0 0, 13.7 0, 7.2 20, 0 20, 0 0))",
                "POLYGON ((13.7 0, 30 0, 30 10.5, 10.2875 10.5, 13.7 0))",
                "POLYGON ((10.2875 10.5, 30 10.5, 30 20, 7.2 20, 10.2875 10.5))");
        var polygons = new PolygonIntersection(parts);
        try (var arena = Arena.ofConfined()) {
            var scene = GeoRaster.of(ArrayView.allocate(arena, DType.FLOAT32, 20, 30), Affine.northUp(0, 20, 1, 1));
            var covered = new double[20][30];
            for (int i = 0; i < parts.size(); i++) {
                var patch = polygons.read(arena, scene, i, new Boxcar()).orElseThrow();
                for (int r = 0; r < patch.window().height(); r++) {
                    for (int c = 0; c < patch.window().width(); c++) {
                        covered[patch.window().row() + r][patch.window().col() + c] +=
                                patch.weights().get(r, c);
                    }
                }
            }
            for (var row : covered) {
                assertThat(row).containsOnly(1);
            }
        }
        assertThatThrownBy(() -> new PolygonIntersection(List.of("POINT (1 2)")))
                .hasMessageContaining("polygon 0 is a Point");
    }
}
