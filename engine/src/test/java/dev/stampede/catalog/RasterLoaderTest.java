package dev.stampede.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.stampede.io.raster.GeoTiff;
import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Attributes;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.Crs;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Resampling;
import dev.stampede.runtime.Cancellation;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RasterLoaderTest {
    private static final Path FOLDER = Path.of("../golden/geostack/catalog");
    private static final GeoSlice SLICE = new GeoSlice(
            new Bounds(600300, 4199100, 601500, 4200000),
            new TimeInterval(CatalogTimes.parse("2024-06-01"), CatalogTimes.parse("2024-06-30")),
            30,
            30,
            "EPSG:32610");

    private static Catalog tiles;

    @BeforeAll
    static void build() throws IOException {
        GdalNeeded.assume();
        try (var files = Files.list(FOLDER.resolve("tiles"))) {
            tiles = CatalogBuilder.create()
                    .matching(new FileNamePattern("S2_T\\d_(?P<date>\\d{8})_.*\\.tif", "%Y%m%d"))
                    .rasters(files.map(Path::toString).sorted().toList());
        }
    }

    /// The numbers of a `.npy` file of 16-bit integers.
    private static int[] golden(String name) throws IOException {
        var bytes = ByteBuffer.wrap(Files.readAllBytes(FOLDER.resolve(name))).order(ByteOrder.LITTLE_ENDIAN);
        int header = 10 + bytes.getShort(8);
        var values =
                bytes.position(header).slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        var numbers = new int[values.remaining()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = values.get(i);
        }
        return numbers;
    }

    private static void requireValues(GeoRaster raster, int[] expected) {
        assertThat(raster.dtype()).isEqualTo(DType.INT16);
        assertThat(raster.values().elements()).isEqualTo(expected.length);
        try (var arena = Arena.ofConfined()) {
            var flat = raster.values().copy(arena).reshape(expected.length);
            for (int i = 0; i < expected.length; i++) {
                assertThat((int) flat.get(i)).as("element " + i).isEqualTo(expected[i]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(RasterLoader.Merge.class)
    void mosaicsAreThoseOfTheReference(RasterLoader.Merge merge) throws IOException {
        try (var arena = Arena.ofConfined()) {
            for (int workers : new int[] {1, 8}) {
                var raster =
                        RasterLoader.standard().merging(merge).with(workers).load(arena, tiles, SLICE);
                requireValues(raster, golden("load_" + merge.name().toLowerCase(Locale.ROOT) + ".npy"));
                assertThat(raster.affine()).isEqualTo(SLICE.affine());
            }
        }
    }

    /// K8.
    @Test
    void daysAreStackedInOrder() throws IOException {
        try (var arena = Arena.ofConfined()) {
            var stack = RasterLoader.standard().loadDays(arena, tiles, SLICE, RasterLoader.MissingDay.SKIP);
            assertThat(stack.days())
                    .containsExactly(LocalDate.of(2024, 6, 1), LocalDate.of(2024, 6, 4), LocalDate.of(2024, 6, 10));
            requireValues(stack.raster(), golden("timeseries.npy"));
            assertThatThrownBy(
                            () -> RasterLoader.standard().loadDays(arena, tiles, SLICE, RasterLoader.MissingDay.RAISE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no row starts on 2024-06-02");
        }
    }

    @Test
    void aPlaceWithoutFilesIsAnError() {
        var elsewhere = new GeoSlice(new Bounds(0, 0, 300, 300), SLICE.interval(), 30, 30, "EPSG:32610");
        try (var arena = Arena.ofConfined()) {
            assertThatThrownBy(() -> RasterLoader.standard().load(arena, tiles, elsewhere))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no row of the catalog lies in");
        }
    }

    @TempDir
    Path folder;

    /// A raster whose value is 2 x + 3 y in kilometres, at a grid of its own.
    private CatalogRow ramp(String name, Affine affine, String crs, int cols, int rows) throws IOException {
        var file = folder.resolve(name);
        try (var arena = Arena.ofConfined()) {
            var values = ArrayView.allocate(arena, DType.FLOAT32, 1, rows, cols);
            for (int row = 0; row < rows; row++) {
                for (int col = 0; col < cols; col++) {
                    values.set(
                            (2 * affine.x(col + 0.5, row + 0.5) + 3 * affine.y(col + 0.5, row + 0.5)) / 1000,
                            0,
                            row,
                            col);
                }
            }
            GeoTiff.write(
                    new GeoRaster(values, affine, new Crs(crs), OptionalDouble.of(-9), Attributes.NONE),
                    file,
                    Map.of());
        }
        var box = Footprints.of(affine.bounds(cols, rows));
        return CatalogRow.raster(file.toString(), box, TimeInterval.ALWAYS);
    }

    /// K7.
    @Test
    void tilesOfOneSceneGiveTheSceneBackWhateverTheRule() throws IOException {
        var affine = Affine.northUp(500_000, 5_000_000, 20, 20);
        var rows = new ArrayList<CatalogRow>();
        for (int i = 0; i < 4; i++) { // 30 columns each, 10 of them shared with the next
            rows.add(ramp("tile" + i + ".tif", affine.at(20 * i, 0), "EPSG:32633", 30, 25));
        }
        var catalog = Catalog.of("EPSG:32633", rows);
        var slice = new GeoSlice(affine.bounds(90, 25), TimeInterval.ALWAYS, 20, 20, "EPSG:32633");
        for (var merge : List.of(
                RasterLoader.Merge.FIRST, RasterLoader.Merge.LAST, RasterLoader.Merge.MIN, RasterLoader.Merge.MAX)) {
            try (var arena = Arena.ofConfined()) {
                var scene = RasterLoader.standard().merging(merge).load(arena, catalog, slice);
                for (int row = 0; row < 25; row++) {
                    for (int col = 0; col < 90; col++) {
                        double expected =
                                (2 * affine.x(col + 0.5, row + 0.5) + 3 * affine.y(col + 0.5, row + 0.5)) / 1000;
                        assertThat(scene.values().get(0, row, col)).isEqualTo((float) expected);
                    }
                }
            }
        }
    }

    @Test
    void filesOfAnotherGridAndSystemAreResampled() throws IOException {
        var affine = Affine.northUp(500_000, 5_000_000, 20, 20);
        var inUtm = Catalog.of("EPSG:32633", List.of(ramp("utm.tif", affine, "EPSG:32633", 100, 100)));
        var shifted = new GeoSlice(
                new Bounds(500_107, 4_998_193, 501_607, 4_999_693), TimeInterval.ALWAYS, 30, 30, "EPSG:32633");
        try (var arena = Arena.ofConfined()) {
            var raster = RasterLoader.standard().load(arena, inUtm, shifted);
            requireRamp(raster, 4e-3); // four last digits of a float near 16000
            var degrees = shifted.toCrs("EPSG:4326");
            var turned = RasterLoader.standard().load(arena, inUtm, degrees);
            assertThat(turned.values()
                            .get(0, turned.values().size(1) / 2, turned.values().size(2) / 2))
                    .isCloseTo((2 * 500_857 + 3 * 4_998_943) / 1000.0, within(0.1));
        }
    }

    private static void requireRamp(GeoRaster raster, double tolerance) {
        for (int row = 0; row < raster.height(); row++) {
            for (int col = 0; col < raster.width(); col++) {
                var affine = raster.affine();
                double expected = (2 * affine.x(col + 0.5, row + 0.5) + 3 * affine.y(col + 0.5, row + 0.5)) / 1000;
                assertThat(raster.values().get(0, row, col)).isCloseTo(expected, within(tolerance));
            }
        }
    }

    @Test
    void pixelsNoFileReachesHoldTheFill() throws IOException {
        var affine = Affine.northUp(500_000, 5_000_000, 20, 20);
        var catalog = Catalog.of("EPSG:32633", List.of(ramp("small.tif", affine, "EPSG:32633", 10, 10)));
        var wide = new GeoSlice(affine.bounds(15, 12), TimeInterval.ALWAYS, 20, 20, "EPSG:32633");
        try (var arena = Arena.ofConfined()) {
            var raster = RasterLoader.standard().load(arena, catalog, wide);
            assertThat(raster.values().get(0, 11, 14)).isEqualTo(-9);
            assertThat(raster.values().get(0, 9, 10)).isEqualTo(-9);
            assertThat(raster.values().get(0, 9, 9)).isGreaterThan(0);
            assertThat(raster.fill()).hasValue(-9);
        }
    }

    /// Waiting between tries would take hours.
    private static RasterLoader patient(Cancellation stop) {
        return new RasterLoader(
                List.of(), Resampling.NEAREST, RasterLoader.Merge.LAST, OptionalDouble.empty(), 16, 2, stop);
    }

    private static Catalog of(String file) {
        return Catalog.of(
                "EPSG:32633",
                List.of(CatalogRow.raster(file, Footprints.of(new Bounds(0, 0, 100, 100)), TimeInterval.ALWAYS)));
    }

    @Test
    void aMissingFileOfThisMachineIsNotTriedAgain() {
        var missing = folder.resolve("missing.tif").toString();
        var slice = new GeoSlice(new Bounds(0, 0, 100, 100), TimeInterval.ALWAYS, 10, 10, "EPSG:32633");
        try (var arena = Arena.ofConfined()) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> assertThatThrownBy(() -> patient(new Cancellation()).load(arena, of(missing), slice))
                            .isInstanceOf(IOException.class)
                            .hasMessageContaining("missing.tif does not exist"));
        }
    }

    @Test
    void aFileElsewhereIsTriedAgain() {
        var slice = new GeoSlice(new Bounds(0, 0, 100, 100), TimeInterval.ALWAYS, 10, 10, "EPSG:32633");
        var twice = new RasterLoader(
                List.of(),
                Resampling.NEAREST,
                RasterLoader.Merge.LAST,
                OptionalDouble.empty(),
                2,
                1,
                new Cancellation());
        long start = System.nanoTime();
        try (var arena = Arena.ofConfined()) {
            assertThatThrownBy(() -> twice.load(arena, of("/vsimem/none.tif"), slice))
                    .hasMessageContaining("/vsimem/none.tif");
        }
        assertThat(System.nanoTime() - start).isGreaterThan(190_000_000L); // the pause between tries
    }

    @Test
    void aRunThatIsStoppedLoadsNoMore() {
        var stop = new Cancellation();
        stop.cancel();
        var slice = new GeoSlice(new Bounds(0, 0, 100, 100), TimeInterval.ALWAYS, 10, 10, "EPSG:32633");
        try (var arena = Arena.ofConfined()) {
            assertThatThrownBy(() -> patient(stop).load(arena, of("any.tif"), slice))
                    .isInstanceOf(CancellationException.class);
        }
        assertThatThrownBy(() ->
                        CatalogBuilder.create().with(stop).inCrs("EPSG:32633").rasters(List.of("any.tif")))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        var text = Files.writeString(folder.resolve("broken.tif"), "no raster");
        var catalog = Catalog.of(
                "EPSG:32633",
                List.of(CatalogRow.raster(
                        text.toString(), Footprints.of(new Bounds(0, 0, 100, 100)), TimeInterval.ALWAYS)));
        var slice = new GeoSlice(new Bounds(0, 0, 100, 100), TimeInterval.ALWAYS, 10, 10, "EPSG:32633");
        var loader = new RasterLoader(
                List.of(),
                Resampling.NEAREST,
                RasterLoader.Merge.LAST,
                OptionalDouble.empty(),
                2,
                1,
                new Cancellation());
        try (var arena = Arena.ofConfined()) {
            assertThatThrownBy(() -> loader.load(arena, catalog, slice))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("broken.tif");
        }
    }
}
