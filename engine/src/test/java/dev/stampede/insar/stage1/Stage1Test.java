package dev.stampede.insar.stage1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.golden.Golden;
import dev.stampede.golden.GoldenWorkspace;
import dev.stampede.insar.artifacts.MissingArtifactException;
import dev.stampede.insar.model.StageSummary;
import dev.stampede.insar.model.UnsupportedModeException;
import dev.stampede.insar.prep.TinyExport;
import dev.stampede.io.mat.FormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cases the golden sets do not have, on scenes of a few pixels in which every pixel is a candidate.
class Stage1Test {
    private static final int WIDTH = 5;
    private static final int LINES = 4;
    private static final int N = WIDTH * LINES;

    @TempDir
    Path folder;

    private TinyExport export;
    private GoldenWorkspace work;

    @BeforeEach
    void writeExport() throws IOException {
        export = new TinyExport(folder.resolve("in"), WIDTH, LINES, 4).single((k, y, x) -> 10);
        work = new GoldenWorkspace(Golden.psSmall(), folder.resolve("work/PATCH_1"), 2);
    }

    @AfterEach
    void close() {
        work.close();
    }

    private StageSummary load() throws IOException {
        TinyExport.prepare(export.options(folder.resolve("work")).force(true).build(), 1);
        return new Stage1().run(work.context());
    }

    private Path candidates(String ending) {
        return folder.resolve("work/PATCH_1/pscands.1." + ending);
    }

    @Test
    void dropsIncompleteRowsAfterEverythingElseIsComputed() throws IOException {
        export.raster(TinyExport.MASTER + ".lon", i -> i == 3 ? Float.NaN : 11 + i * 1e-4f);
        TinyExport.prepare(export.options(folder.resolve("work")).build(), 1);
        var phase = ByteBuffer.wrap(Files.readAllBytes(candidates("ph")));
        phase.putFloat(8 * (N + 7) + 4, Float.NaN); // interferogram 2, candidate 8, imaginary part
        phase.putFloat(8 * 9, Float.POSITIVE_INFINITY); // interferogram 1, candidate 10: stays
        Files.write(candidates("ph"), phase.array());

        var summary = new Stage1().run(work.context());

        assertThat(summary.rows()).isEqualTo(N - 2);
        assertThat(summary.details()).contains("2 without coordinates or phase");
        assertThat(work.result("ps1", "n_ps").scalar()).isEqualTo(N - 2);
        assertThat(work.result("ps1", "sort_ix").size()).isEqualTo(N);
        assertThat(work.result("ps1", "sort_ix").get(N - 1)).isEqualTo(4); // no position sorts last
        assertThat(work.result("ph1", "ph").rows()).isEqualTo(N - 2);
        var ij = work.result("ps1", "ij");
        for (int i = 0; i < N - 2; i++) {
            assertThat(ij.get(i)).isEqualTo(i + 1);
            assertThat(ij.get(N - 2 + i) * WIDTH + ij.get(2 * (N - 2) + i)).isNotIn(3.0, 7.0);
        }
        var image = ImageGeometry.of(
                dev.stampede.io.text.KeyedText.read(folder.resolve("in/rslc/" + TinyExport.MASTER + ".rslc.par")));
        double mean = 0;
        for (int x = 0; x < WIDTH; x++) {
            mean += image.incidence(image.range(x)) / WIDTH;
        }
        assertThat(work.result("ps1", "mean_incidence").scalar()).isCloseTo(mean, within(1e-12));
    }

    @Test
    void putsTheReferenceImageIntoPhaseAndBaselines() throws IOException {
        load();

        assertThat(work.result("ps1", "master_ix").scalar()).isEqualTo(2);
        assertThat(work.result("ps1", "n_ifg").scalar()).isEqualTo(4);
        assertThat(work.result("bp1", "bperp_mat").cols()).isEqualTo(3);
        var ph = work.result("ph1", "ph");
        var ij = work.result("ps1", "ij");
        for (int i = 0; i < N; i++) {
            assertThat(ph.get(N + i)).isEqualTo(1);
            assertThat(ph.getImaginary(N + i)).isZero();
            assertThat(ph.get(2 * N + i)).isEqualTo(2); // from the image of that date
            assertThat(ph.getImaginary(i)).isEqualTo(ij.get(N + i) * WIDTH + ij.get(2 * N + i));
        }
        var bperp = work.result("ps1", "bperp");
        assertThat(bperp.get(1)).isZero();
        double sum = 0;
        for (int i = 0; i < N; i++) {
            sum += work.result("bp1", "bperp_mat").get(N + i);
        }
        assertThat(bperp.get(2)).isCloseTo(sum / N, within(1e-4));
    }

    @Test
    void sortsByNorthThenEastAndKeepsTheValuesTogether() throws IOException {
        load();

        var xy = work.result("ps1", "xy");
        var hgt = work.result("hgt1", "hgt");
        var ij = work.result("ps1", "ij");
        for (int i = 0; i < N; i++) {
            assertThat(hgt.get(i)).isEqualTo(ij.get(N + i) * WIDTH + ij.get(2 * N + i));
            if (i > 0) {
                assertThat(xy.get(2 * N + i)).isGreaterThanOrEqualTo(xy.get(2 * N + i - 1));
            }
        }
    }

    @Test
    void placesPointsOnTheEquator() throws IOException {
        export.heading = 180; // no rotation
        export.single((k, y, x) -> 10);
        export.raster(TinyExport.MASTER + ".lat", i -> (i / WIDTH - 1) * 0.01f); // the second line is on it

        load();

        var xy = work.result("ps1", "xy");
        var lonLat = work.result("ps1", "lonlat");
        double lon0 = work.result("ps1", "ll0").get(0);
        double lat0 = work.result("ps1", "ll0").get(1);
        for (int i = WIDTH; i < 2 * WIDTH; i++) {
            assertThat(lonLat.get(N + i)).isZero();
            assertThat(xy.get(N + i)).isCloseTo(6378137.0 * Math.toRadians(lonLat.get(i) - lon0), within(2e-3));
            assertThat(xy.get(2 * N + i)).isCloseTo(-6.335e6 * Math.toRadians(lat0), within(1.0));
        }
    }

    @Test
    void loadsAPatchWithoutCandidatesAsEmpty() throws IOException {
        TinyExport.prepare(export.options(folder.resolve("work")).build(), 1);
        for (var ending : new String[] {"ij", "ij.int", "da", "ll", "hgt", "ph"}) {
            Files.write(candidates(ending), new byte[0]);
        }

        var summary = new Stage1().run(work.context());

        assertThat(summary.emptyReason()).contains("no candidates");
        assertThat(work.result("ps1", "n_ps").scalar()).isZero();
        assertThat(work.result("no_ps_info", "stamps_step_no_ps").get(0)).isEqualTo(1);
    }

    @Test
    void keepsIncidenceForASingleMasterAndLookAngleForPairs() throws IOException {
        load();
        double incidence = work.result("la1", "la").get(0);
        export = new TinyExport(folder.resolve("pairs"), WIDTH, LINES, 4).pairs((k, y, x) -> 10);
        work.set("small_baseline_flag", "y");
        TinyExport.prepare(
                export.options(folder.resolve("work"))
                        .masterDate(TinyExport.MASTER)
                        .force(true)
                        .build(),
                1);

        new Stage1().run(work.context());

        double look = work.result("la1", "la").get(0);
        assertThat(incidence).isBetween(look + 0.03, look + 0.12);
        assertThat(work.result("ps1", "n_ifg").scalar()).isEqualTo(3);
        assertThat(work.result("ps1", "n_image").scalar()).isEqualTo(4);
        assertThat(work.result("ps1", "ifgday_ix").toDoubles()).containsExactly(1, 2, 3, 2, 3, 4);
        assertThat(work.result("bp1", "bperp_mat").describe()).isEqualTo("double [20x3]");
        assertThat(folder.resolve("work/PATCH_1/small_baselines.list")).exists();
    }

    @Test
    void namesFilesThatDoNotFitTogether() throws IOException {
        load();
        Files.write(candidates("ph"), new byte[8 * N * 2]);
        assertThatThrownBy(() -> new Stage1().run(work.context()))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("pscands.1.ph")
                .hasMessageContaining("has 320 bytes, expected 480 for 20 candidates and 3 interferograms");

        load();
        Files.writeString(candidates("da"), "0.1\n");
        assertThatThrownBy(() -> new Stage1().run(work.context())).hasMessageContaining("pscands.1.da");

        load();
        Files.writeString(candidates("ij"), Files.readString(candidates("ij")) + "21 4 4\n");
        assertThatThrownBy(() -> new Stage1().run(work.context()))
                .hasMessageContaining("more lines than the 20 candidates");
    }

    @Test
    void namesWhatIsMissing() throws IOException {
        load();
        Files.delete(folder.resolve("work/rsc.txt"));
        assertThatThrownBy(() -> new Stage1().run(work.context()))
                .isInstanceOf(MissingArtifactException.class)
                .hasMessageContaining("rsc.txt")
                .hasMessageContaining("stampede prep");

        load();
        Files.delete(folder.resolve("in/diff0/20200102_20200101.base"));
        assertThatThrownBy(() -> new Stage1().run(work.context()))
                .hasMessageContaining("20200102_20200101.base")
                .hasMessageContaining("was the export moved");
    }

    @Test
    void refusesCoordinatesOffTheGlobe() throws IOException {
        load();
        var lonLat = ByteBuffer.wrap(Files.readAllBytes(candidates("ll")));
        lonLat.putFloat(8 * 4 + 4, Float.NEGATIVE_INFINITY);
        Files.write(candidates("ll"), lonLat.array());

        assertThatThrownBy(() -> new Stage1().run(work.context()))
                .hasMessageContaining("latitude of candidate 5 is -Infinity");
    }

    @Test
    void refusesOtherProcessorsByName() {
        work.set("insar_processor", "gsar");

        assertThatThrownBy(() -> new Stage1().requireSupported(work.context()))
                .isInstanceOf(UnsupportedModeException.class)
                .hasMessageContaining("insar_processor is gsar");
    }
}
