package dev.stampede.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.io.raster.FileSource;
import dev.stampede.io.raster.GeoTiff;
import dev.stampede.io.vector.VectorFiles;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Window;
import dev.stampede.runtime.Cancellation;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpticalSimulatorTest {
    private static final OpticalOptions SMALL =
            OpticalOptions.USUAL.withSize(210, 190).withExtras(3, 40);

    @TempDir
    static Path folder;

    private static OpticalSimulator.Report report;

    @BeforeAll
    static void simulate() throws IOException {
        report = run(SMALL, folder.resolve("scene"), 2);
    }

    private static OpticalSimulator.Report run(OpticalOptions options, Path to, int threads) throws IOException {
        try (var workers = new Workers(threads)) {
            return new OpticalSimulator(options).run(to, workers, Progress.NONE);
        }
    }

    private static GeoRaster read(Arena arena, Path file) throws IOException {
        return GeoTiff.read(arena, file.toString());
    }

    @Test
    void aStoppedRunLeavesNothing() {
        var cancellation = new Cancellation();
        Progress stops = new Progress() {
            @Override
            public void begin(String task, long units) {}

            @Override
            public void advance(long units) {
                cancellation.cancel();
            }
        };
        try (var workers = new Workers(1, cancellation)) {
            assertThatThrownBy(() -> new OpticalSimulator(SMALL).run(folder.resolve("stopped/scene"), workers, stops))
                    .isInstanceOf(CancellationException.class);
        }
        assertThat(folder.resolve("stopped")).doesNotExist();
    }

    @Test
    void scenesSayWhereTheyLieAndWhatTheirBandsAre() throws IOException {
        try (var source = FileSource.open(report.scenes().getFirst().file().toString())) {
            assertThat(source.shape()).containsExactly(6, 190, 210);
            assertThat(source.dtype().label()).isEqualTo("uint16");
            assertThat(source.info().bandNames()).containsExactly("B02", "B03", "B04", "B08", "B11", "B12");
            assertThat(source.crs().code()).contains("EPSG:32632");
            assertThat(source.affine().pixelWidth()).isEqualTo(10);
            assertThat(source.fill()).hasValue(0);
        }
        assertThat(Files.exists(folder.resolve("scene/truth.json"))).isTrue();
        assertThat(VectorFiles.readFirst(folder.resolve("scene/points.geojson")).features())
                .hasSize(200);
        assertThat(VectorFiles.readFirst(folder.resolve("scene/polygons.geojson"))
                        .features())
                .hasSize(12)
                .allSatisfy(f -> assertThat(f.geometry().isValid()).isTrue());
    }

    @Test
    void theSameSeedGivesTheSamePixelsWithAnyThreadsAndAnotherGivesOthers() throws IOException {
        var one = run(SMALL.withExtras(0, 0), folder.resolve("one"), 1);
        var other = run(SMALL.withExtras(0, 0).withSeed(5), folder.resolve("other"), 1);

        try (var arena = Arena.ofConfined()) {
            for (int date = 0; date < 2; date++) {
                var expected = read(arena, report.scenes().get(date).file());
                assertThat(expected.values()
                                .contentEquals(
                                        read(arena, one.scenes().get(date).file())
                                                .values()))
                        .isTrue();
                assertThat(expected.values()
                                .contentEquals(
                                        read(arena, other.scenes().get(date).file())
                                                .values()))
                        .isFalse();
            }
        }
    }

    @Test
    void tilesOfTheArchiveAreTheScene() throws IOException {
        try (var arena = Arena.ofConfined()) {
            var scene = read(arena, report.scenes().get(1).file());
            for (int i = 0; i < 9; i++) {
                var tile = read(arena, folder.resolve("scene/archive/S2_20240722_t0" + i + ".tif"));
                int col = (int) Math.rint((tile.affine().c() - scene.affine().c()) / 10);
                int row = (int) Math.rint((scene.affine().f() - tile.affine().f()) / 10);
                var part = scene.read(arena, new Window(col, row, tile.width(), tile.height()));
                assertThat(part.values().contentEquals(tile.values())).isTrue();
            }
        }
    }

    @Test
    void classesAreWhatTheReflectancesShow() throws IOException {
        int[] count = new int[12];
        int[] agree = new int[12];
        try (var arena = Arena.ofConfined()) {
            var dn = read(arena, report.scenes().getFirst().file());
            var scl = read(arena, report.scenes().getFirst().classes());
            for (int row = 0; row < dn.height(); row++) {
                for (int col = 0; col < dn.width(); col++) {
                    int type = (int) scl.values().get(0, row, col);
                    double blue = dn.values().get(0, row, col);
                    double green = dn.values().get(1, row, col);
                    double red = dn.values().get(2, row, col);
                    double nir = dn.values().get(3, row, col);
                    count[type]++;
                    boolean fits = switch (type) {
                        case 4 -> (nir - red) / (nir + red) > 0.25;
                        case 5 -> (nir - red) / (nir + red) < 0.6 && nir > 400;
                        case 6 -> (green - nir) / (green + nir) > 0;
                        case 8 -> blue > 1000;
                        case 9 -> blue > 4500;
                        default -> true;
                    };
                    agree[type] += fits ? 1 : 0;
                }
            }
        }
        for (int type : new int[] {4, 5, 6, 8, 9}) {
            assertThat(agree[type]).as("class " + type).isGreaterThan((int) (0.97 * count[type]));
        }
        assertThat(count[4]).isPositive();
        assertThat(count[6] / (210.0 * 190))
                .isCloseTo(report.scenes().getFirst().waterShare(), within(1e-12));
    }

    @Test
    void theFireIsBetweenTheDates() {
        assertThat(report.scenes().getFirst().burntHectares()).isZero();
        assertThat(report.burntHectares()).isBetween(5.0, 80.0);
        assertThat(report.scenes().get(1).date()).isEqualTo(LocalDate.of(2024, 7, 22));
    }

    @Test
    void cloudsCoverAboutTheShareAskedFor() throws IOException {
        var options = SMALL.withExtras(0, 0).withDates(LocalDate.of(2024, 4, 1), 8, 15, 0.3);

        var scenes = run(options, folder.resolve("cloudy"), 2).scenes();

        double mean = scenes.stream().mapToDouble(s -> s.cloudShare()).average().orElseThrow();
        assertThat(mean).isBetween(0.2, 0.5);
        assertThat(scenes.stream().allMatch(s -> s.shadowShare() > 0)).isTrue();
        var clear = run(options.withDates(LocalDate.of(2024, 4, 1), 1, 1, 0), folder.resolve("clear"), 2);
        assertThat(clear.scenes().getFirst().cloudShare()).isZero();
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> OpticalOptions.USUAL.withSize(10, 512))
                .hasMessage("width is 10, expected 64 to 200000 pixels");
        assertThatThrownBy(() -> OpticalOptions.USUAL.withExtras(100, 0)).hasMessageContaining("tiles is 100");
    }
}
