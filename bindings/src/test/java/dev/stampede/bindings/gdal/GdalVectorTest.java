package dev.stampede.bindings.gdal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Vectors, coordinates and the programs.
@ExtendWith(GdalPresent.class)
class GdalVectorTest {
    @TempDir
    Path folder;

    private static byte[] square(double west, double south, double side) {
        var wkb = ByteBuffer.allocate(1 + 4 + 4 + 4 + 5 * 16).order(ByteOrder.LITTLE_ENDIAN);
        wkb.put((byte) 1).putInt(GdalLayer.POLYGON).putInt(1).putInt(5);
        double[][] corners = {{0, 0}, {side, 0}, {side, side}, {0, side}, {0, 0}};
        for (var corner : corners) {
            wkb.putDouble(west + corner[0]).putDouble(south + corner[1]);
        }
        return wkb.array();
    }

    @ParameterizedTest
    @CsvSource({"GPKG,squares.gpkg", "GeoJSON,squares.geojson"})
    void readsBackFeaturesOfEveryFieldType(String driver, String file) throws GdalException {
        var name = folder.resolve(file).toString();
        var time = OffsetDateTime.parse("2024-02-29T23:59:58Z");
        var fields = new LinkedHashMap<String, Object>();
        fields.put("image", "A");
        fields.put("count", 1L << 40);
        fields.put("share", 0.25);
        fields.put("clear", true);
        fields.put("taken", time);
        try (var crs = GdalSpatialReference.of("EPSG:4326");
                var out = GdalDataset.create(driver, name, 0, 0, 0, null, Map.of())) {
            var layer = out.createLayer("squares", crs, GdalLayer.POLYGON, Map.of());
            layer.createField("image", GdalLayer.FieldType.TEXT);
            layer.createField("count", GdalLayer.FieldType.INTEGER);
            layer.createField("share", GdalLayer.FieldType.REAL);
            layer.createField("clear", GdalLayer.FieldType.TRUTH);
            layer.createField("taken", GdalLayer.FieldType.TIME);
            layer.append(new GdalFeature(GdalFeature.NEW, square(10, 50, 1), fields));
            layer.append(new GdalFeature(GdalFeature.NEW, square(12, 50, 1), Map.of("image", "B")));
            assertThatThrownBy(() -> layer.append(new GdalFeature(-1, new byte[0], Map.of("none", 1))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("has no field none");
        }

        try (var read = GdalDataset.openVector(name)) {
            var layer = read.layers().getFirst();
            var features = new ArrayList<GdalFeature>();
            layer.forEach(features::add);

            assertThat(layer.featureCount()).isEqualTo(2);
            assertThat(layer.crs()).contains("WGS 84");
            assertThat(features.get(0).geometry()).isEqualTo(square(10, 50, 1));
            assertThat(features.get(0).fields()).containsAllEntriesOf(fields);
            assertThat(features.get(1).fields()).containsEntry("image", "B").containsEntry("share", null);

            features.clear();
            layer.filter("image = 'B'");
            layer.forEach(features::add);
            assertThat(features).hasSize(1);
            layer.filter(null);
            layer.filterBox(9, 49, 10.5, 50.5);
            features.clear();
            layer.forEach(features::add);
            assertThat(features).hasSize(1);
            // A format with a database of its own takes the expression unread and fails when it is asked for features.
            assertThatThrownBy(() -> {
                        layer.filter("image = = 3");
                        layer.forEach(features::add);
                    })
                    .isInstanceOf(GdalException.class)
                    .hasMessageContaining(name + ", layer squares");
        }
    }

    @Test
    void transformsPointsAndBoxesWithTheEastFirst() throws GdalException {
        try (var degrees = GdalSpatialReference.of("EPSG:4326");
                var metres = GdalSpatialReference.of("EPSG:32633");
                var forth = degrees.openTransformation(metres);
                var back = metres.openTransformation(degrees)) {
            double[] x = {15};
            double[] y = {0};

            forth.points(x, y);

            assertThat(x[0]).isCloseTo(500000, within(1e-6)); // 15 degrees east is the zone's central meridian
            assertThat(y[0]).isCloseTo(0, within(1e-6));
            var box = back.bounds(499000, -1000, 501000, 1000);
            assertThat(box[0]).isLessThan(15);
            assertThat(box[2]).isGreaterThan(15);
            assertThat(degrees.isGeographic()).isTrue();
            assertThat(degrees.projJson()).startsWith("{").contains("GeographicCRS", "4326");
            assertThat(metres.epsg()).hasValue(32633);
            try (var again = GdalSpatialReference.of(metres.wkt())) {
                assertThat(again.isSameAs(metres)).isTrue();
                assertThat(again.isSameAs(degrees)).isFalse();
            }
        }
        assertThatThrownBy(() -> GdalSpatialReference.of("EPSG:no")).hasMessageContaining("EPSG:no");
    }

    @Test
    void warpsTranslatesAndStacksVirtually() throws GdalException {
        try (var left = GdalPresent.ramp("MEM", "left", 8, 8, Map.of());
                var degrees = GdalTools.warp("", List.of(left), List.of("-of", "MEM", "-t_srs", "EPSG:4326"));
                var small = GdalTools.translate("", left, List.of("-of", "MEM", "-outsize", "4", "4"));
                var cut = GdalTools.translate("", left, List.of("-of", "VRT", "-srcwin", "2", "3", "4", "2"))) {
            assertThat(degrees.crs()).contains("WGS 84");
            assertThat(degrees.geoTransform().orElseThrow()[0]).isCloseTo(15, within(1e-3));
            assertThat(small.width()).isEqualTo(4);
            assertThat(GdalPresent.floats(cut, GdalRequest.window(0, 0, 4, 1, GdalPresent.ONE, GdalType.FLOAT32)))
                    .containsExactly(3002, 3003, 3004, 3005);
            assertThatThrownBy(() -> GdalTools.translate("", left, List.of("-no_such_option")))
                    .isInstanceOf(GdalException.class)
                    .hasMessageContaining("-no_such_option");
        }
        var a = folder.resolve("a.tif").toString();
        GdalPresent.ramp("GTiff", a, 4, 4, Map.of()).close();
        try (var source = GdalDataset.openRaster(a);
                var stack = GdalTools.buildVrt("", List.of(source, source), List.of("-separate"))) {
            assertThat(stack.bandCount()).isEqualTo(2);
        }
    }

    @Test
    void burnsPolygonsAndFindsThemAgain() throws GdalException {
        var name = folder.resolve("square.gpkg").toString();
        try (var crs = GdalSpatialReference.of("EPSG:32633");
                var out = GdalDataset.create("GPKG", name, 0, 0, 0, null, Map.of())) {
            var layer = out.createLayer("square", crs, GdalLayer.POLYGON, Map.of());
            layer.append(new GdalFeature(GdalFeature.NEW, square(500010, 3999950, 30), Map.of()));
        }
        try (var vectors = GdalDataset.openVector(name);
                var burnt = GdalTools.rasterize(
                        "",
                        vectors,
                        List.of(
                                "-of", "MEM", "-burn", "7", "-ot", "Byte", "-tr", "10", "10", "-te", "500000",
                                "3999900", "500100", "4000000"));
                var shapes = GdalDataset.create("Memory", "", 0, 0, 0, null, Map.of());
                var arena = Arena.ofConfined()) {
            var pixels = arena.allocate(100);
            burnt.read(GdalRequest.window(0, 0, 10, 10, GdalPresent.ONE, GdalType.UINT8), pixels);
            int burntPixels = 0;
            for (byte pixel : pixels.toArray(ValueLayout.JAVA_BYTE)) {
                burntPixels += pixel == 7 ? 1 : 0;
            }
            assertThat(burntPixels).isEqualTo(9);

            var layer = shapes.createLayer("shapes", null, GdalLayer.POLYGON, Map.of());
            layer.createField("value", GdalLayer.FieldType.INTEGER);
            GdalTools.polygonize(burnt.band(1), burnt.band(1), layer, 0, true);

            var found = new ArrayList<GdalFeature>();
            layer.forEach(found::add);
            assertThat(found).hasSize(1);
            assertThat(found.getFirst().fields()).containsEntry("value", 7L);
        }
    }
}
