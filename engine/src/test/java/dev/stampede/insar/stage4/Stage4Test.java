package dev.stampede.insar.stage4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.golden.Golden;
import dev.stampede.golden.GoldenWorkspace;
import dev.stampede.insar.artifacts.MissingArtifactException;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.io.mat.MatFormat;
import dev.stampede.io.mat.MatValue;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Small made-up patches, one rule at a time.
class Stage4Test {
    private static final int IFGS = 6;

    @TempDir
    java.nio.file.Path scratch;

    private GoldenWorkspace work;

    @BeforeEach
    void open() {
        work = new GoldenWorkspace(Golden.psSmall(), scratch, 2);
        work.set("weed_standard_dev", Double.POSITIVE_INFINITY);
    }

    @AfterEach
    void close() {
        work.close();
    }

    @Test
    void keepsTheMostCoherentOfTheSamePlace() throws IOException {
        var patch = new Patch(5).at(1, 40, 40).at(2, 40, 40).at(4, 40, 40);
        patch.coherence = new double[] {0.9, 0.7, 0.8, 0.5, 0.8};

        run(patch);

        assertThat(mask()).containsExactly(true, false, true, true, false);
        assertThat(work.result("weed1", "ix_weed2").toBooleans()).containsExactly(true, true, true);
        assertThat(work.result("weed1", "ps_std").describe()).isEqualTo("double [3x1]");
        assertThat(work.result("ps2", "n_ps").scalar()).isEqualTo(3);
        assertThat(work.result("ps2", "ij").toDoubles()).startsWith(1, 3, 4);
    }

    @Test
    void adjacentPixelsKeepTheBestOfEachGroupOnRequestOnly() throws IOException {
        // a chain of three, a lone pixel, and a pair
        var patch = new Patch(6);
        patch.line = new int[] {10, 11, 12, 50, 80, 80};
        patch.sample = new int[] {10, 11, 12, 50, 80, 81};
        patch.coherence = new double[] {0.5, 0.6, 0.9, 0.4, 0.7, 0.7};

        run(patch);
        assertThat(mask()).containsOnly(true);

        work.set("weed_neighbours", "y");
        run(patch);
        assertThat(mask()).containsExactly(false, false, true, true, true, false);
    }

    @Test
    void adjacencyIsOffForSmallBaselines() throws IOException {
        var patch = new Patch(2);
        patch.line = new int[] {10, 11};
        patch.sample = new int[] {10, 11};
        work.set("weed_neighbours", "y").set("small_baseline_flag", "y");

        run(patch);

        assertThat(mask()).containsExactly(true, true);
    }

    @Test
    void heightsBelowNothingAreDroppedOnRequestOnly() throws IOException {
        var patch = new Patch(4);
        patch.height = new double[] {12, 0, -3, Double.NaN};

        run(patch);
        assertThat(mask()).containsOnly(true);

        work.set("weed_zero_elevation", "y");
        run(patch);
        assertThat(mask()).containsExactly(true, false, false, true);
        assertThat(work.result("hgt2", "hgt").toDoubles()).containsExactly(12, Double.NaN);
    }

    @Test
    void aNoisyPointIsDroppedAndItsQuietNeighboursStay() throws IOException {
        var patch = new Patch(9);
        for (int f = 0; f < IFGS; f++) {
            patch.phase[4][f] = f % 2 == 0 ? 2.5 : -1.9;
        }
        work.set("weed_standard_dev", 0.8);

        var summary = run(patch);

        assertThat(mask()).containsExactly(true, true, true, true, false, true, true, true, true);
        assertThat(summary.figures()).containsEntry("n_kept", 8).containsEntry("n_noise_tested", 9);
        float[] std = work.result("weed1", "ps_std").asFloatMatrix(work.arena()).toArray();
        assertThat(std[4]).isGreaterThan(0.8f);
        assertThat(std[0]).isLessThan(0.01f);
    }

    @Test
    void theLargestDeviationCountsToo() throws IOException {
        var patch = new Patch(9);
        patch.phase[4][3] = 2;
        work.set("weed_max_noise", 0.9);

        run(patch);

        assertThat(mask()).containsExactly(true, true, true, true, false, true, true, true, true);
    }

    @Test
    void smallBaselinesAreTestedOnPhasorsWhenALimitIsLowered() throws IOException {
        var patch = new Patch(9);
        for (int f = 0; f < IFGS; f++) {
            patch.phase[4][f] = f % 2 == 0 ? 2.5 : -1.9;
        }
        work.set("small_baseline_flag", "y").set("weed_standard_dev", 0.8);

        run(patch);

        assertThat(mask()).containsExactly(true, true, true, true, false, true, true, true, true);
    }

    @Test
    void aDroppedInterferogramDoesNotCount() throws IOException {
        var patch = new Patch(9);
        patch.phase[4][3] = 3;
        work.set("weed_max_noise", 0.9).set("drop_ifg_index", 4);

        run(patch);

        assertThat(mask()).containsOnly(true);
        assertThat(work.result("weed1", "ifg_index").toDoubles()).containsExactly(1, 2, 3, 5, 6);
    }

    @Test
    void twoPointsShareTheOneEdge() throws IOException {
        work.set("weed_standard_dev", 1);

        run(new Patch(2));

        assertThat(mask()).containsExactly(true, true);
    }

    @Test
    void aLonePointHasNoEdgeAndIsDropped() throws IOException {
        work.set("weed_standard_dev", 1);

        var summary = run(new Patch(1));

        assertThat(summary.emptyReason()).contains("none of 1 points is left after weeding");
        assertThat(mask()).containsExactly(false);
        assertThat(work.folder().has("ps2")).isFalse();
    }

    @Test
    void nothingSelectedIsAnEmptyPatch() throws IOException {
        var patch = new Patch(3);
        patch.keep = new boolean[3];

        var summary = run(patch);

        assertThat(summary.emptyReason()).contains("stage 3 kept no point");
        assertThat(work.result("weed1", "ix_weed").size()).isZero();
    }

    @Test
    void rowsComeFromTheRightArtifacts() throws IOException {
        var patch = new Patch(4);
        patch.keep = new boolean[] {false, true, true, false};

        run(patch);

        // select1 lists rows 1, 2, 3 and 4 of the patch; rows 2 and 3 are kept
        assertThat(work.result("pm2", "K_ps").toDoubles()).containsExactly(0.002, 0.003);
        assertThat(work.result("pm2", "ph_patch").get(0)).isEqualTo(1002);
        assertThat(work.result("pm2", "ph_res").get(1)).isEqualTo(3);
        assertThat(work.result("bp2", "bperp_mat").get(0)).isEqualTo(2);
        assertThat(work.result("psver", "psver").scalar()).isEqualTo(2);
        assertThat(work.result("ps2", "xy").get(0)).isEqualTo(2);
    }

    @Test
    void missingSelectionNamesTheStageThatMakesIt() throws IOException {
        new Patch(2).write();
        java.nio.file.Files.delete(scratch.resolve("select1.mat"));

        assertThatThrownBy(() -> new Stage4().run(work.context()))
                .isInstanceOf(MissingArtifactException.class)
                .hasMessageContaining("select1.mat");
    }

    @Test
    void stopsWhenCancelled() throws IOException {
        new Patch(9).write();
        work.set("weed_standard_dev", 1);
        work.workers().cancellation().cancel();

        assertThatThrownBy(() -> new Stage4().run(work.context())).isInstanceOf(CancellationException.class);
        assertThat(work.folder().has("weed1")).isFalse();
    }

    private boolean[] mask() throws IOException {
        return work.result("weed1", "ix_weed").toBooleans();
    }

    private dev.stampede.insar.model.StageSummary run(Patch patch) throws IOException {
        patch.write();
        return new Stage4().run(work.context());
    }

    /// Points on a rough square lattice, quiet phase, everything selected.
    private final class Patch {
        private final int n;
        private final double[][] xy;
        private int[] line;
        private int[] sample;
        private double[] coherence;
        private double[] height;
        private boolean[] keep;
        private final double[][] phase;

        Patch(int n) {
            this.n = n;
            xy = new double[n][];
            for (int p = 0; p < n; p++) {
                xy[p] = new double[] {100 * (p % 3) + 7 * p, 100 * (p / 3) - 3 * p};
            }
            line = IntStream.range(0, n).map(p -> 10 * p).toArray();
            sample = line.clone();
            coherence = new double[n];
            Arrays.fill(coherence, 0.9);
            height = new double[n];
            Arrays.fill(height, 100);
            keep = new boolean[n];
            Arrays.fill(keep, true);
            phase = new double[n][IFGS];
        }

        Patch at(int p, double x, double y) {
            xy[p] = new double[] {x, y};
            return this;
        }

        void write() throws IOException {
            boolean pairs = work.parameters().smallBaseline();
            int stored = pairs ? IFGS : IFGS - 1;
            var arena = work.arena();
            var ps = new LinkedHashMap<String, MatValue>();
            ps.put("ij", Mat.of(matrix(3, (p, c) -> c == 0 ? p + 1 : c == 1 ? line[p] : sample[p])));
            ps.put("xy", Mat.of(floats(3, (p, c) -> c == 0 ? p + 1 : xy[p][c - 1])));
            ps.put("lonlat", Mat.of(matrix(2, (p, c) -> 12 + c + 0.001 * p)));
            ps.put("bperp", Mat.column(-100, 0, 60, 30, -20, 140));
            ps.put("day", Mat.column(737000, 737012, 737024, 737036, 737048, 737060));
            ps.put("master_ix", Mat.scalar(2));
            ps.put("n_ifg", Mat.scalar(IFGS));
            ps.put("n_image", Mat.scalar(IFGS));
            ps.put("n_ps", Mat.scalar(n));
            ps.put("sort_ix", Mat.column(new double[n]));
            file("ps1", ps);
            var ph = ComplexMatrix.allocate(arena, n, IFGS);
            for (int p = 0; p < n; p++) {
                for (int f = 0; f < IFGS; f++) {
                    ph.set(p, f, 3 * Math.cos(phase[p][f]), 3 * Math.sin(phase[p][f]));
                }
            }
            file("ph1", "ph", Mat.of(ph));
            file("pm1", "ph_patch", Mat.of(floats(stored, (p, c) -> 1000 + p + 1)));
            file("bp1", "bperp_mat", Mat.of(floats(stored, (p, c) -> p + 1)));
            file("hgt1", "hgt", Mat.column(height));
            var select = new LinkedHashMap<String, MatValue>();
            select.put(
                    "ix",
                    Mat.column(IntStream.rangeClosed(1, n).asDoubleStream().toArray()));
            select.put("keep_ix", Mat.logicalColumn(keep));
            select.put("coh_ps2", Mat.column(coherence));
            select.put("K_ps2", Mat.of(matrix(1, (p, c) -> keep[0] ? 0 : 0.001 * (p + 1))));
            select.put("C_ps2", Mat.column(new double[n]));
            select.put("ph_res2", Mat.of(floats(stored, (p, c) -> p + 1)));
            file("select1", select);
        }

        private void file(String name, String variable, MatValue value) throws IOException {
            var values = new LinkedHashMap<String, MatValue>();
            values.put(variable, value);
            file(name, values);
        }

        private void file(String name, LinkedHashMap<String, MatValue> values) throws IOException {
            MatFiles.write(work.folder().file(name), values, MatFormat.V5);
        }

        private DoubleMatrix matrix(int cols, Cell cell) {
            var m = DoubleMatrix.allocate(work.arena(), n, cols);
            for (int p = 0; p < n; p++) {
                for (int c = 0; c < cols; c++) {
                    m.set(p, c, cell.at(p, c));
                }
            }
            return m;
        }

        private FloatMatrix floats(int cols, Cell cell) {
            return Mat.of(matrix(cols, cell)).asFloatMatrix(work.arena());
        }
    }

    private interface Cell {
        double at(int point, int col);
    }
}
