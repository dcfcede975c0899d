package dev.stampede.insar.prep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.insar.model.UnsupportedModeException;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What preparation refuses, in which words, and that it leaves no trace then.
class PreparationRefusalTest {
    @TempDir
    Path folder;

    private TinyExport export;

    @BeforeEach
    void writeExport() throws IOException {
        export = new TinyExport(folder.resolve("in"), 6, 4, 3).single((k, y, x) -> 10);
    }

    private Path dataset() {
        return folder.resolve("work");
    }

    private void refuses(PrepOptions.Builder options, String... words) {
        assertThatThrownBy(() -> TinyExport.prepare(options.build(), 1))
                .isInstanceOfAny(UsageException.class, IllegalArgumentException.class, UnsupportedModeException.class)
                .message()
                .contains(words);
        assertThat(dataset()).doesNotExist();
    }

    @Test
    void namesATruncatedRasterWithItsSizes() throws IOException {
        var file = folder.resolve("in/rslc/20200103.rslc");
        Files.write(file, new byte[100]);

        refuses(export.options(dataset()), file.toString(), "has 100 bytes, expected 192", "6 x 4");
    }

    @Test
    void namesMissingFiles() throws IOException {
        Files.delete(folder.resolve("in/diff0/20200102_20200101.base"));
        refuses(export.options(dataset()), "20200102_20200101.base", "missing");

        Files.delete(folder.resolve("in/geo/elevation_dem.rdc"));
        refuses(export.options(dataset()), "geo/*dem.rdc", "missing");
    }

    @Test
    void namesTheWidthsThatDisagree() throws IOException {
        var par = folder.resolve("in/rslc/20200103.rslc.par");
        Files.writeString(par, Files.readString(par).replace("range_samples: 6", "range_samples: 8"));

        refuses(export.options(dataset()), "20200103.rslc.par", "8 x 4", "6 x 4");
    }

    @Test
    void namesDatesThatDoNotMatch() throws IOException {
        Files.delete(folder.resolve("in/rslc/20200103.rslc"));

        refuses(export.options(dataset()), "interferograms without image [20200103]");
    }

    @Test
    void namesImagesWithoutInterferogram() throws IOException {
        Files.delete(folder.resolve("in/diff0/20200102_20200103.diff"));

        refuses(export.options(dataset()), "images without interferogram [20200103]");
    }

    @Test
    void namesSeveralMasters() throws IOException {
        Files.move(
                folder.resolve("in/diff0/20200102_20200101.diff"), folder.resolve("in/diff0/20200101_20200102.diff"));

        refuses(export.options(dataset()), "[20200101, 20200102]", "--master-date");
        refuses(export.options(dataset()).masterDate("20200102"), "has master 20200101, expected 20200102");
    }

    @Test
    void namesPairFoldersWithTheWrongImages() throws IOException {
        var pairs = new TinyExport(folder.resolve("pairs"), 6, 4, 3).pairs((k, y, x) -> 10);
        Files.move(
                folder.resolve("pairs/SMALL_BASELINES/20200101_20200102/20200102.rslc"),
                folder.resolve("pairs/SMALL_BASELINES/20200101_20200102/20200103.rslc"));

        refuses(
                pairs.options(dataset()),
                "20200101_20200102.diff",
                "[20200101, 20200103]",
                "expected [20200101, 20200102]");
    }

    @Test
    void namesOptionsOutOfRange() {
        refuses(export.options(dataset()).patches(0, 1), "--range-patches is 0");
        refuses(export.options(dataset()).patches(1, 5), "--azimuth-patches is 5", "4 lines");
        refuses(export.options(dataset()).overlap(0, -1), "--azimuth-overlap is -1");
        refuses(export.options(dataset()).ampDispersion(Double.NaN), "--amp-dispersion is NaN");
        refuses(export.options(dataset()).masterDate("2020-1-2"), "--master-date is 2020-1-2");
    }

    @Test
    void namesFoldersThatAreNone() throws IOException {
        refuses(PrepOptions.builder(Processor.SNAP, dataset()).export(folder.resolve("nowhere")), "nowhere", "missing");

        try (var files = Files.list(folder.resolve("in/geo"))) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder.resolve("in/geo"));
        Files.writeString(folder.resolve("in/geo"), "");
        refuses(export.options(dataset()), "in/geo", "is not a folder");
    }

    @Test
    void refusesExternalGeocodingByName() throws IOException {
        export.shorts = true;
        export.single((k, y, x) -> 10);
        Files.delete(folder.resolve("in/geo/20200102.lon"));

        refuses(export.options(dataset()), "geo/*.lon is missing", "GAMMA");
    }

    @Test
    void refusesWhenNoPatchHasACandidate() {
        refuses(export.options(dataset()).patches(2, 1).ampDispersion(-0.5), "no pixel of any patch", "-0.5");
    }

    @Test
    void namesCoordinatesOffTheGlobeAndUndoesEverything() throws IOException {
        export.raster("20200102.lat", i -> i == 9 ? 1e20f : 44);

        refuses(export.options(dataset()), "20200102.lat", "line 1, column 3", "between -90 and 90");
    }

    @Test
    void refusesAMaskOfAnotherSize() throws IOException {
        var mask = Files.write(folder.resolve("mask"), new byte[23]);

        refuses(export.options(dataset()).mask(mask), mask.toString(), "has 23 bytes, expected 24");
    }

    @Test
    void refusesAnUnknownImageFormat() throws IOException {
        export.shorts = true;
        export.single((k, y, x) -> 10);
        var par = folder.resolve("in/rslc/20200102.rslc.par");
        Files.writeString(par, Files.readString(par).replace("SCOMPLEX", "BCOMPLEX"));

        refuses(export.options(dataset()), "20200102.rslc.par", "image_format is BCOMPLEX");
    }

    @Test
    void replacesAnEarlierPreparationOnlyWhenForced() throws IOException {
        TinyExport.prepare(export.options(dataset()).patches(3, 1).build(), 1);
        Files.writeString(dataset().resolve("ps2.mat"), "old result");
        Files.writeString(dataset().resolve("notes.txt"), "mine");
        Files.writeString(dataset().resolve("selsbc.in"), "stale");

        assertThatThrownBy(() -> TinyExport.prepare(export.options(dataset()).build(), 1))
                .hasMessageContaining("PATCH_1")
                .hasMessageContaining("--force");
        assertThat(dataset().resolve("ps2.mat")).exists();
        TinyExport.prepare(export.options(dataset()).patches(2, 1).force(true).build(), 1);

        assertThat(dataset().resolve("PATCH_2")).isDirectory();
        assertThat(dataset().resolve("PATCH_3")).doesNotExist();
        assertThat(dataset().resolve("ps2.mat")).doesNotExist();
        assertThat(dataset().resolve("selsbc.in")).doesNotExist();
        assertThat(dataset().resolve("notes.txt")).hasContent("mine");
        assertThat(dataset().resolve(".stampede-tmp")).doesNotExist();
    }

    @Test
    void keepsThePreparedDatasetWhenAForcedRunIsRefused() throws IOException {
        TinyExport.prepare(export.options(dataset()).patches(3, 1).build(), 1);
        var before = Files.readString(dataset().resolve("PATCH_3/pscands.1.ij"));

        assertThatThrownBy(() -> TinyExport.prepare(
                        export.options(dataset())
                                .ampDispersion(-0.5)
                                .force(true)
                                .build(),
                        1))
                .isInstanceOf(UsageException.class);

        assertThat(dataset().resolve("PATCH_3/pscands.1.ij")).hasContent(before.strip());
        assertThat(dataset().resolve(".stampede-tmp")).doesNotExist();
    }
}
