package dev.stampede.insar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.golden.Golden;
import dev.stampede.golden.GoldenWorkspace;
import dev.stampede.insar.stage6.Stage6;
import dev.stampede.insar.stage7.Stage7;
import dev.stampede.insar.stage8.Stage8;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatValue;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Stages 6 to 8 on small baselines made up here: a tilted plane and a bowl of subsidence, a height error
/// and noise of the images, in pairs of images close in time. All of it has to come back.
class SmallBaselineMotionTest {
    private static final int POINTS = 1600;
    private static final int IMAGES = 16;
    private static final int REFERENCE = 6;
    private static final double SIDE = 8000;

    @TempDir
    Path scratch;

    private final double[] x = new double[POINTS];
    private final double[] y = new double[POINTS];
    private final double[] velocity = new double[POINTS];
    private final double[] k = new double[POINTS];
    private final double[] baseline = new double[IMAGES];
    private final double[] day = new double[IMAGES];
    private final double[][] phase = new double[IMAGES][POINTS];
    private final List<int[]> pairs = new ArrayList<>();

    @BeforeEach
    void simulate() {
        var random = new Random(11);
        for (int p = 0; p < POINTS; p++) {
            x[p] = random.nextDouble() * SIDE;
            y[p] = random.nextDouble() * SIDE;
        }
        Arrays.sort(y);
        double perMillimetre = -4 * Math.PI / GoldenWorkspace.WAVELENGTH / 1000;
        for (int i = 0; i < IMAGES; i++) {
            day[i] = 736000 + 24 * i + random.nextInt(8);
            baseline[i] = random.nextGaussian() * 90;
        }
        for (int p = 0; p < POINTS; p++) {
            double r2 = (Math.pow(x[p] - 5000, 2) + Math.pow(y[p] - 3000, 2)) / (2 * 1200 * 1200);
            velocity[p] = 6 * x[p] / SIDE - 40 * Math.exp(-r2);
            k[p] = 0.004 * Math.sin(x[p] / 2500) + 0.002 * Math.cos(y[p] / 1800);
            for (int i = 0; i < IMAGES; i++) {
                phase[i][p] = perMillimetre * velocity[p] * (day[i] - day[REFERENCE]) / 365.25
                        + k[p] * (baseline[i] - baseline[REFERENCE])
                        + (i == REFERENCE ? 0 : random.nextGaussian() * 0.2);
            }
        }
        for (int i = 0; i < IMAGES; i++) {
            for (int j = i + 1; j < Math.min(IMAGES, i + 4); j++) {
                pairs.add(new int[] {i, j});
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3D_QUICK", "3D", "3D_SMALL_DEF", "3D_NO_DEF"})
    void theSeriesOfTheImagesComesBack(String method) throws IOException {
        try (var work = lay()) {
            new Stage6().run(work.set("unwrap_method", method).context());

            // Pairs close without noise of their own, so the inversion gives every image back to rounding.
            var series = work.result("phuw2", "ph_uw");
            assertThat(series.describe()).isEqualTo("single [" + POINTS + "x" + IMAGES + "]");
            assertThat(shareOfImagePhases(series)).isGreaterThan(0.999);
        }
    }

    @Test
    void motionAndHeightErrorComeBackAndTheSecondPassUsesTheFirst() throws IOException {
        try (var work = lay()) {
            new Stage6().run(work.context());
            new Stage7().run(work.context());
            // Noise of 0.2 rad over baselines of 90 m of 15 images, differenced: 0.2 sqrt 2 / (130 sqrt 15).
            assertThat(rms(work.result("scla2", "K_ps_uw").toDoubles(), k)).isLessThan(9e-4);
            assertThat(rms(work.result("scla_sb2", "K_ps_uw").toDoubles(), k)).isLessThan(9e-4);
            assertThat(work.result("scla_sb2", "C_ps_uw").toDoubles()).containsOnly(0);

            var second = new Stage6().run(work.context());
            assertThat(second.figures()).containsEntry("scla_smooth_used", true);
            assertThat(shareOfImagePhases(work.result("phuw2", "ph_uw"))).isGreaterThan(0.999);

            new Stage7().run(work.context());
            new Stage8().run(work.context());
            assertThat(rms(work.result("scla2", "K_ps_uw").toDoubles(), k)).isLessThan(9e-4);
            assertThat(rms(velocities(work), velocity)).as("velocity, mm/yr").isLessThan(1.5);
        }
    }

    /// Ramps that change from image to image are noise in time but plain to see in space.
    @Test
    void theGradientAroundAnEdgeMayExplainItAndDoesNoHarm() throws IOException {
        var random = new Random(8);
        for (int i = 0; i < IMAGES; i++) {
            double down = (random.nextDouble() - 0.5) * 12 * 2 * Math.PI / SIDE;
            double right = (random.nextDouble() - 0.5) * 12 * 2 * Math.PI / SIDE;
            for (int p = 0; p < POINTS && i != REFERENCE; p++) {
                phase[i][p] += down * y[p] + right * x[p];
            }
        }
        try (var work = lay()) {
            work.set("unwrap_gold_n_win", 16);
            new Stage6().run(work.context());
            double without = shareOfImagePhases(work.result("phuw2", "ph_uw"));

            var summary = new Stage6()
                    .run(work.set("unwrap_spatial_cost_func_flag", "y").context());

            double with = shareOfImagePhases(work.result("phuw2", "ph_uw"));
            assertThat((int) summary.figures().get("n_edges_by_gradient")).isGreaterThan(100);
            assertThat(with).isGreaterThanOrEqualTo(without);
        }
    }

    private double shareOfImagePhases(MatArray series) {
        int right = 0;
        for (int i = 0; i < IMAGES; i++) {
            var difference = new double[POINTS];
            for (int p = 0; p < POINTS; p++) {
                difference[p] = series.get(p + (long) i * POINTS) - phase[i][p];
            }
            double median = Arrays.stream(difference).sorted().toArray()[POINTS / 2];
            right += (int) Arrays.stream(difference)
                    .filter(d -> Math.abs(d - median) < 2e-3)
                    .count();
        }
        return right / (double) (POINTS * IMAGES);
    }

    /// Slope over time without the look-angle error, mm/yr toward the satellite.
    private double[] velocities(GoldenWorkspace work) throws IOException {
        var series = work.result("phuw2", "ph_uw");
        var scla = work.result("scla2", "ph_scla");
        double mean = Arrays.stream(day).average().orElseThrow();
        double squares = Arrays.stream(day).map(d -> (d - mean) * (d - mean)).sum();
        var v = new double[POINTS];
        for (int i = 0; i < IMAGES; i++) {
            for (int p = 0; p < POINTS; p++) {
                long at = p + (long) i * POINTS;
                v[p] += (series.get(at) - scla.get(at)) * (day[i] - mean) / squares;
            }
        }
        return Arrays.stream(v)
                .map(m -> -m * 365.25 * GoldenWorkspace.WAVELENGTH * 1000 / (4 * Math.PI))
                .toArray();
    }

    private GoldenWorkspace lay() throws IOException {
        var work = new GoldenWorkspace(Golden.sbSmall(), scratch, 2);
        var arena = work.arena();
        int n = pairs.size();
        var xy = FloatMatrix.allocate(arena, POINTS, 3);
        var lonLat = DoubleMatrix.allocate(arena, POINTS, 2);
        var phasor = ComplexMatrix.allocate(arena, POINTS, n);
        var bperp = FloatMatrix.allocate(arena, POINTS, n);
        var ix = DoubleMatrix.allocate(arena, n, 2);
        var mean = new double[n];
        for (int f = 0; f < n; f++) {
            int a = pairs.get(f)[0];
            int b = pairs.get(f)[1];
            ix.set(f, 0, a + 1);
            ix.set(f, 1, b + 1);
            mean[f] = baseline[b] - baseline[a];
            for (int p = 0; p < POINTS; p++) {
                double d = phase[b][p] - phase[a][p];
                phasor.set(p, f, Math.cos(d), Math.sin(d));
                bperp.set(p, f, (float) mean[f]);
            }
        }
        for (int p = 0; p < POINTS; p++) {
            xy.set(p, 0, p + 1);
            xy.set(p, 1, (float) x[p]);
            xy.set(p, 2, (float) y[p]);
            lonLat.set(p, 0, 11 + x[p] / 80000);
            lonLat.set(p, 1, 44 + y[p] / 111000);
        }
        var ps = new LinkedHashMap<String, MatValue>();
        ps.put("n_ps", Mat.scalar((double) POINTS));
        ps.put("n_ifg", Mat.scalar((double) n));
        ps.put("n_image", Mat.scalar((double) IMAGES));
        ps.put("master_ix", Mat.scalar(REFERENCE + 1.0));
        ps.put("master_day", Mat.scalar(day[REFERENCE]));
        ps.put("day", Mat.column(day));
        ps.put("bperp", Mat.column(mean));
        ps.put("mean_incidence", Mat.scalar(0.6));
        ps.put("ifgday_ix", Mat.of(ix));
        ps.put("xy", Mat.of(xy));
        ps.put("lonlat", Mat.of(lonLat));
        ps.put("ll0", Mat.row(11, 44));
        var output = work.context().output();
        output.replace("ps2", ps);
        output.replace("rc2", one("ph_rc", Mat.of(phasor)));
        output.replace("bp2", one("bperp_mat", Mat.of(bperp)));
        output.replace("pm2", one("K_ps", Mat.of(DoubleMatrix.allocate(arena, POINTS, 1))));
        return work;
    }

    private static LinkedHashMap<String, MatValue> one(String name, MatValue value) {
        var map = new LinkedHashMap<String, MatValue>();
        map.put(name, value);
        return map;
    }

    /// Of the differences from their mean.
    private static double rms(double[] found, double[] truth) {
        double mean = 0;
        for (int p = 0; p < POINTS; p++) {
            mean += (found[p] - truth[p]) / POINTS;
        }
        double square = 0;
        for (int p = 0; p < POINTS; p++) {
            square += Math.pow(found[p] - truth[p] - mean, 2) / POINTS;
        }
        return Math.sqrt(square);
    }
}
