package dev.stampede.patcher.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.patcher.window.Boxcar;
import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GeometriesTest {
    /// P12.
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

    /// P11: nearest neighbours.
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

    /// P11: radius 0.
    @Test
    void aRadiusOfZeroFindsPointsInTheSamePlace() {
        var points = new PointSet(new double[] {1, 2, 1}, new double[] {3, 3, 3});

        assertThat(new RadiusGraph(0, Metric.EUCLIDEAN).over(points).aroundNode(0))
                .containsExactly(0, 2);
    }

    /// P13.
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
