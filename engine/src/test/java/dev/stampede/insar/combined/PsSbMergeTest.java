package dev.stampede.insar.combined;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.insar.params.ParameterFiles;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.io.mat.MatFormat;
import dev.stampede.io.mat.MatValue;
import dev.stampede.kernels.KernelRegistry;
import dev.stampede.kernels.ifgstd.InterferogramNoise;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.runtime.UsageException;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Joining of two sets made up here, every number of the result worked out from the definition. Four images,
/// the second is the reference; five pairs.
class PsSbMergeTest {
    private static final int IMAGES = 4;
    private static final int REFERENCE = 1;
    private static final int[][] PAIRS = {{0, 1}, {1, 2}, {0, 2}, {2, 3}, {1, 3}};

    // Single master: 0 and 3 are common, 1 is alone, 2 is alone but noisy, 4 has coordinates of a small-baseline point,
    // 5 and 6 share coordinates.
    private static final int[][] SINGLE = {{10, 10}, {20, 30}, {25, 5}, {40, 40}, {50, 10}, {60, 60}, {61, 60}};
    private static final int[][] SMALL = {{40, 40}, {10, 10}, {70, 20}, {5, 80}};

    @TempDir
    Path folder;

    private final Arena arena = Arena.ofShared();
    private final Random random = new Random(7);
    private double[][] residual;
    private double[] staticPhase;
    private double[][] patchSingle;
    private double[][] correctedSingle;
    private double[][] baselineSingle;
    private double[][] patchSmall;
    private double[][] correctedSmall;
    private final double[] coherenceSmall = {0.9, 0.5, 0.8, 0.6};

    @BeforeEach
    void write() throws IOException {
        int n = SINGLE.length;
        residual = angles(n, IMAGES - 1, 0.2);
        residual[2] = new double[] {0.3, 2.8, -2.4};
        staticPhase = new double[n];
        Arrays.setAll(staticPhase, p -> 0.1 * random.nextGaussian());
        patchSingle = angles(n, IMAGES - 1, 2);
        correctedSingle = angles(n, IMAGES, 2);
        baselineSingle = angles(n, IMAGES - 1, 100);
        patchSmall = angles(SMALL.length, PAIRS.length, 2);
        correctedSmall = angles(SMALL.length, PAIRS.length, 2);
        single();
        small();
    }

    @AfterEach
    void close() {
        arena.close();
    }

    private double[][] angles(int rows, int cols, double spread) {
        var values = new double[rows][cols];
        for (var row : values) {
            Arrays.setAll(row, c -> (float) (spread * random.nextGaussian()));
        }
        return values;
    }

    private static double[] lonLat(int[] pixel) {
        return new double[] {11 + 1e-3 * pixel[1], 45 + 1e-3 * pixel[0]};
    }

    private Path set(String name, boolean smallBaselines, int[][] pixels, double[][] lonLat) throws IOException {
        var root = Files.createDirectories(folder.resolve(name));
        ParameterFiles.create(root, smallBaselines, "snap");
        int ifgs = smallBaselines ? PAIRS.length : IMAGES;
        var ij = DoubleMatrix.allocate(arena, pixels.length, 3);
        var place = DoubleMatrix.allocate(arena, pixels.length, 2);
        var xy = FloatMatrix.allocate(arena, pixels.length, 3);
        for (int p = 0; p < pixels.length; p++) {
            ij.set(p, 0, p + 1);
            ij.set(p, 1, pixels[p][0]);
            ij.set(p, 2, pixels[p][1]);
            place.set(p, 0, lonLat[p][0]);
            place.set(p, 1, lonLat[p][1]);
        }
        var ps = new LinkedHashMap<String, MatValue>();
        ps.put("ij", Mat.of(ij));
        ps.put("lonlat", Mat.of(place));
        ps.put("xy", Mat.of(xy));
        ps.put("day", Mat.column(737000, 737012, 737024, 737048));
        ps.put("master_day", Mat.scalar(737012.0));
        ps.put("master_ix", Mat.scalar(REFERENCE + 1.0));
        ps.put("n_ifg", Mat.scalar((double) ifgs));
        ps.put("n_image", Mat.scalar((double) IMAGES));
        ps.put("n_ps", Mat.scalar((double) pixels.length));
        ps.put("bperp", Mat.column(new double[ifgs]));
        ps.put("ll0", Mat.row(11.5, 45.5));
        ps.put("mean_range", Mat.scalar(smallBaselines ? 845001.0 : 845002.0));
        if (smallBaselines) {
            var index = DoubleMatrix.allocate(arena, ifgs, 2);
            for (int f = 0; f < ifgs; f++) {
                index.set(f, 0, PAIRS[f][0] + 1);
                index.set(f, 1, PAIRS[f][1] + 1);
            }
            ps.put("ifgday_ix", Mat.of(index));
        }
        write(root, "ps2", ps);
        write(root, "hgt2", one("hgt", ramp(pixels.length, smallBaselines ? 100 : 1)));
        write(root, "la2", one("la", ramp(pixels.length, smallBaselines ? 0.3 : 0.4)));
        return root;
    }

    private static MatValue ramp(int n, double scale) {
        var values = new double[n];
        Arrays.setAll(values, p -> scale * (p + 1));
        return Mat.column(values);
    }

    private void single() throws IOException {
        var places = new double[SINGLE.length][];
        Arrays.setAll(places, p -> lonLat(SINGLE[p]));
        places[4] = lonLat(SMALL[2]);
        places[6] = places[5];
        var root = set("ps", false, SINGLE, places);
        var pm = new LinkedHashMap<String, MatValue>();
        pm.put("ph_res", Mat.of(floats(residual)));
        pm.put("C_ps", Mat.column(staticPhase));
        pm.put("K_ps", Mat.column(new double[SINGLE.length]));
        pm.put("ph_patch", Mat.of(phasors(patchSingle)));
        write(root, "pm2", pm);
        write(root, "rc2", one("ph_rc", Mat.of(phasors(correctedSingle))));
        write(root, "bp2", one("bperp_mat", Mat.of(floats(baselineSingle))));
    }

    private void small() throws IOException {
        var places = new double[SMALL.length][];
        Arrays.setAll(places, p -> lonLat(SMALL[p]));
        var root = set("sb", true, SMALL, places);
        var pm = new LinkedHashMap<String, MatValue>();
        pm.put("coh_ps", Mat.column(coherenceSmall));
        pm.put("K_ps", Mat.column(new double[SMALL.length]));
        pm.put("ph_patch", Mat.of(phasors(patchSmall)));
        write(root, "pm2", pm);
        write(root, "rc2", one("ph_rc", Mat.of(phasors(correctedSmall))));
        var baselines = DoubleMatrix.allocate(arena, SMALL.length, PAIRS.length);
        for (long i = 0; i < baselines.size(); i++) {
            baselines.set(i, 1000 + i);
        }
        write(root, "bp2", one("bperp_mat", Mat.of(baselines)));
    }

    private FloatMatrix floats(double[][] values) {
        var m = FloatMatrix.allocate(arena, values.length, values[0].length);
        for (int r = 0; r < m.rows(); r++) {
            for (int c = 0; c < m.cols(); c++) {
                m.set(r, c, (float) values[r][c]);
            }
        }
        return m;
    }

    private ComplexMatrix phasors(double[][] angles) {
        var m = ComplexMatrix.allocate(arena, angles.length, angles[0].length);
        for (int r = 0; r < m.rows(); r++) {
            for (int c = 0; c < m.cols(); c++) {
                m.set(r, c, Math.cos(angles[r][c]), Math.sin(angles[r][c]));
            }
        }
        return m;
    }

    private static LinkedHashMap<String, MatValue> one(String name, MatValue value) {
        return new LinkedHashMap<>(Map.of(name, value));
    }

    private static void write(Path root, String artifact, LinkedHashMap<String, MatValue> values) throws IOException {
        MatFiles.write(root.resolve(artifact + ".mat"), values, MatFormat.V5);
    }

    private MatArray read(String artifact, String name) throws IOException {
        try (var file = MatFiles.open(folder.resolve("out").resolve(artifact + ".mat"))) {
            return (MatArray) file.read(arena, name);
        }
    }

    private PsSbMerge.Report merge(boolean force) throws IOException {
        return merge(folder.resolve("ps"), folder.resolve("sb"), folder.resolve("out"), force, 2);
    }

    private static PsSbMerge.Report merge(Path single, Path small, Path out, boolean force, int threads)
            throws IOException {
        var kernels = new KernelRegistry(
                List.of(InterferogramNoise.FAMILY), KernelRegistry.pureJavaAvailability(), null, Map.of());
        try (var workers = new Workers(threads)) {
            return new PsSbMerge(kernels, workers).run(single, small, out, force);
        }
    }

    /// coh' of a single-master point, by its definition.
    private double pairCoherence(int p) {
        double re = 0;
        double im = 0;
        for (var pair : PAIRS) {
            double d = image(residual[p], staticPhase[p], pair[1]) - image(residual[p], staticPhase[p], pair[0]);
            re += Math.cos(d);
            im += Math.sin(d);
        }
        return Math.hypot(re, im) / PAIRS.length;
    }

    private static double image(double[] withoutReference, double reference, int image) {
        return image == REFERENCE ? reference : withoutReference[image < REFERENCE ? image : image - 1];
    }

    private static double snr(double coherence) {
        return 1 / (1 / (coherence * coherence) - 1);
    }

    @Test
    void choosesPointsByPixelCoordinatesAndCoherence() throws IOException {
        var report = merge(false);

        // Of 1, 2, 5 (6 shares its coordinates, 4 those of a small-baseline point) the noisy 2 is left out.
        assertThat(pairCoherence(2)).isLessThan(0.5);
        assertThat(report.singleOnly()).isEqualTo(2);
        assertThat(report.common()).isEqualTo(2);
        assertThat(report.smallOnly()).isEqualTo(2);
        assertThat(report.duplicates()).isEqualTo(2);
        assertThat(report.incoherent()).isEqualTo(1);
        assertThat(report.points()).isEqualTo(6);
        assertThat(read("merge2", "psu_ix").toDoubles()).containsExactly(2, 6); // by longitude
        assertThat(read("merge2", "psnu_ix").toDoubles()).containsExactly(1, 4);
        assertThat(read("merge2", "sbnu_ix").toDoubles()).containsExactly(2, 1);
        assertThat(read("merge2", "sbnu_coh").toDoubles()).containsExactly(0.5, 0.9);
        assertThat(read("merge2", "psnu_coh").get(1)).isCloseTo(pairCoherence(3), within(1e-7));
        assertThat(read("merge2", "psu_coh").get(0)).isCloseTo(pairCoherence(1), within(1e-7));
        var network = read("merge2", "G");
        assertThat(network.rows()).isEqualTo(PAIRS.length);
        for (int f = 0; f < PAIRS.length; f++) {
            for (int i = 0; i < IMAGES; i++) {
                assertThat(network.get(f + (long) PAIRS.length * i))
                        .isEqualTo(i == PAIRS[f][0] ? -1 : i == PAIRS[f][1] ? 1 : 0);
            }
        }
    }

    @Test
    void sortsAllPointsAndTakesTheRestFromTheSmallBaselines() throws IOException {
        merge(false);

        var xy = read("ps2", "xy");
        var ij = read("ps2", "ij");
        int n = xy.rows();
        for (int i = 0; i < n; i++) {
            assertThat(ij.get(i)).isEqualTo(i + 1);
            assertThat(xy.get(i)).isEqualTo(i + 1);
            if (i > 0) {
                assertThat(xy.get(2L * n + i)).isGreaterThanOrEqualTo(xy.get(2L * n + i - 1));
            }
        }
        assertThat(read("ps2", "n_ifg").scalar()).isEqualTo(PAIRS.length);
        assertThat(read("ps2", "mean_range").scalar()).isEqualTo(845001);
        assertThat(read("psver", "psver").scalar()).isEqualTo(2);
        assertThat(ParameterFiles.of(folder.resolve("out")).load().smallBaseline())
                .isTrue();
        for (int i = 0; i < n; i++) {
            int single = singleOnly(i, ij);
            int small = small(i, ij);
            assertThat(read("hgt2", "hgt").get(i)).isEqualTo(single >= 0 ? single + 1 : 100 * (small + 1));
            assertThat(read("la2", "la").get(i))
                    .isCloseTo(single >= 0 ? 0.4 * (single + 1) : 0.3 * (small + 1), within(1e-12));
        }
        assertThat(read("inc2", "inc").isEmpty()).isTrue();
    }

    private static int find(int[][] pixels, int row, MatArray ij) {
        for (int p = 0; p < pixels.length; p++) {
            if (pixels[p][0] == ij.get(ij.rows() + row) && pixels[p][1] == ij.get(2L * ij.rows() + row)) {
                return p;
            }
        }
        return -1;
    }

    private static int small(int row, MatArray ij) {
        return find(SMALL, row, ij);
    }

    private static int singleOnly(int row, MatArray ij) {
        return small(row, ij) >= 0 ? -1 : find(SINGLE, row, ij);
    }

    @Test
    void phasesAreMappedWeightedAndOfUnitModulus() throws IOException {
        merge(false);

        var ij = read("ps2", "ij");
        var patch = read("pm2", "ph_patch");
        var corrected = read("rc2", "ph_rc");
        var baselines = read("bp2", "bperp_mat");
        for (int row = 0; row < ij.rows(); row++) {
            int small = small(row, ij);
            int single = find(SINGLE, row, ij);
            for (int f = 0; f < PAIRS.length; f++) {
                long at = row + (long) f * ij.rows();
                var expected = expected(
                        single,
                        small,
                        single < 0 ? 0 : pair(f, i -> image(patchSingle[single], 0, i)),
                        small < 0 ? 0 : patchSmall[small][f]);
                assertThat(patch.get(at)).isCloseTo(expected[0], within(2e-7));
                assertThat(patch.getImaginary(at)).isCloseTo(expected[1], within(2e-7));
                expected = expected(
                        single,
                        small,
                        single < 0 ? 0 : pair(f, i -> correctedSingle[single][i]),
                        small < 0 ? 0 : correctedSmall[small][f]);
                assertThat(corrected.get(at)).isCloseTo(expected[0], within(2e-7));
                assertThat(corrected.getImaginary(at)).isCloseTo(expected[1], within(2e-7));
                assertThat(baselines.get(at))
                        .isCloseTo(
                                small >= 0
                                        ? 1000 + small + f * SMALL.length
                                        : pair(f, i -> image(baselineSingle[single], 0, i)),
                                within(1e-4));
            }
        }
    }

    private static double pair(int f, java.util.function.IntToDoubleFunction image) {
        return image.applyAsDouble(PAIRS[f][1]) - image.applyAsDouble(PAIRS[f][0]);
    }

    private double[] expected(int single, int small, double mapped, double own) {
        double ps = single < 0 ? 0 : small < 0 ? 1 : snr(pairCoherence(single));
        double sb = small < 0 ? 0 : single < 0 ? 1 : snr(coherenceSmall[small]);
        double re = ps * Math.cos(mapped) + sb * Math.cos(own);
        double im = ps * Math.sin(mapped) + sb * Math.sin(own);
        double modulus = Math.hypot(re, im);
        return new double[] {re / modulus, im / modulus};
    }

    @Test
    void noiseIsThatOfTheCorrectedAgainstThePatchPhase() throws IOException {
        merge(false);

        var patch = read("pm2", "ph_patch");
        var corrected = read("rc2", "ph_rc");
        var std = read("ifgstd2", "ifg_std");
        int n = patch.rows();
        for (int f = 0; f < PAIRS.length; f++) {
            double sum = 0;
            for (int row = 0; row < n; row++) {
                long at = row + (long) f * n;
                double d = Math.atan2(corrected.getImaginary(at), corrected.get(at))
                        - Math.atan2(patch.getImaginary(at), patch.get(at));
                sum += Math.pow(Math.atan2(Math.sin(d), Math.cos(d)), 2);
            }
            assertThat(std.get(f)).isCloseTo(Math.toDegrees(Math.sqrt(sum / n)), within(1e-4));
        }
    }

    @Test
    void theNumberOfThreadsDoesNotMatter() throws IOException {
        merge(folder.resolve("ps"), folder.resolve("sb"), folder.resolve("one"), false, 1);
        merge(folder.resolve("ps"), folder.resolve("sb"), folder.resolve("three"), false, 3);

        for (var name : List.of("ps2", "pm2", "rc2", "bp2", "merge2", "ifgstd2")) {
            try (var one = MatFiles.open(folder.resolve("one/" + name + ".mat"));
                    var three = MatFiles.open(folder.resolve("three/" + name + ".mat"))) {
                for (var variable : one.variables()) {
                    var a = (MatArray) one.read(arena, variable.name());
                    var b = (MatArray) three.read(arena, variable.name());
                    assertThat(a.toDoubles()).as(name).isEqualTo(b.toDoubles());
                }
            }
        }
    }

    @Test
    void replacesACombinedSetAndWhatWasMadeOfItOnlyWhenTold() throws IOException {
        merge(false);
        Files.writeString(folder.resolve("out/phuw2.mat"), "made of the old set");

        assertThatThrownBy(() -> merge(false)).hasMessageContaining("--force");
        assertThat(folder.resolve("out/phuw2.mat")).exists();
        merge(true);

        assertThat(folder.resolve("out/phuw2.mat")).doesNotExist();
    }

    @Test
    void refusesSetsThatDoNotBelongTogetherAndWritesNothing() throws IOException {
        var out = folder.resolve("out");
        assertThatThrownBy(() -> merge(folder.resolve("sb"), folder.resolve("ps"), out, false, 1))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("expected a single-master one");
        assertThatThrownBy(() -> merge(folder.resolve("ps"), folder.resolve("sb"), folder.resolve("sb"), true, 1))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("one of the sets to merge");
        var pm = folder.resolve("ps/pm2.mat");
        var kept = Files.readAllBytes(pm);
        write(folder.resolve("ps"), "pm2", one("ph_res", Mat.of(floats(residual))));
        assertThatThrownBy(() -> merge(false)).hasMessageContaining("C_ps");
        Files.write(pm, kept);
        write(folder.resolve("sb"), "bp2", one("bperp_mat", Mat.of(floats(baselineSingle))));
        assertThatThrownBy(() -> merge(false))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("bperp_mat is [7, 3], ps2 needs [4, 5]");
        try (var day = MatFiles.open(folder.resolve("sb/ps2.mat"))) {
            var all = new LinkedHashMap<String, MatValue>();
            for (var variable : day.variables()) {
                all.put(variable.name(), day.read(arena, variable.name()));
            }
            all.put("day", Mat.column(737000, 737012, 737024, 737049));
            write(folder.resolve("sb"), "ps2", all);
        }
        assertThatThrownBy(() -> merge(false))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("show other images");
        assertThat(out).doesNotExist();
    }
}
