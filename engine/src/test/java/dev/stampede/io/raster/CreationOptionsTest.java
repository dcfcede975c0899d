package dev.stampede.io.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalDataset;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.raster.Affine;
import dev.stampede.raster.DType;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreationOptionsTest {
    @TempDir
    Path folder;

    @BeforeAll
    static void needsGdal() {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not here");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "COMPRESS | FOO | creation option COMPRESS=FOO: GTiff wants one of NONE, LZW, ",
                "COMPRES | LZW | GTiff has no creation option COMPRES; did you mean COMPRESS? It has ALPHA, ",
                "QQQQQQQQQQ | 1 | GTiff has no creation option QQQQQQQQQQ; it has ALPHA, ",
                "ZLEVEL | high | creation option ZLEVEL=high: GTiff wants an integer (DEFLATE compression level",
                "TILED | perhaps | creation option TILED=perhaps: GTiff wants YES or NO",
                "MAX_Z_ERROR | some | creation option MAX_Z_ERROR=some: GTiff wants a number",
            })
    void whatGdalWouldPassOverIsRefused(String name, String value, String message) {
        assertThatThrownBy(() -> CreationOptions.require("GTiff", Map.of(name, value)))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COMPRESS=DEFLATE",
                "compress=deflate",
                "ZLEVEL=9",
                "TILED=yes",
                "TILED=FALSE",
                "BIGTIFF=IF_SAFER",
                "NUM_THREADS=ALL_CPUS",
                "PREDICTOR=2",
                "INTERLEAVE=BAND",
                "BLOCKXSIZE=256",
                "ALPHA=YES"
            })
    void whatGdalKnowsIsTaken(String option) {
        var parts = option.split("=");

        assertThatCode(() -> CreationOptions.require("GTiff", Map.of(parts[0], parts[1])))
                .doesNotThrowAnyException();
    }

    @Test
    void driversHaveOptionsOfTheirOwn() throws IOException {
        assertThat(CreationOptions.takes("GTiff", "COMPRESS", "DEFLATE")).isTrue();
        assertThat(CreationOptions.takes("GTiff", "COMPRESS", "FOO")).isFalse();
        assertThat(CreationOptions.takes("GTiff", "BLOCKSIZE", "512")).isFalse();
        assertThat(CreationOptions.takes("COG", "BLOCKSIZE", "512")).isTrue();
        assertThatThrownBy(() -> CreationOptions.require("COG", Map.of("TILED", "YES")))
                .hasMessageStartingWith("COG has no creation option TILED");
    }

    @Test
    void nothingIsWritten() throws IOException {
        var info =
                RasterInfo.of(4, 4, 1, DType.UINT8, Affine.northUp(0, 0, 1, 1), "", java.util.OptionalDouble.empty());
        var file = folder.resolve("out/a.tif");

        assertThatThrownBy(() -> RasterWriter.create(file, info, Map.of("COMPRESS", "FOO")))
                .isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> RasterWriter.openContinued(
                        file, folder.resolve("out/a.partial"), info, Map.of("COMPRESS", "FOO")))
                .isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> CloudOptimized.copy(folder.resolve("b.tif"), file, Map.of("COMPRESS", "FOO")))
                .isInstanceOf(UsageException.class);

        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void anOptionThatIsTakenCounts() throws IOException {
        var info =
                RasterInfo.of(4, 4, 1, DType.UINT8, Affine.northUp(0, 0, 1, 1), "", java.util.OptionalDouble.empty());
        var file = folder.resolve("a.tif");
        try (var writer = RasterWriter.create(file, info, Map.of("compress", "lzw"))) {
            writer.publish();
        }

        try (var dataset = GdalDataset.openRaster(file.toString())) {
            assertThat(dataset.metadata("IMAGE_STRUCTURE")).containsEntry("COMPRESSION", "LZW");
        }
        assertThat(Files.size(file)).isPositive();
    }
}
