package dev.stampede.io.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Window;
import dev.stampede.runtime.Cancellation;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.RunScope;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RasterFileTest {
    private static final int[] BANDS = {1, 2};

    @TempDir
    Path folder;

    @BeforeAll
    static void needsGdal() {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
    }

    private Path written() throws IOException {
        var file = folder.resolve("deep/er/two.tif");
        var info = RasterInfo.of(
                        40, 30, 2, DType.UINT16, Affine.northUp(5e5, 4e6, 10, 20), "EPSG:32633", OptionalDouble.of(7))
                .withBlocks(16, 16)
                .withBandNames(List.of("red", "nir"));
        try (var writer = RasterWriter.create(file, info, Map.of("COMPRESS", "DEFLATE"));
                var arena = Arena.ofConfined()) {
            var pixels = arena.allocate(2L * 40 * 30 * 2);
            for (int i = 0; i < 2 * 40 * 30; i++) {
                pixels.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) (60000 + i));
            }
            writer.write(info.window(), BANDS, DType.UINT16, pixels);
            assertThat(file).doesNotExist();
            writer.publish();
        }
        return file;
    }

    @Test
    void aFileTellsWhatWasWritten() throws IOException {
        try (var raster = RasterFile.open(written().toString())) {
            var info = raster.info();
            assertThat(info.width()).isEqualTo(40);
            assertThat(info.height()).isEqualTo(30);
            assertThat(info.dtype()).isEqualTo(DType.UINT16);
            assertThat(info.affine()).contains(Affine.northUp(5e5, 4e6, 10, 20));
            assertThat(info.crs()).contains("32633");
            assertThat(info.noData()).containsExactly(OptionalDouble.of(7), OptionalDouble.of(7));
            assertThat(info.bandNames()).containsExactly("red", "nir");
            assertThat(info.blockWidth()).isEqualTo(16);
        }
        try (var beside = Files.list(folder.resolve("deep/er"))) {
            assertThat(beside.map(path -> path.getFileName().toString())).containsExactly("two.tif");
        }
    }

    @Test
    void whatIsNotPublishedLeavesNoFolder() throws IOException {
        var info = RasterInfo.of(
                40, 30, 1, DType.UINT16, Affine.northUp(5e5, 4e6, 10, 20), "EPSG:32633", OptionalDouble.empty());
        var mine = Files.createDirectories(folder.resolve("mine"));
        try (var writer = RasterWriter.create(mine.resolve("new/er/a.tif"), info, Map.of())) {
            assertThat(writer.target()).doesNotExist();
            assertThat(mine.resolve("new/er")).isDirectory();
        }
        assertThat(mine).isEmptyDirectory();

        try (var _ = RasterWriter.create(mine.resolve("new/er/a.tif"), info, Map.of())) {
            Files.writeString(mine.resolve("new/own.txt"), "stays");
        }
        assertThat(mine.resolve("new/own.txt")).exists();
        assertThat(mine.resolve("new/er")).doesNotExist();
    }

    @Test
    void whatCannotBePublishedLeavesNoFolder() throws IOException {
        var info = RasterInfo.of(
                40, 30, 1, DType.UINT16, Affine.northUp(5e5, 4e6, 10, 20), "EPSG:32633", OptionalDouble.empty());
        var mine = Files.createDirectories(folder.resolve("mine"));
        try (var writer = RasterWriter.create(mine.resolve("new/er/a.tif"), info, Map.of())) {
            Files.delete(mine.resolve("new/er/.a.tif.partial.tif"));

            assertThatThrownBy(writer::publish).isInstanceOf(IOException.class);
        }
        assertThat(mine).isEmptyDirectory();
    }

    @Test
    void aStoppedRunWritesNoGeoTiff() throws IOException {
        var cancellation = new Cancellation();
        cancellation.cancel();
        try (var arena = Arena.ofConfined()) {
            var raster = GeoTiff.read(arena, written().toString());
            var run = new RunScope(Progress.NONE, cancellation);

            assertThatThrownBy(() -> run.call(() -> {
                        GeoTiff.write(raster, folder.resolve("new/b.tif"), Map.of());
                        return null;
                    }))
                    .isInstanceOf(CancellationException.class);
        }
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void highRastersAreWrittenInStrips() throws IOException {
        try (var arena = Arena.ofConfined()) {
            var values = ArrayView.allocate(arena, DType.INT32, 2, 2100, 3);
            for (int row = 0; row < 2100; row++) {
                values.set(row, 0, row, 1);
                values.set(-row, 1, row, 2);
            }
            var raster = GeoRaster.of(values, Affine.northUp(0, 0, 1, 1));

            GeoTiff.write(raster, folder.resolve("high.tif"), Map.of());

            assertThat(GeoTiff.read(arena, folder.resolve("high.tif").toString())
                            .values()
                            .contentEquals(values))
                    .isTrue();
        }
    }

    @Test
    void manyThreadsReadTheSamePixels() throws Exception {
        try (var raster = RasterFile.open(written().toString());
                var pool = Executors.newFixedThreadPool(4)) {
            var tasks = IntStream.range(0, 200)
                    .mapToObj(i -> pool.submit(() -> {
                        try (var arena = Arena.ofConfined()) {
                            var window = new Window(i % 30, i % 20, 3, 2);
                            var pixels = arena.allocate(4L * 12);
                            raster.read(window, new int[] {2, 1}, DType.FLOAT32, pixels);
                            for (int band = 0; band < 2; band++) {
                                for (int pixel = 0; pixel < 6; pixel++) {
                                    int at = (1 - band) * 1200 + (i % 20 + pixel / 3) * 40 + i % 30 + pixel % 3;
                                    assertThat(pixels.getAtIndex(ValueLayout.JAVA_FLOAT, band * 6L + pixel))
                                            .isEqualTo(60000 + at);
                                }
                            }
                            return null;
                        }
                    }));
            for (var task : tasks.toList()) {
                task.get();
            }
        }
    }

    @Test
    void whatIsNotPublishedLeavesNothing() throws IOException {
        var file = written();
        var before = Files.readAllBytes(file);
        try (var writer = RasterWriter.create(
                file, RasterInfo.of(8, 8, 1, DType.UINT8, Affine.IDENTITY, "", OptionalDouble.empty()), Map.of())) {
            assertThat(writer.target()).isEqualTo(file.toAbsolutePath());
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        try (var beside = Files.list(file.getParent())) {
            assertThat(beside.count()).isEqualTo(1);
        }
    }

    @Test
    void aWindowBeyondTheFileIsRefused() throws IOException {
        try (var raster = RasterFile.open(written().toString());
                var arena = Arena.ofConfined()) {
            var pixels = arena.allocate(64);
            assertThatThrownBy(() -> raster.read(new Window(38, 0, 4, 1), BANDS, DType.UINT8, pixels))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("two.tif has 40 columns and 30 rows");
        }
    }

    @Test
    void aFileThatIsNotARasterIsNamed() throws IOException {
        var text = Files.writeString(folder.resolve("notes.tif"), "not a raster");
        assertThatThrownBy(() -> RasterFile.open(text.toString()))
                .isInstanceOf(UnreadableRasterException.class)
                .hasMessageContaining("notes.tif");
    }

    @Test
    void whatCannotBePublishedLeavesNothing() throws IOException {
        var target = folder.resolve("two.tif");
        Files.createDirectories(target.resolve("full"));
        var info = RasterInfo.of(4, 3, 1, DType.UINT8, Affine.IDENTITY, "", OptionalDouble.empty());

        try (var writer = RasterWriter.create(target, info, Map.of())) {
            assertThatThrownBy(writer::publish).isInstanceOf(IOException.class);
        }

        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(target);
        }
    }

    @Test
    void aMissingFileIsNamed() {
        var file = folder.resolve("none.tif");
        assertThatThrownBy(() -> RasterFile.open(file.toString()))
                .isInstanceOf(UnreadableRasterException.class)
                .hasMessage(file + " does not exist");
    }
}
