package dev.stampede.mosaic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalDataset;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.bindings.gdal.GdalRequest;
import dev.stampede.bindings.gdal.GdalType;
import dev.stampede.io.raster.RasterInfo;
import dev.stampede.io.raster.RasterWriter;
import dev.stampede.raster.Affine;
import dev.stampede.raster.DType;
import dev.stampede.raster.Window;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OverviewsTest {
    private static final int[] FACTORS = {2, 4, 8, 16, 32};
    private static final int[] BANDS = {1, 2};

    @TempDir
    Path folder;

    @BeforeAll
    static void needsGdal() {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
    }

    /// Random pixels with holes. In signed types means keep away from the no-data values: the raster library
    /// makes holes of those that are rounded to one.
    private record Noise(RasterInfo info, long seed) implements PixelSource {
        static Noise of(int width, int height, DType type, double noData, long seed) {
            var absent =
                    Double.isNaN(noData) && !type.isFloating() ? OptionalDouble.empty() : OptionalDouble.of(noData);
            return new Noise(info(width, height, type, absent), seed);
        }

        static RasterInfo info(int width, int height, DType type, OptionalDouble absent) {
            return new RasterInfo(
                    width,
                    height,
                    type,
                    Optional.of(Affine.northUp(0, 0, 1, 1)),
                    "",
                    Collections.nCopies(BANDS.length, absent),
                    List.of("", ""),
                    width,
                    1);
        }

        @Override
        public String name() {
            return "noise";
        }

        @Override
        public void read(Window window, MemorySegment outPixels) {
            long at = 0;
            for (int band = 0; band < BANDS.length; band++) {
                for (int row = window.row(); row < window.endRow(); row++) {
                    for (int col = window.col(); col < window.endCol(); col++) {
                        outPixels.setAtIndex(ValueLayout.JAVA_DOUBLE, at++, pixel(band, row, col));
                    }
                }
            }
        }

        private double pixel(int band, int row, int col) {
            var random = new SplittableRandom(((seed * 3 + band) * 100_003L + row) * 100_003L + col);
            var absent = info.noData().get(band);
            boolean hole = (row / 7 + col / 9) % 5 == 0 || random.nextInt(6) == 0;
            if (absent.isPresent() && hole) {
                return absent.getAsDouble();
            }
            double v = switch (info.dtype()) {
                case UINT8 -> random.nextInt(256);
                case UINT16 -> random.nextInt(65536);
                case INT16 -> random.nextInt(100, 800);
                case INT32, UINT32 -> random.nextInt(1 << 20);
                case FLOAT32 -> (float) random.nextDouble(-1e3, 1e3);
                default -> random.nextDouble(-1e3, 1e3);
            };
            return absent.isPresent() && v == absent.getAsDouble() ? v + 1 : v;
        }
    }

    static Stream<Arguments> rasters() {
        var cases = new ArrayList<Arguments>();
        int[][] sizes = {{512, 384}, {511, 300}, {300, 517}, {257, 259}, {90, 41}, {3, 1}, {1, 1}};
        for (var type : List.of(
                DType.UINT8, DType.INT16, DType.UINT16, DType.INT32, DType.UINT32, DType.FLOAT32, DType.FLOAT64)) {
            for (double noData : new double[] {Double.NaN, 0, 7}) { // none for integers
                for (int[] size : sizes) {
                    cases.add(Arguments.of(type, noData, size[0], size[1]));
                }
            }
        }
        return cases.stream();
    }

    /// Means of the raster library are of single precision for most types; ours are rounded once. Means are
    /// made of means four times.
    private static double allowed(DType type, double value) {
        return switch (type) {
            case UINT8, UINT16 -> 0;
            case INT16 -> 1;
            case INT32, UINT32 -> 1;
            case FLOAT32, FLOAT64 -> 5 * Math.max(Math.ulp(1000f), Math.ulp((float) value));
            default -> throw new IllegalArgumentException(type.label());
        };
    }

    @ParameterizedTest
    @MethodSource("rasters")
    void areTheAveragesOfTheRasterLibrary(DType type, double noData, int width, int height) throws IOException {
        var noise = Noise.of(width, height, type, noData, 20260101);
        var theirs = byRasterLibrary(noise);

        for (int tile : new int[] {0, 48, 128}) {
            var ours = written(noise, tile, 2);
            for (int level = 0; level < levels(theirs); level++) {
                double[] expected = overview(theirs, level);
                double[] actual = overview(ours, level);
                var where = "tile " + tile + ", level " + level;
                assertThat(actual).as(where).hasSameSizeAs(expected);
                for (int i = 0; i < expected.length; i++) {
                    if (Math.abs(actual[i] - expected[i]) > allowed(type, expected[i])
                            || Double.isNaN(actual[i]) != Double.isNaN(expected[i])) {
                        assertThat(actual[i]).as("%s, pixel %s", where, i).isEqualTo(expected[i]);
                    }
                }
            }
            assertThat(levels(ours)).isEqualTo(levels(theirs));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void doNotDependOnThreadsOrTiles(int threads) throws IOException {
        var noise = Noise.of(701, 533, DType.FLOAT32, -1, 7);
        var expected = written(noise, 16, 3);

        for (int tile : new int[] {128, 256, 512}) {
            SameMosaic.require(written(noise, tile, threads), expected);
        }
    }

    /// Two values in every pair of columns whose mean is the no-data value.
    private record Stripes(RasterInfo info, double left, double right) implements PixelSource {
        @Override
        public String name() {
            return "stripes";
        }

        @Override
        public void read(Window window, MemorySegment outPixels) {
            for (long i = 0; i < window.pixels() * BANDS.length; i++) {
                double v = (window.col() + i % window.width()) % 2 == 0 ? left : right;
                outPixels.setAtIndex(ValueLayout.JAVA_DOUBLE, i, v);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UINT8, 5, 4, 6, 6",
        "UINT8, 255, 255, 255, 255",
        "UINT16, 65535, 65534, 65535, 65534",
        "INT16, 0, -1, 1, 1",
        "FLOAT32, 0, -1, 1, 1.401298464324817e-45",
        "FLOAT64, 2, 1, 3, 2.0000000000000004",
    })
    void aMeanThatEqualsTheNoDataValueIsNoHole(DType type, double absent, double left, double right, double expected)
            throws IOException {
        var stripes = new Stripes(Noise.info(128, 128, type, OptionalDouble.of(absent)), left, right);

        double[] means = overview(written(stripes, 128, 1), 0);

        assertThat(means).containsOnly(expected);
    }

    private Path written(PixelSource source, int tile, int threads) throws IOException {
        var file = folder.resolve("ours-" + tile + "-" + threads + ".tif");
        try (var workers = new Workers(threads)) {
            SourceFile.write(
                    source,
                    file,
                    tile,
                    Map.of("INTERLEAVE", "PIXEL", "COMPRESS", "DEFLATE"),
                    true,
                    workers,
                    Progress.NONE);
        }
        return file;
    }

    private Path byRasterLibrary(PixelSource source) throws IOException {
        var file = folder.resolve("theirs.tif");
        var info = source.info();
        try (var writer = RasterWriter.create(file, info, Map.of("INTERLEAVE", "PIXEL"));
                var arena = Arena.ofConfined()) {
            var pixels = arena.allocate(source.bytes(info.window()), 8);
            source.read(info.window(), pixels);
            writer.write(info.window(), BANDS, DType.FLOAT64, pixels);
            writer.buildOverviews("AVERAGE", FACTORS);
            writer.publish();
        }
        return file;
    }

    private static int levels(Path file) throws IOException {
        try (var dataset = GdalDataset.openRaster(file.toString())) {
            return dataset.band(1).overviewCount();
        }
    }

    private static double[] overview(Path file, int level) throws IOException {
        try (var dataset = GdalDataset.openRaster(file.toString());
                var arena = Arena.ofConfined()) {
            var size = dataset.band(1).overviewSize(level);
            int plane = size.width() * size.height();
            var all = arena.allocate(ValueLayout.JAVA_DOUBLE, (long) BANDS.length * plane);
            for (int band = 0; band < BANDS.length; band++) {
                var request =
                        GdalRequest.window(0, 0, size.width(), size.height(), new int[] {band + 1}, GdalType.FLOAT64);
                dataset.band(band + 1).readOverview(level, request, all.asSlice(8L * band * plane, 8L * plane));
            }
            return all.toArray(ValueLayout.JAVA_DOUBLE);
        }
    }
}
