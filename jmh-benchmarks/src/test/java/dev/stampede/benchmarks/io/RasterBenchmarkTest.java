package dev.stampede.benchmarks.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.io.NativeLibraries;
import dev.stampede.io.raster.RasterFile;
import dev.stampede.raster.DType;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RasterBenchmarkTest {
    @BeforeAll
    static void needsGdal() {
        assumeTrue(
                NativeLibraries.all().stream().anyMatch(l -> l.name().equals("gdal") && l.available()), "no GDAL here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NONE", "DEFLATE"})
    void whatIsWrittenReadsBackTileByTile(String compression) throws IOException {
        var benchmark = new RasterBenchmark();
        benchmark.side = 2 * RasterBenchmark.TILE;
        benchmark.bands = 2;
        benchmark.compression = compression;
        benchmark.prepare();
        try (var arena = Arena.ofConfined();
                var file = RasterFile.open(benchmark.write().toString())) {
            var pixels = arena.allocate(benchmark.tile().byteSize());
            int tile = RasterBenchmark.TILE;

            file.read(new Window(tile, tile, tile, tile), new int[] {1, 2}, DType.FLOAT32, pixels);

            assertThat(pixels.mismatch(benchmark.tile())).isEqualTo(-1);
            assertThat(benchmark.read()).isEqualTo(4.0 * benchmark.tile().getAtIndex(ValueLayout.JAVA_FLOAT, 0));
        } finally {
            benchmark.release();
        }
    }
}
