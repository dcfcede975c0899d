package dev.stampede.bindings.gdal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Skips the tests of a class, saying why, where there is no GDAL. Makes small rasters.
final class GdalPresent implements BeforeAllCallback {
    static final int[] ONE = {1};

    @Override
    public void beforeAll(ExtensionContext context) {
        var status = GdalLibrary.status();
        assumeTrue(status instanceof NativeLibrary.Loaded, () -> "GDAL: " + ((NativeLibrary.Missing) status).reason());
    }

    /// A raster of one float band: value = row * 1000 + column; pixels of 10 m from (500000, 4000000), UTM
    /// zone 33 north.
    static GdalDataset ramp(String driver, String name, int width, int height, Map<String, String> options)
            throws GdalException {
        var dataset = GdalDataset.create(driver, name, width, height, 1, GdalType.FLOAT32, options);
        dataset.setGeoTransform(500000, 10, 0, 4000000, 0, -10);
        try (var crs = GdalSpatialReference.of("EPSG:32633");
                var arena = Arena.ofConfined()) {
            dataset.setCrs(crs.wkt());
            var values = arena.allocate(ValueLayout.JAVA_FLOAT, (long) width * height);
            for (int row = 0; row < height; row++) {
                for (int col = 0; col < width; col++) {
                    values.setAtIndex(ValueLayout.JAVA_FLOAT, (long) row * width + col, row * 1000f + col);
                }
            }
            dataset.write(GdalRequest.window(0, 0, width, height, ONE, GdalType.FLOAT32), values);
        }
        return dataset;
    }

    static float[] floats(GdalDataset dataset, GdalRequest request) throws GdalException {
        try (var arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(request.bytes(), 64);
            dataset.read(request, out);
            return out.toArray(ValueLayout.JAVA_FLOAT);
        }
    }
}
