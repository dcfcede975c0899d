package dev.stampede.insar.stage1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.golden.Golden;
import dev.stampede.golden.GoldenWorkspace;
import dev.stampede.insar.artifacts.MissingArtifactException;
import dev.stampede.io.mat.FormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Loading of a hand-made stack of Doris or ISCE: three secondaries listed out of order, four candidates.
class GridViewTest {
    private static final int WIDTH = 100;
    private static final int LENGTH = 50;
    private static final int[][] PIXEL = {{0, 0}, {3, 99}, {17, 20}, {49, 51}}; // line, column
    private static final float[] HEIGHT = {0, 500, 1000, 250};
    private static final String[] DAYS = {"20200301", "20200101", "20200401"};
    private static final double[] BASELINE = {30, -12.5, 70};
    private static final double[] CONSTANT = {2, 4, 5};

    @TempDir
    Path folder;

    private GoldenWorkspace work;

    @BeforeEach
    void write() throws IOException {
        var patch = Files.createDirectories(folder.resolve("PATCH_1"));
        text("width.txt", WIDTH + "\n");
        text("len.txt", LENGTH + "\n");
        text("day.1.in", String.join("\n", DAYS) + "\n");
        text("master_day.1.in", "20200201\n");
        text("bperp.1.in", "30\n-12.5\n70\n");
        text("heading.1.in", "-168.25\n");
        text("lambda.1.in", "0.0555\n");
        text("slc_osfactor.1.in", "2\n");
        text("pscphase.in", WIDTH + "\n/a/20200301/cint.raw\n/a/20200101/cint.raw\n/a/20200401/cint.raw\n");
        text(
                "psclonlat.in",
                WIDTH + "\n" + folder.resolve("geo/lon.raw") + "\n" + folder.resolve("geo/lat.raw") + "\n");
        text(
                "calamp.out",
                "/a/20200201_crop.slc 3\n/a/20200301/slave_res.slc 2\n/a/20200101/slave_res.slc 4\n"
                        + "/a/20200401/slave_res.slc 5\n");
        var ij = new StringBuilder();
        var lonLat = floats(8);
        var heights = floats(4);
        var phase = floats(8 * 3);
        for (int p = 0; p < 4; p++) {
            ij.append(p + 1)
                    .append(' ')
                    .append(PIXEL[p][0])
                    .append(' ')
                    .append(PIXEL[p][1])
                    .append('\n');
            lonLat.putFloat(11 + 1e-3f * PIXEL[p][1]).putFloat(45 + 1e-3f * PIXEL[p][0]);
            heights.putFloat(HEIGHT[p]);
        }
        for (int f = 0; f < 3; f++) {
            for (int p = 0; p < 4; p++) {
                phase.putFloat(10 * (f + 1) + p).putFloat(p == 0 ? 0 : -f);
            }
        }
        Files.writeString(patch.resolve("pscands.1.ij"), ij);
        Files.write(patch.resolve("pscands.1.ll"), lonLat.array());
        Files.write(patch.resolve("pscands.1.hgt"), heights.array());
        Files.write(patch.resolve("pscands.1.ph"), phase.array());
        work = new GoldenWorkspace(Golden.psSmall(), patch, 2).set("insar_processor", "doris");
    }

    @AfterEach
    void close() {
        work.close();
    }

    private static ByteBuffer floats(int bytesPerPoint) {
        return ByteBuffer.allocate(4 * bytesPerPoint).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void text(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    /// A grid of Doris whose value is `base + 0.1 column + 0.02 line`, plus `perKm` at 1000 m.
    private void grid(String name, double base, double perKm) throws IOException {
        var text = new StringBuilder();
        for (int j = 0; j < 50; j++) {
            for (int i = 0; i < 50; i++) {
                double value = base + 0.1 * i * WIDTH / 49 + 0.02 * j * LENGTH / 49;
                text.append(String.format(Locale.ROOT, "%.9f\n%.9f\n", value, value + perKm));
            }
        }
        text(name, text.toString());
    }

    private static double onGrid(int p, double base) {
        return base + 0.1 * PIXEL[p][1] + 0.02 * PIXEL[p][0];
    }

    /// Candidate at each row of the loaded set.
    private int[] order() throws IOException {
        var sort = work.result("ps1", "sort_ix").toDoubles();
        return java.util.Arrays.stream(sort).mapToInt(i -> (int) i - 1).toArray();
    }

    @Test
    void putsImagesInTheOrderOfTheirDatesAndScalesAmplitudes() throws IOException {
        new Stage1().run(work.context());

        assertThat(work.result("ps1", "day_ix").toDoubles()).containsExactly(2, 1, 3);
        assertThat(work.result("ps1", "calconst").toDoubles()).containsExactly(4, 2, 5);
        assertThat(work.result("ps1", "master_ix").scalar()).isEqualTo(2);
        assertThat(work.result("ps1", "bperp").toDoubles()).containsExactly(-12.5, 0, 30, 70);
        var day = work.result("ps1", "day").toDoubles();
        assertThat(day).isSorted().hasSize(4);
        assertThat(day[3] - day[0]).isEqualTo(91);
        int[] fileOf = {1, -1, 0, 2};
        var order = order();
        var ph = work.result("ph1", "ph");
        for (int row = 0; row < 4; row++) {
            for (int c = 0; c < 4; c++) {
                int f = fileOf[c];
                int p = order[row];
                assertThat(ph.get(row + 4L * c)).isEqualTo(f < 0 ? 1 : (float) ((10 * (f + 1) + p) / CONSTANT[f]));
                assertThat(ph.getImaginary(row + 4L * c)).isEqualTo(f < 0 || p == 0 ? 0 : (float) (-f / CONSTANT[f]));
            }
        }
        // Without grids every point has the mean baseline.
        assertThat(work.result("bp1", "bperp_mat").toDoubles())
                .containsExactly(-12.5, -12.5, -12.5, -12.5, 30, 30, 30, 30, 70, 70, 70, 70);
    }

    @Test
    void interpolatesGridsInPlaceAndHeight() throws IOException {
        grid("look_angle.1.in", 20, -0.5);
        for (int i = 0; i < 3; i++) {
            grid("bperp_" + DAYS[i] + ".1.in", BASELINE[i], 2);
        }

        var summary = new Stage1().run(work.context());

        assertThat(summary.parameters()).containsKeys("heading", "lambda", "slc_osf");
        var la = work.result("la1", "la");
        var bperp = work.result("bp1", "bperp_mat");
        int[] fileOf = {1, 0, 2};
        var order = order();
        for (int row = 0; row < 4; row++) {
            int p = order[row];
            assertThat(la.get(row)).isCloseTo(Math.toRadians(onGrid(p, 20) - 0.5 * HEIGHT[p] / 1000), within(1e-9));
            for (int c = 0; c < 3; c++) {
                assertThat(bperp.get(row + 4L * c))
                        .isCloseTo(onGrid(p, BASELINE[fileOf[c]]) + 2 * HEIGHT[p] / 1000, within(1e-5));
            }
        }
    }

    @Test
    void smallBaselinesAreDifferencesAtSeaLevelAndPhasesHaveUnitModulus() throws IOException {
        work.set("small_baseline_flag", "y");
        text("ifgday.1.in", "20200101 20200201\n20200201 20200401\n20200101 20200301\n");
        for (int i = 0; i < 3; i++) {
            grid("bperp_" + DAYS[i] + ".1.in", BASELINE[i] * (1 + i), 2);
        }

        new Stage1().run(work.context());

        assertThat(work.result("ps1", "ifgday_ix").toDoubles()).containsExactly(1, 2, 1, 2, 4, 3);
        assertThat(work.result("ps1", "bperp").toDoubles()).containsExactly(12.5, 70, 42.5);
        var bperp = work.result("bp1", "bperp_mat");
        var ph = work.result("ph1", "ph");
        var order = order();
        for (int row = 0; row < 4; row++) {
            int p = order[row];
            assertThat(bperp.get(row)).isCloseTo(-onGrid(p, -25), within(1e-5));
            assertThat(bperp.get(4 + row)).isCloseTo(onGrid(p, 210), within(2e-5));
            assertThat(bperp.get(8 + row)).isCloseTo(30 + 25, within(2e-5));
            for (int f = 0; f < 3; f++) {
                assertThat(Math.hypot(ph.get(row + 4L * f), ph.getImaginary(row + 4L * f)))
                        .isCloseTo(1, within(1e-7));
            }
        }
    }

    @Test
    void samplesIsceRastersOfFullSizeBesideTheLongitudes() throws IOException {
        work.set("insar_processor", "isce");
        var geo = Files.createDirectories(folder.resolve("geo"));
        var angle = ByteBuffer.allocate(4 * WIDTH * LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < WIDTH * LENGTH; i++) {
            angle.putFloat(30 + 1e-3f * i);
        }
        Files.write(geo.resolve("inc_angle.raw"), angle.array());
        for (var day : DAYS) {
            Files.write(geo.resolve("baselineGRID_" + day), angle.array());
        }

        new Stage1().run(work.context());

        var inc = work.result("inc1", "inc");
        var order = order();
        for (int row = 0; row < 4; row++) {
            int pixel = PIXEL[order[row]][0] * WIDTH + PIXEL[order[row]][1];
            assertThat(inc.get(row)).isCloseTo(Math.toRadians(30 + 1e-3 * pixel), within(1e-7));
            assertThat(work.result("bp1", "bperp_mat").get(row)).isEqualTo(30 + 1e-3f * pixel);
        }
    }

    @Test
    void refusesListsThatDoNotFitEachOther() throws IOException {
        text("bperp.1.in", "30\n-12.5\n");
        refuses("bperp.1.in", "has 2 baselines");
        text("bperp.1.in", "30\n-12.5\n70\n");

        text("day.1.in", "20200101\n20200301\n20200401\n");
        refuses("day.1.in", "20200101 in line 1", "/a/20200301/cint.raw");
        text("day.1.in", String.join("\n", DAYS));

        text("calamp.out", "/a/20200201_crop.slc 3\n/a/20200301/slave_res.slc 2\n");
        refuses("calamp.out", "no constant of image 20200101");
    }

    @Test
    void gridsNeedHeights() throws IOException {
        grid("look_angle.1.in", 20, 0);
        Files.delete(folder.resolve("PATCH_1/pscands.1.hgt"));

        assertThatThrownBy(() -> new Stage1().run(work.context()))
                .isInstanceOf(MissingArtifactException.class)
                .hasMessageContaining("pscands.1.hgt");
    }

    private void refuses(String... words) {
        assertThatThrownBy(() -> new Stage1().run(work.context()))
                .isInstanceOf(FormatException.class)
                .message()
                .contains(words);
    }
}
