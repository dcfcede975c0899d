package dev.stampede.operators.geom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.io.raster.Burning;
import dev.stampede.io.raster.GeoTiff;
import dev.stampede.io.vector.FieldType;
import dev.stampede.io.vector.VectorFeature;
import dev.stampede.io.vector.VectorLayer;
import dev.stampede.operators.Rasters;
import dev.stampede.operators.RoundTrip;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.pixels.Band;
import dev.stampede.raster.Affine;
import dev.stampede.raster.Crs;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Resampling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/// Pixels, points and swaths brought into each other, and rasters aligned.
class PlacesTest {
    private static final OptionalDouble NONE = OptionalDouble.empty();

    @TempDir
    Path folder;

    private static PointsToRaster points(Statistic statistic, String column) {
        return new PointsToRaster("none", Optional.of(column), statistic, 2, 2, NONE);
    }

    @Test
    void pointsOfARasterGiveItBack() throws IOException {
        var in = Rasters.of(DType.FLOAT32, new int[] {2, 2, 2}, 1, 0, Double.NaN, 4, 5, 0, 7, 8);
        var named = in.withAttributes(in.attributes().withBandNames(List.of("red", "nir")));

        var layer = new RasterToPoints(1).apply(named);
        var red = points(Statistic.MEAN, "red").onto(named, layer);
        var nir = points(Statistic.MAX, "nir").onto(named, layer);
        var thin = new RasterToPoints(2).apply(named);

        assertThat(layer.features()).hasSize(3); // fill in both bands: none
        assertThat(layer.features().get(1).fields()).containsEntry("red", null).containsEntry("nir", 7.0);
        assertThat(layer.features().getFirst().geometry().getCoordinate().x).isEqualTo(500_005);
        assertThat(layer.features().getFirst().geometry().getCoordinate().y).isEqualTo(3_999_995);
        assertThat(Rasters.values(red.values())).containsExactly(1, Double.NaN, Double.NaN, 4);
        assertThat(Rasters.values(nir.values())).containsExactly(5, Double.NaN, 7, 8);
        assertThat(thin.features()).hasSize(1);
        assertThat(thin.features().getFirst().fields()).containsEntry("red", 4.0);
    }

    @Test
    void cloudsOfPointsKeepTheirHeights() throws IOException {
        var in = Rasters.of(DType.FLOAT32, new int[] {2, 2, 2}, 1, 2, 3, 4, 50, 0, 70, 80);

        var cloud = new RasterToPointCloud(Band.of(1), 1).apply(in);
        var back = new PointCloudToRaster("none", Statistic.MAX, 8, 2, NONE).onto(in, cloud);

        assertThat(cloud.features()).hasSize(3);
        assertThat(cloud.features().get(1).geometry().getCoordinate().getZ()).isEqualTo(70);
        assertThat(cloud.features().get(1).fields()).containsEntry("z", 70.0).containsEntry("band_0", 3.0);
        assertThat(Rasters.values(back.values())).containsExactly(50, Double.NaN, 70, 80);
        var flat = layer("EPSG:32610", "POINT (500001 3999999)", 5.0);
        assertThat(Rasters.values(new PointCloudToRaster("none", Statistic.COUNT, 8, 2, NONE)
                        .onto(in, flat)
                        .values()))
                .containsExactly(0, 0, 0, 0);
    }

    private static VectorLayer layer(String crs, Object... wktAndValue) {
        var features = new ArrayList<VectorFeature>();
        try {
            for (int i = 0; i < wktAndValue.length; i += 2) {
                var shape = new WKTReader().read((String) wktAndValue[i]);
                features.add(new VectorFeature(shape, Collections.singletonMap("v", wktAndValue[i + 1])));
            }
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
        return new VectorLayer("test", crs, Map.of("v", FieldType.REAL), features);
    }

    @Test
    void pointsAreBinnedAndInterpolated() throws IOException {
        var grid = Rasters.filled(DType.UINT8, new int[] {1, 3}, i -> 0);
        // two points in the first pixel, one in the last, one without a value, one outside
        var layer = layer(
                "EPSG:32610",
                "POINT (500001 3999999)",
                2.0,
                "POINT (500009 3999991)",
                6.0,
                "POINT (500025 3999995)",
                10.0,
                "POINT (500015 3999995)",
                null,
                "POINT (500095 3999995)",
                99.0);

        assertThat(Rasters.values(points(Statistic.MEAN, "v").onto(grid, layer).values()))
                .containsExactly(4, Double.NaN, 10);
        assertThat(Rasters.values(points(Statistic.MIN, "v").onto(grid, layer).values()))
                .containsExactly(2, Double.NaN, 10);
        assertThat(Rasters.values(points(Statistic.SUM, "v").onto(grid, layer).values()))
                .containsExactly(8, 0, 10);
        assertThat(Rasters.values(points(Statistic.COUNT, "v").onto(grid, layer).values()))
                .containsExactly(2, 0, 1);
        var idw = points(Statistic.IDW, "v").onto(grid, layer);
        // centre 15: 6 at (6, 4) away, 10 at 10 away: weights 1/52 and 1/100
        assertThat(idw.values().get(0, 1))
                .isCloseTo((6 / 52.0 + 10 / 100.0) / (1 / 52.0 + 1 / 100.0), within(1e-9)); // places at 4e6 m
        assertThat(idw.values().get(0, 2)).isEqualTo(10);
        var near = new PointsToRaster("none", Optional.of("v"), Statistic.IDW, 5, 1, OptionalDouble.of(9))
                .onto(grid, layer);
        assertThat(near.values().get(0, 1)).isCloseTo(6, within(1e-9));
        assertThatThrownBy(
                        () -> points(Statistic.MEAN, "v").onto(grid, layer("EPSG:32610", "LINESTRING (0 0, 1 1)", 1.0)))
                .isInstanceOf(OperatorTypeException.class)
                .hasMessageContaining("VectorToRasterAgg");
    }

    @Test
    void featuresThatOverlapAreCountedAndAveraged() throws IOException {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
        var grid = Rasters.filled(DType.UINT8, new int[] {1, 4}, i -> 0);
        var layer = layer(
                "EPSG:32610",
                "POLYGON ((500000 3999990, 500020 3999990, 500020 4000000, 500000 4000000, 500000 3999990))",
                1.0,
                "POLYGON ((500010 3999990, 500030 3999990, 500030 4000000, 500010 4000000, 500010 3999990))",
                4.0);

        assertThat(Rasters.values(new VectorToRasterAgg("none", Optional.of("v"), Statistic.MEAN, false)
                        .onto(grid, layer)
                        .values()))
                .containsExactly(1, 2.5, 4, Double.NaN);
        assertThat(Rasters.values(new VectorToRasterAgg("none", Optional.empty(), Statistic.COUNT, false)
                        .onto(grid, layer)
                        .values()))
                .containsExactly(1, 2, 1, 0);
        assertThat(Rasters.values(new VectorToRasterAgg("none", Optional.of("v"), Statistic.MAX, false)
                        .onto(grid, layer)
                        .values()))
                .containsExactly(1, 4, 4, Double.NaN);
    }

    /// Many shapes, counted against burning each of them on the whole grid.
    @Test
    void shapesAreBurntWhereTheyLie() throws IOException {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
        var grid = Rasters.filled(DType.UINT8, new int[] {23, 31}, i -> 0);
        var random = new Random(6);
        var shapes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            double x = 500_000 + random.nextDouble(-40, 330);
            double y = 4_000_000 + random.nextDouble(-260, 40);
            double a = random.nextInt(3) == 0 ? 30 : random.nextDouble(1, 60);
            String text = i % 4 == 0
                    ? "LINESTRING (%s %s, %s %s)".formatted(x, y, x + a, y - a / 2)
                    : "POLYGON ((%s %s, %s %s, %s %s, %s %s))".formatted(x, y, x + a, y - a, x - a, y - a / 3, x, y);
            shapes.addAll(List.of(text, 1.0));
        }
        var layer = layer("EPSG:32610", shapes.toArray());

        for (boolean touched : new boolean[] {false, true}) {
            var made = new VectorToRasterAgg("none", Optional.empty(), Statistic.COUNT, touched).onto(grid, layer);
            var expected = new double[23 * 31];
            for (var feature : layer.features()) {
                var flags = Burning.flags(
                        feature.geometry().toText(), grid.crs(), grid.affine(), grid.crs(), 31, 23, touched);
                for (int i = 0; i < flags.length; i++) {
                    expected[i] += flags[i];
                }
            }
            assertThat(Rasters.values(made.values())).isEqualTo(expected);
        }
    }

    @Test
    void lookupTablesPlaceSensorPixels() {
        var in = Rasters.of(DType.INT16, new int[] {2, 2, 2}, 1, 2, 3, 4, 5, 6, 7, 8);
        var glt = Rasters.of(DType.INT32, new int[] {2, 2, 3}, 1, 2, 0, -2, 1, 1, 1, 1, 0, -2, 2, 1);
        var skip = Rasters.of(DType.UINT8, new int[] {2, 3}, 1, 1, 1, 1, 1, 0);

        var made = Georeference.by(glt, Optional.empty(), in);
        var less = Georeference.by(glt, Optional.of(skip), in);

        assertThat(made.shape()).containsExactly(2, 2, 3);
        assertThat(Rasters.values(made.values())).containsExactly(1, 2, 0, 4, 3, 1, 5, 6, 0, 8, 7, 5);
        assertThat(Rasters.values(less.values())).containsExactly(1, 2, 0, 4, 3, 0, 5, 6, 0, 8, 7, 0);
        assertThat(made.affine()).isEqualTo(glt.affine());
        // a fill value is no pixel filled in, which would count by magnitude
        var filled =
                Rasters.of(DType.INT32, new int[] {2, 1, 2}, 1, -9999, 2, -9999).withFill(OptionalDouble.of(-9999));
        assertThat(Rasters.values(Georeference.by(filled, Optional.empty(), in).values()))
                .containsExactly(3, 0, 7, 0);
        var wrong = Rasters.of(DType.INT32, new int[] {2, 1, 1}, 3, 1);
        assertThatThrownBy(() -> Georeference.by(wrong, Optional.empty(), in))
                .hasMessageContaining("column 3 and row 1");
    }

    /// A swath of 30 x 40 pixels turned by 20 degrees over a plane in degrees.
    private static GeoRaster places() {
        return Rasters.filled(DType.FLOAT64, new int[] {2, 30, 40}, i -> {
            int row = i % 1200 / 40;
            int col = i % 40;
            double a = Math.toRadians(20);
            return i < 1200
                    ? 10 + 0.01 * (col * Math.cos(a) + row * Math.sin(a))
                    : 50 + 0.01 * (col * Math.sin(a) - row * Math.cos(a));
        });
    }

    @Test
    void swathsComeOntoAGridAndBack() throws IOException {
        var places = places();
        var plane = Rasters.filled(
                DType.FLOAT64,
                new int[] {1, 30, 40},
                i -> 3 * places.values().get(0, i / 40, i % 40)
                        + places.values().get(1, i / 40, i % 40));
        var toGrid = new SwathToGrid(
                Path.of("none"),
                "EPSG:4326",
                Optional.empty(),
                Optional.of(List.of(0.02, 0.02)),
                Statistic.MEAN,
                4,
                2,
                NONE);

        var grid = toGrid.from(places, plane);
        var back = new GridToSwath(Path.of("none"), "EPSG:4326", GridToSwath.Method.BILINEAR).at(places, grid);

        assertThat(grid.crs()).isEqualTo(new Crs("EPSG:4326"));
        int some = 0;
        for (int row = 0; row < grid.height(); row++) {
            for (int col = 0; col < grid.width(); col++) {
                double value = grid.values().get(0, row, col);
                double expected = 3 * grid.affine().x(col + 0.5, row + 0.5)
                        + grid.affine().y(col + 0.5, row + 0.5);
                if (value == value) {
                    some++;
                    assertThat(value).isCloseTo(expected, within(0.04));
                }
            }
        }
        assertThat(some).isBetween(280, 420);
        int found = 0;
        for (int i = 0; i < 1200; i++) {
            double value = back.values().get(0, i / 40, i % 40);
            found += value == value ? 1 : 0;
            if (value == value) {
                assertThat(value).isCloseTo(plane.values().get(0, i / 40, i % 40), within(0.04));
            }
        }
        assertThat(found).isGreaterThan(800);
    }

    @Test
    void nearestSwathPixelsFillTheGridOfAFile() throws IOException {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
        var places = places();
        var file = folder.resolve("grid.tif");
        var coordinates = folder.resolve("places.tif");
        var grid = new GeoRaster(
                Rasters.filled(DType.UINT8, new int[] {20, 25}, i -> 0).values(),
                Affine.northUp(10.1, 49.99, 0.01, 0.01),
                new Crs("EPSG:4326"),
                NONE,
                places.attributes());
        GeoTiff.write(grid, file, Map.of());
        GeoTiff.write(places, coordinates, Map.of());
        var plane = Rasters.filled(
                DType.FLOAT32,
                new int[] {30, 40},
                i -> i == 5 ? 0 : places.values().get(0, i / 40, i % 40));
        var op = new SwathToGrid(
                coordinates,
                "EPSG:4326",
                Optional.of(file.toString()),
                Optional.empty(),
                Statistic.IDW,
                4,
                2,
                OptionalDouble.of(0.05));

        var made = op.apply(plane);

        assertThat(made.shape()).containsExactly(20, 25);
        assertThat(made.sameExtent(grid)).isTrue();
        assertThat(made.values().get(3, 10)).isCloseTo(10.205, within(0.006));
        assertThatThrownBy(() -> op.apply(grid)).isInstanceOf(OperatorTypeException.class);
    }

    /// Broken ground: waves of all lengths from three pixels up.
    private static double wave(double row, double col) {
        var random = new Random(1);
        double sum = 0;
        for (int k = 0; k < 60; k++) {
            double down = random.nextDouble(-2, 2);
            double right = random.nextDouble(-2, 2);
            sum += Math.cos(row * down + col * right + 6 * random.nextDouble()) / 6;
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"64, 64, 3, -5", "100, 75, 2.3, -1.6", "300, 200, -7.45, 4.2", "37, 90, 0, 0.5"})
    void alignmentRecoversAKnownShift(int rows, int cols, double down, double right) {
        var random = new Random(8);
        var fixed = Rasters.filled(
                DType.FLOAT32,
                new int[] {rows, cols},
                i -> 10 + wave(i / cols, i % cols) + 0.01 * random.nextGaussian());
        // the content of the moving picture lies up and left of where it should
        var moving = Rasters.filled(
                DType.FLOAT32,
                new int[] {rows, cols},
                i -> 10 + wave(i / cols + down, i % cols + right) + 0.01 * random.nextGaussian());
        var op = new PhaseAlign(Path.of("none"), 20, Band.of(0), true);

        var made = op.onto(fixed, moving);

        assertThat((double) made.attribute("shift_rows")).isCloseTo(down, within(0.1));
        assertThat((double) made.attribute("shift_cols")).isCloseTo(right, within(0.1));
        // linear sampling blurs the shortest waves, so the rest is small and not nothing
        double before = 0;
        double after = 0;
        for (int row = rows / 4; row < rows / 2; row++) {
            for (int col = cols / 4; col < cols / 2; col++) {
                before +=
                        Math.pow(moving.values().get(row, col) - fixed.values().get(row, col), 2);
                after += Math.pow(made.values().get(row, col) - fixed.values().get(row, col), 2);
            }
        }
        assertThat(after).isLessThan(0.25 * before);
    }

    @Test
    void alignmentKeepsTypesAndMarksWhatCameFromOutside() {
        var fixed = Rasters.filled(DType.UINT16, new int[] {2, 48, 48}, i -> 500 + 100 * wave(i % 2304 / 48, i % 48));
        var values = Rasters.values(fixed.values());
        var moving = Rasters.filled(DType.UINT16, new int[] {2, 48, 48}, i -> i % 48 + 4 < 48 ? values[i + 4] : 500);
        var op = new PhaseAlign(Path.of("none"), 1, Band.of(1), true);

        var made = op.onto(fixed, moving);
        var only = new PhaseAlign(Path.of("none"), 1, Band.of(1), false).onto(fixed, moving);

        assertThat(made.attribute("shift_cols")).isEqualTo(4.0);
        assertThat(made.dtype()).isEqualTo(DType.UINT16);
        assertThat(made.values().get(0, 10, 3)).isZero();
        assertThat(made.values().get(0, 10, 4)).isEqualTo(fixed.values().get(0, 10, 4));
        assertThat(only.values()).isSameAs(moving.values());
        var small = Rasters.filled(DType.FLOAT32, new int[] {5, 9}, i -> i);
        assertThatThrownBy(() -> op.onto(small, small)).hasMessageContaining("too small");
        assertThatThrownBy(() -> op.onto(fixed, small)).isInstanceOf(OperatorTypeException.class);
    }

    @Test
    void comesBackFromFiles() {
        RoundTrip.assertComesBack(
                new RasterToPoints(3),
                new PointsToRaster("a.tif", Optional.of("h"), Statistic.IDW, 3, 1.5, OptionalDouble.of(4)),
                new RasterToPointCloud(Band.of("dem"), 2),
                new PointCloudToRaster("a.tif", Statistic.MIN, 3, 1.5, OptionalDouble.of(4)),
                new RasterToRasterLike("a.tif", Resampling.NEAREST),
                new VectorToRasterAgg("a.tif", Optional.empty(), Statistic.SUM, true),
                new Georeference(Path.of("glt.tif"), Optional.of(Path.of("valid.tif"))),
                new SwathToGrid(
                        Path.of("xy.tif"),
                        "EPSG:4326",
                        Optional.of("a.tif"),
                        Optional.empty(),
                        Statistic.MAX,
                        4,
                        2,
                        NONE),
                new GridToSwath(Path.of("xy.tif"), "EPSG:4326", GridToSwath.Method.NEAREST),
                new PhaseAlign(Path.of("a.tif"), 5, Band.of("red"), false));
    }
}
