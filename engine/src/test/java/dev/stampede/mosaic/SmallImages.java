package dev.stampede.mosaic;

import dev.stampede.io.raster.RasterInfo;
import dev.stampede.io.raster.RasterWriter;
import dev.stampede.raster.Affine;
import dev.stampede.raster.DType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;

/// GeoTIFFs of 40 x 40 pixels, uint16, for tests of unusual images.
public record SmallImages(Path folder) {
    public static final String UTM = "EPSG:32633";
    public static final int SIDE = 40;

    /// A grid of 10 m pixels, its corner so many metres east and south of a fixed place.
    public static Affine at(double east, double south) {
        return Affine.northUp(500000 + east, 5000000 - south, 10, 10);
    }

    public Path write(String name, Affine affine, String crs, int bands, double noData, IntBinaryOperator pixel)
            throws IOException {
        var info = RasterInfo.of(SIDE, SIDE, bands, DType.UINT16, affine, crs, OptionalDouble.of(noData));
        var file = folder.resolve(name + ".tif");
        try (var writer = RasterWriter.create(file, info, Map.of());
                var arena = Arena.ofConfined()) {
            var pixels = arena.allocate(2L * SIDE * SIDE * bands);
            for (int i = 0; i < SIDE * SIDE * bands; i++) {
                int p = i % (SIDE * SIDE);
                pixels.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) pixel.applyAsInt(p % SIDE, p / SIDE));
            }
            writer.write(info.window(), IntStream.rangeClosed(1, bands).toArray(), DType.UINT16, pixels);
            writer.publish();
        }
        return file;
    }

    /// Two bands that look like a scene.
    public Path write(String name, Affine affine) throws IOException {
        return write(name, affine, UTM, 2, 0, (col, row) -> 1000 + 7 * col + 3 * row + (col * row) % 11);
    }
}
