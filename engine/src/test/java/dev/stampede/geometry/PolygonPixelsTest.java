package dev.stampede.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalDataset;
import dev.stampede.bindings.gdal.GdalFeature;
import dev.stampede.bindings.gdal.GdalLayer;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.bindings.gdal.GdalRequest;
import dev.stampede.bindings.gdal.GdalTools;
import dev.stampede.bindings.gdal.GdalType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.WKBWriter;

class PolygonPixelsTest {
    private static final int SIZE = 60;
    private static final PolygonPixels.Axis COLUMN = new PolygonPixels.Axis(1000, 10);
    private static final PolygonPixels.Axis ROW = new PolygonPixels.Axis(5000, -10);

    @TempDir
    Path folder;

    private static byte[] marked(Polygon polygon, boolean touched) {
        byte[] mask = new byte[SIZE * SIZE];
        new PolygonPixels(polygon, COLUMN, ROW).mark(0, 0, SIZE, SIZE, touched, mask);
        return mask;
    }

    /// A star with a hole, corners anywhere, some of it outside the grid.
    private static Polygon star(long seed) {
        var random = new Random(seed);
        var factory = new GeometryFactory();
        double x = 1000 + 600 * random.nextDouble();
        double y = 5000 - 600 * random.nextDouble();
        var shell = ring(factory, random, x, y, 100, 350);
        var hole = ring(factory, random, x, y, 20, 90);
        return factory.createPolygon(shell, new LinearRing[] {hole});
    }

    private static LinearRing ring(GeometryFactory factory, Random random, double x, double y, double r, double far) {
        var corners = new ArrayList<Coordinate>();
        int count = 5 + random.nextInt(30);
        for (int i = 0; i < count; i++) {
            double distance = r + random.nextDouble() * (far - r);
            double angle = 2 * Math.PI * i / count;
            corners.add(new Coordinate(x + distance * Math.cos(angle), y + distance * Math.sin(angle)));
        }
        corners.add(corners.getFirst().copy());
        return factory.createLinearRing(corners.toArray(Coordinate[]::new));
    }

    @Test
    void aPixelBelongsByItsCentreTheRightEdgeIncludedTheLeftNot() {
        var factory = new GeometryFactory();
        var square = factory.createPolygon(new Coordinate[] {
            new Coordinate(1015, 4985),
            new Coordinate(1015, 4955),
            new Coordinate(1045, 4955),
            new Coordinate(1045, 4985),
            new Coordinate(1015, 4985)
        });

        byte[] mask = marked(square, false);

        int pixels = 0;
        for (int i = 0; i < mask.length; i++) {
            pixels += mask[i];
            if (mask[i] != 0) {
                assertThat(i % SIZE).isBetween(2, 4);
            }
        }
        assertThat(pixels).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void agreesWithGdalOnAnyPolygon(boolean touched) throws IOException {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
        for (long seed = 1; seed <= 20; seed++) {
            var polygon = star(seed);

            assertThat(marked(polygon, touched)).as("seed %d", seed).isEqualTo(burnt(polygon, touched, seed));
        }
    }

    private byte[] burnt(Polygon polygon, boolean touched, long seed) throws IOException {
        var file = folder.resolve("p" + seed + touched + ".gpkg").toString();
        try (var out = GdalDataset.create("GPKG", file, 0, 0, 0, null, Map.of())) {
            var layer = out.createLayer("p", null, GdalLayer.POLYGON, Map.of());
            layer.append(new GdalFeature(
                    GdalFeature.NEW, new WKBWriter(2, ByteOrderValues.LITTLE_ENDIAN).write(polygon), Map.of()));
        }
        var arguments = new ArrayList<>(List.of(
                "-of", "MEM", "-burn", "1", "-ot", "Byte", "-ts", "60", "60", "-te", "1000", "4400", "1600", "5000"));
        if (touched) {
            arguments.add("-at");
        }
        try (var vectors = GdalDataset.openVector(file);
                var raster = GdalTools.rasterize("", vectors, arguments);
                var arena = Arena.ofConfined()) {
            var pixels = arena.allocate(SIZE * SIZE);
            raster.read(GdalRequest.window(0, 0, SIZE, SIZE, new int[] {1}, GdalType.UINT8), pixels);
            return pixels.toArray(ValueLayout.JAVA_BYTE);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void thePartsOfAWindowAreThoseOfTheWhole(boolean touched) {
        for (long seed = 1; seed <= 20; seed++) {
            byte[] whole = marked(star(seed), touched);
            var pixels = new PolygonPixels(star(seed), COLUMN, ROW);
            for (int row = 0; row < SIZE; row += 13) {
                for (int col = 0; col < SIZE; col += 7) {
                    int width = Math.min(7, SIZE - col);
                    int height = Math.min(13, SIZE - row);
                    byte[] part = new byte[width * height];
                    pixels.mark(col, row, width, height, touched, part);
                    for (int i = 0; i < part.length; i++) {
                        assertThat(part[i]).isEqualTo(whole[(row + i / width) * SIZE + col + i % width]);
                    }
                }
            }
        }
    }
}
