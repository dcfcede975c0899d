package dev.stampede.insar.stage5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.golden.Golden;
import dev.stampede.insar.artifacts.MissingArtifactException;
import dev.stampede.insar.model.StageSummary;
import dev.stampede.insar.model.UnsupportedModeException;
import dev.stampede.io.mat.FormatException;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.io.mat.MatFormat;
import dev.stampede.io.mat.MatValue;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Small made-up patches: one line of pixels, cores of ten samples each. The coherence of a point names it.
class Stage5MergeTest {
    private static final int IFGS = 3;

    @TempDir
    Path scratch;

    private MergeWorkspace set;

    @BeforeEach
    void open() {
        set = new MergeWorkspace(Golden.psSmall(), scratch, 2);
        set.work.set("heading", Double.NaN);
    }

    @AfterEach
    void close() {
        set.close();
    }

    @Test
    void overlapBelongsToTheCoreEvenWhenAnotherPatchListedItFirst() throws IOException {
        new Patch("PATCH_1", 0, 9).point(3, 0.11).point(9, 0.12).point(11, 0.13).write();
        new Patch("PATCH_2", 10, 19)
                .point(9, 0.21)
                .point(11, 0.22)
                .point(15, 0.23)
                .write();

        var summary = merge();

        // 9 from its core patch 1, 11 from its core patch 2 although patch 1 listed it before
        assertThat(summary.rows()).isEqualTo(4);
        assertThat(coherence()).containsExactly(0.11, 0.12, 0.22, 0.23);
        assertThat(set.work.result("ps2", "ij").toDoubles())
                .startsWith(1, 2, 3, 4)
                .endsWith(3, 9, 11, 15);
    }

    @Test
    void whatTheOwnerLacksIsTakenFromTheFirstThatHasIt() throws IOException {
        new Patch("PATCH_1", 0, 9).point(3, 0.11).point(12, 0.12).write();
        new Patch("PATCH_2", 10, 19).point(15, 0.21).write();
        new Patch("PATCH_3", 20, 29).point(12, 0.31).point(25, 0.32).write();

        merge();

        assertThat(coherence()).containsExactly(0.11, 0.12, 0.21, 0.32);
    }

    @Test
    void ofPointsAtTheSamePlaceTheMoreCoherentStays() throws IOException {
        new Patch("PATCH_1", 0, 9).point(3, 0.11).at(5, 0.5, 12.0005, 45.005).write();
        new Patch("PATCH_2", 10, 19)
                .at(15, 0.6, 12.0005, 45.005)
                .point(17, 0.22)
                .write();

        merge();

        assertThat(coherence()).containsExactly(0.11, 0.6, 0.22);
    }

    @Test
    void valuesFollowTheirPoints() throws IOException {
        new Patch("PATCH_1", 0, 9).point(3, 0.11).point(11, 0.12).write();
        new Patch("PATCH_2", 10, 19).point(11, 0.21).point(15, 0.22).write();

        merge();

        for (var variable :
                new String[] {"pm2 K_ps", "pm2 C_ps", "la2 la", "hgt2 hgt", "bp2 bperp_mat", "pm2 ph_res"}) {
            var words = variable.split(" ");
            var values = set.work.result(words[0], words[1]);
            assertThat(values.get(0)).as(variable).isCloseTo(0.11, within(1e-8));
            assertThat(values.get(1)).as(variable).isCloseTo(0.21, within(1e-8));
            assertThat(values.get(2)).as(variable).isCloseTo(0.22, within(1e-8));
        }
        var corrected = set.work.result("rc2", "ph_rc");
        assertThat(Math.atan2(corrected.getImaginary(1), corrected.get(1))).isCloseTo(0.21, within(1e-6));
        assertThat(Math.hypot(corrected.get(1), corrected.getImaginary(1))).isCloseTo(1, within(1e-6));
        assertThat(set.work.result("phuw2", "ph_uw").describe()).isEqualTo("single [3x3]");
        assertThat(set.work.result("inc2", "inc").describe()).isEqualTo("double [0x0]");
    }

    /// The corners of a slanted field of 1000 x 1500 m, which has its own width once it is turned by the direction
    /// of flight.
    @Test
    void theDirectionOfFlightTurnsTheCoordinates() throws IOException {
        var patch = new Patch("PATCH_1", 0, 9);
        for (int i = 0; i < 4; i++) {
            double across = 1000 * (i % 2);
            double along = 1500 * (i / 2);
            double turn = Math.toRadians(-12);
            double east = across * Math.cos(turn) + along * Math.sin(turn);
            double north = -across * Math.sin(turn) + along * Math.cos(turn);
            patch.at(i, 0.1 + 0.01 * i, 12 + east / 78_850, 45 + north / 111_130);
        }
        patch.write();
        merge();
        double unturned = widthOfX();

        set.work.set("heading", -12);
        merge();

        assertThat(unturned).isBetween(1270.0, 1310.0);
        assertThat(widthOfX()).isBetween(990.0, 1010.0);
    }

    private double widthOfX() throws IOException {
        var xy = set.work.result("ps2", "xy").toDoubles();
        int n = xy.length / 3;
        var x = java.util.Arrays.stream(xy, n, 2 * n).summaryStatistics();
        return x.getMax() - x.getMin();
    }

    @Test
    void metadataComeFromTheLastPatch() throws IOException {
        new Patch("PATCH_1", 0, 9).point(3, 0.11).write();
        new Patch("PATCH_2", 10, 19).point(15, 0.22).write();

        merge();

        assertThat(set.work.result("ps2", "ll0").toDoubles()).containsExactly(12.02, 45);
    }

    @Test
    void resamplingWithOneCorePointKeepsItsValues() throws IOException {
        set.work.set("merge_resample_size", 100);
        new Patch("PATCH_1", 0, 9).point(3, 0.11).point(12, 0.12).write();

        var summary = merge();

        assertThat(summary.rows()).isEqualTo(1);
        assertThat(set.work.result("ps2", "ij").toDoubles()).containsExactly(1, 0, 3);
        assertThat(set.work.result("pm2", "K_ps").get(0)).isCloseTo(0.11, within(1e-12));
        assertThat(set.work.result("ph2", "ph").describe()).isEqualTo("double [1x3]");
        assertThat(set.work.result("bp2", "bperp_mat").describe()).isEqualTo("single [1x2]");
        assertThat(set.work.folder().has("phuw2")).isFalse();
    }

    @Test
    void resamplingAveragesCellsAndSkipsPatchesWithoutCore() throws IOException {
        set.work.set("merge_resample_size", 100);
        // local x is 10 m a sample about the middle sample of the patch: cells begin at 1 m
        new Patch("PATCH_1", 0, 9).point(1, 0.1).point(2, 0.2).point(9, 0.3).write();
        new Patch("PATCH_2", 10, 19).point(3, 0.9).write();

        merge();

        assertThat(set.work.result("pm2", "K_ps").toDoubles()).hasSize(1);
        assertThat(set.work.result("pm2", "K_ps").get(0)).isCloseTo(0.2, within(1e-3));
        assertThat(set.work.result("ps2", "ij").get(2)).isEqualTo(4);
        assertThat(set.work.result("ps2", "ll0").toDoubles()).containsExactly(12.02, 45);
    }

    @Test
    void cellsTooNoisyAreDropped() throws IOException {
        set.work.set("merge_resample_size", 1).set("merge_standard_dev", 0.1);
        new Patch("PATCH_1", 0, 9).point(1, 0.1).point(2, 0.2).point(3, 0.3).write();

        assertThat(merge().emptyReason()).contains("no point is left of 1 patches after merging");

        set.work.set("merge_standard_dev", 0.2);
        assertThat(merge().rows()).isEqualTo(3);
    }

    @Test
    void withoutPatchesThereIsNothing() throws IOException {
        assertThat(merge().emptyReason()).contains("no patch has any point");
    }

    @Test
    void patchesOfOtherStacksAreRefused() throws IOException {
        new Patch("PATCH_1", 0, 9).point(3, 0.11).write();
        var other = new Patch("PATCH_2", 10, 19).point(15, 0.22);
        other.firstDay = 700000;
        other.write();

        assertThatThrownBy(this::merge)
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("PATCH_2")
                .hasMessageContaining("other images");
    }

    @Test
    void aQuantityOnlySomePatchesHaveIsRefused() throws IOException {
        new Patch("PATCH_1", 0, 9).point(3, 0.11).write();
        new Patch("PATCH_2", 10, 19).point(15, 0.22).write();
        Files.delete(set.patch(1).file("hgt2"));

        assertThatThrownBy(this::merge).isInstanceOf(FormatException.class).hasMessageContaining("hgt2");
    }

    @Test
    void missingCoreAreaIsNamed() throws IOException {
        new Patch("PATCH_1", 0, 9).point(3, 0.11).write();
        Files.delete(scratch.resolve("PATCH_1/patch_noover.in"));

        assertThatThrownBy(this::merge)
                .isInstanceOf(MissingArtifactException.class)
                .hasMessageContaining("patch_noover.in");
    }

    @Test
    void patchesUnwrappedOnTheirOwnAreRefused() throws IOException {
        new Patch("PATCH_1", 0, 9).point(3, 0.11).write();
        Files.writeString(scratch.resolve("PATCH_1/phuw2.mat"), "");

        assertThatThrownBy(() -> new Stage5Merge().requireSupported(set.context()))
                .isInstanceOf(UnsupportedModeException.class)
                .hasMessageContaining("phuw2");
    }

    private StageSummary merge() throws IOException {
        return new Stage5Merge().run(set.context());
    }

    private double[] coherence() throws IOException {
        return set.work.result("pm2", "coh_ps").toDoubles();
    }

    /// Points of one patch; every value of a point is its coherence.
    private final class Patch {
        private final String name;
        private final int first;
        private final int last;
        private final java.util.List<double[]> points = new java.util.ArrayList<>();
        private double firstDay = 737000;

        Patch(String name, int first, int last) {
            this.name = name;
            this.first = first;
            this.last = last;
        }

        Patch point(int sample, double coherence) {
            return at(sample, coherence, 12 + 0.001 * sample, 45 + 0.001 * sample);
        }

        Patch at(int sample, double coherence, double lon, double lat) {
            points.add(new double[] {sample, coherence, lon, lat});
            return this;
        }

        void write() throws IOException {
            set.patch(name);
            var folder = scratch.resolve(name);
            Files.writeString(folder.resolve("patch_noover.in"), (first + 1) + "\n" + (last + 1) + "\n1\n1\n");
            int n = points.size();
            var arena = set.work.arena();
            var ij = DoubleMatrix.allocate(arena, n, 3);
            var lonLat = DoubleMatrix.allocate(arena, n, 2);
            var xy = FloatMatrix.allocate(arena, n, 3);
            for (int p = 0; p < n; p++) {
                ij.set(p, 0, p + 1);
                ij.set(p, 2, points.get(p)[0]);
                lonLat.set(p, 0, points.get(p)[2]);
                lonLat.set(p, 1, points.get(p)[3]);
                xy.set(p, 0, p + 1);
                xy.set(p, 1, (float) (10 * points.get(p)[0]));
                xy.set(p, 2, 50);
            }
            var ps = new LinkedHashMap<String, MatValue>();
            ps.put("ij", Mat.of(ij));
            ps.put("lonlat", Mat.of(lonLat));
            ps.put("xy", Mat.of(xy));
            ps.put("n_ps", Mat.scalar(n));
            ps.put("n_ifg", Mat.scalar(IFGS));
            ps.put("day", Mat.column(firstDay, firstDay + 12, firstDay + 24));
            ps.put("master_ix", Mat.scalar(2));
            ps.put("ll0", Mat.row(12 + 0.001 * (first + 10), 45));
            file(folder, "ps2", ps);
            file(folder, "ph2", "ph", Mat.of(phasors(IFGS, 5)));
            var rc = new LinkedHashMap<String, MatValue>();
            rc.put("ph_rc", Mat.of(phasors(IFGS, 5)));
            rc.put("ph_reref", Mat.of(phasors(IFGS, 1)));
            file(folder, "rc2", rc);
            var pm = new LinkedHashMap<String, MatValue>();
            pm.put("ph_patch", Mat.of(phasors(IFGS - 1, 1)));
            pm.put("ph_res", Mat.of(floats(IFGS - 1)));
            for (var value : new String[] {"K_ps", "C_ps", "coh_ps"}) {
                pm.put(value, coherenceColumn());
            }
            file(folder, "pm2", pm);
            file(folder, "bp2", "bperp_mat", Mat.of(floats(IFGS - 1)));
            file(folder, "la2", "la", coherenceColumn());
            file(folder, "hgt2", "hgt", coherenceColumn());
        }

        private MatValue coherenceColumn() {
            return Mat.column(points.stream().mapToDouble(p -> p[1]).toArray());
        }

        private FloatMatrix floats(int cols) {
            var m = FloatMatrix.allocate(set.work.arena(), points.size(), cols);
            for (int c = 0; c < cols; c++) {
                for (int p = 0; p < points.size(); p++) {
                    m.set(p, c, (float) points.get(p)[1]);
                }
            }
            return m;
        }

        private ComplexMatrix phasors(int cols, double amplitude) {
            var m = ComplexMatrix.allocate(set.work.arena(), points.size(), cols);
            for (int c = 0; c < cols; c++) {
                for (int p = 0; p < points.size(); p++) {
                    double angle = points.get(p)[1];
                    m.set(p, c, amplitude * Math.cos(angle), amplitude * Math.sin(angle));
                }
            }
            return m;
        }

        private void file(Path folder, String artifact, String name, MatValue value) throws IOException {
            var values = new LinkedHashMap<String, MatValue>();
            values.put(name, value);
            file(folder, artifact, values);
        }

        private void file(Path folder, String artifact, LinkedHashMap<String, MatValue> values) throws IOException {
            MatFiles.write(folder.resolve(artifact + ".mat"), values, MatFormat.V5);
        }
    }
}
