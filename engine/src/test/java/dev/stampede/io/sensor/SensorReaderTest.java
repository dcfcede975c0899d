package dev.stampede.io.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.io.raster.FileSource;
import dev.stampede.io.raster.GeoTiff;
import dev.stampede.operators.Rasters;
import dev.stampede.raster.Affine;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SensorReaderTest {
    private final GeoRaster values = Rasters.filled(DType.UINT16, new int[] {3, 5, 6}, i -> i);
    private final GeoRaster longitude = Rasters.filled(DType.FLOAT32, new int[] {5, 6}, i -> i == 7 ? -999 : 10 + i % 6)
            .withFill(OptionalDouble.of(-999));
    private final GeoRaster latitude = Rasters.filled(DType.FLOAT64, new int[] {1, 5, 6}, i -> 50 - i / 6);

    @Test
    void aGriddedProductIsReadFromItsFileAndClosesIt(@TempDir Path folder) throws IOException {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
        var file = folder.resolve("product.tif");
        GeoTiff.write(values, file, Map.of());
        var source = FileSource.open(file.toString());
        try (var arena = Arena.ofConfined()) {
            try (var reader = GriddedReader.of("MSI", List.of("B02", "B03", "B04"), source)) {
                var window = new Window(1, 2, 3, 2);
                var read = reader.read(arena, window, new int[] {2, 0});

                assertThat(reader.isSwath()).isFalse();
                assertThat(reader.geolocation(arena, window)).isEmpty();
                assertThat(reader.affine()).isEqualTo(values.affine());
                assertThat(read.affine()).isEqualTo(values.affine().at(1, 2));
                assertThat(read.bandIndex("B02")).isEqualTo(1);
                assertThat(read.attributes().get("sensor")).hasValue("MSI");
                assertThat(read.values().get(0, 1, 2)).isEqualTo(values.values().get(2, 3, 3));
            }
            assertThatThrownBy(() -> source.readAll(arena)).hasMessageContaining("closed");
        }
        assertThatThrownBy(() -> GriddedReader.of("MSI", List.of("B02"), values))
                .hasMessageContaining("there are 3");
    }

    @Test
    void aSwathSaysWhereEachPixelLies() throws IOException {
        try (var reader = SwathReader.of("VIIRS", List.of("I1", "I2", "I3"), values, longitude, latitude);
                var arena = Arena.ofConfined()) {
            var whole = reader.readAll(arena);
            var places = reader.geolocation(arena, new Window(-1, 0, 4, 2)).orElseThrow();

            assertThat(reader.isSwath()).isTrue();
            assertThat(whole.affine()).isEqualTo(Affine.IDENTITY);
            assertThat(whole.crs().isNone()).isTrue();
            assertThat(whole.bandIndex("I3")).isEqualTo(2);
            assertThat(whole.values().contentEquals(values.values())).isTrue();
            assertThat(places.values().get(0, 0, 0)).isNaN();
            assertThat(places.values().get(0, 0, 1)).isEqualTo(10);
            assertThat(places.values().get(0, 1, 2)).isNaN(); // fill of the file
            assertThat(places.values().get(1, 1, 2)).isEqualTo(49);
            assertThat(reader.placeBounds()).hasValue(new Bounds(10, 46, 15, 50));
        }
    }

    @Test
    void geolocationOfAnotherSizeIsRefused() {
        var narrow = Rasters.filled(DType.FLOAT32, new int[] {5, 5}, i -> i);

        assertThatThrownBy(() -> SwathReader.of("VIIRS", List.of("a", "b", "c"), values, narrow, latitude))
                .hasMessageContaining("1 bands of 5 x 5")
                .hasMessageContaining("5 x 6");
        assertThatThrownBy(() -> SwathReader.of("VIIRS", List.of("a", "b", "c"), values, longitude, values))
                .hasMessageContaining("3 bands");
    }
}
