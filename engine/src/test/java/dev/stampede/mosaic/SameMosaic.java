package dev.stampede.mosaic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.bindings.gdal.GdalDataset;
import dev.stampede.io.raster.RasterFile;
import dev.stampede.raster.DType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.stream.IntStream;

/// Whether two GeoTIFFs have the same pixels, those of their overviews included.
public final class SameMosaic {
    private SameMosaic() {}

    /// Fails where a pixel differs, or the files differ in grid, type, no-data value or overviews.
    public static void require(Path actual, Path expected) throws IOException {
        assertThat(PixelComparison.of(actual, expected).differing()).isZero();
        int overviews = overviews(expected);
        assertThat(overviews(actual)).isEqualTo(overviews);
        for (int level = 0; level < overviews; level++) {
            int directory = level + 2; // the first is the image itself
            assertThat(checksum(actual, directory)).as("overview %s", level).isEqualTo(checksum(expected, directory));
        }
    }

    private static int overviews(Path file) throws IOException {
        try (var dataset = GdalDataset.openRaster(file.toString())) {
            return dataset.band(1).overviewCount();
        }
    }

    private static int checksum(Path file, int directory) throws IOException {
        try (var raster = RasterFile.open("GTIFF_DIR:" + directory + ":" + file.toAbsolutePath());
                var arena = Arena.ofConfined()) {
            var info = raster.info();
            var pixels = arena.allocate(8 * info.window().pixels() * info.bands(), 8);
            raster.read(info.window(), IntStream.rangeClosed(1, info.bands()).toArray(), DType.FLOAT64, pixels);
            return pixels.asByteBuffer().hashCode();
        }
    }
}
