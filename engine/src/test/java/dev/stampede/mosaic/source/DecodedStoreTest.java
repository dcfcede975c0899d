package dev.stampede.mosaic.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.io.raster.RasterInfo;
import dev.stampede.io.raster.RasterWriter;
import dev.stampede.mosaic.FileSource;
import dev.stampede.mosaic.PixelSource;
import dev.stampede.raster.Affine;
import dev.stampede.raster.DType;
import dev.stampede.raster.Window;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecodedStoreTest {
    private static final int WIDTH = 1100;
    private static final int HEIGHT = 700;
    private static final int BANDS = 3;

    @TempDir
    Path folder;

    @BeforeEach
    void needsGdal() {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
    }

    private Path image(DType type, int block, Map<String, String> options) throws IOException {
        var file = folder.resolve("image.tif");
        var affine = Affine.northUp(500000, 5000000, 10, 10);
        var info = RasterInfo.of(WIDTH, HEIGHT, BANDS, type, affine, "EPSG:32633", OptionalDouble.of(0));
        var random = new Random(5);
        try (var arena = Arena.ofConfined();
                var writer = RasterWriter.create(file, info.withBlocks(block == 0 ? WIDTH : block, block), options)) {
            var pixels = arena.allocate(8L * WIDTH * HEIGHT * BANDS, 8);
            for (int i = 0; i < WIDTH * HEIGHT * BANDS; i++) {
                pixels.setAtIndex(ValueLayout.JAVA_DOUBLE, i, random.nextInt(200));
            }
            writer.write(info.window(), new int[] {1, 2, 3}, DType.FLOAT64, pixels);
            writer.publish();
        }
        return file;
    }

    private static double[] pixels(PixelSource source, Window window, boolean firstBand) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var pixels = arena.allocate(firstBand ? window.pixels() * 8 : source.bytes(window), 8);
            if (firstBand) {
                source.readFirstBand(window, pixels);
            } else {
                source.read(window, pixels);
            }
            return pixels.toArray(ValueLayout.JAVA_DOUBLE);
        }
    }

    @ParameterizedTest
    @CsvSource({"UINT16,256", "UINT16,0", "UINT8,128", "INT16,512", "FLOAT32,1024"})
    void everyWindowHoldsThePixelsOfTheFileWhoeverReadsFirst(DType type, int block) throws IOException {
        var file = image(type, block, Map.of("COMPRESS", "DEFLATE"));
        var random = new Random(7);
        try (var store = DecodedStore.open(folder).orElseThrow();
                var plain = FileSource.open(file);
                var kept = store.keep(FileSource.open(file), MatchingKernels.fastest().widening());
                var workers = new Workers(3)) {
            assertThat(kept).isInstanceOf(DecodedSource.class);

            workers.forEach(60, (from, to) -> {
                Window window;
                boolean firstBand;
                synchronized (random) {
                    int col = random.nextInt(WIDTH);
                    int row = random.nextInt(HEIGHT);
                    window = new Window(
                            col, row, 1 + random.nextInt(WIDTH - col), 1 + random.nextInt(Math.min(90, HEIGHT - row)));
                    firstBand = random.nextInt(4) == 0;
                }
                assertThat(pixels(kept, window, firstBand)).isEqualTo(pixels(plain, window, firstBand));
            });
        }
    }

    @Test
    void aTileIsDecodedOnceAndAgainWhereTheStoreIsLost() throws IOException {
        var file = image(DType.UINT16, 256, Map.of("COMPRESS", "DEFLATE"));
        var all = new Window(0, 0, WIDTH, HEIGHT);
        double[] expected;
        try (var plain = FileSource.open(file)) {
            expected = pixels(plain, all, false);
        }
        var store = DecodedStore.open(folder).orElseThrow();
        try (var kept = store.keep(FileSource.open(file), MatchingKernels.fastest().widening())) {
            assertThat(pixels(kept, all, false)).isEqualTo(expected);
            assertThat(pixels(kept, all, false)).isEqualTo(expected);

            store.close();

            assertThat(pixels(kept, all, false)).isEqualTo(expected);
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactly("image.tif");
        }
    }

    @Test
    void plainPixelsAreReadFromTheFileItself() throws IOException {
        try (var store = DecodedStore.open(folder).orElseThrow();
                var image = FileSource.open(image(DType.UINT16, 256, Map.of()))) {
            assertThat(store.keep(image, MatchingKernels.fastest().widening())).isSameAs(image);
        }
    }

    @Test
    void aStoreGoesIntoTheNextFolderThatIsThere() throws IOException {
        try (var store = DecodedStore.open(folder.resolve("not/there/yet")).orElseThrow()) {
            assertThat(store).isNotNull();
            assertThat(folder.resolve("not")).doesNotExist();
        }
    }
}
