package dev.stampede.insar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.golden.Golden;
import dev.stampede.golden.GoldenWorkspace;
import dev.stampede.insar.stage6.Stage6;
import dev.stampede.insar.stage7.Stage7;
import dev.stampede.insar.stage8.Stage8;
import dev.stampede.insar.values.ValueSource;
import dev.stampede.insar.values.ValueType;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatValue;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stages 6 to 8 on a scene made up here: a tilted plane and a bowl of subsidence, a height error, an
/// atmosphere of the reference image and noise. All of it has to come back.
class KnownMotionTest {
    private static final int POINTS = 1600;
    private static final int IMAGES = 20;
    private static final int REFERENCE = 7;
    private static final double SIDE = 8000;

    @TempDir
    Path scratch;

    private final double[] x = new double[POINTS];
    private final double[] y = new double[POINTS];
    private final double[] velocity = new double[POINTS];
    private final double[] k = new double[POINTS];
    private final double[] atmosphere = new double[POINTS];
    private final double[] baseline = new double[IMAGES];
    private final double[] day = new double[IMAGES];
    private final double[][] phase = new double[IMAGES][POINTS];

    @Test
    void planeBowlHeightErrorAndReferenceAtmosphereComeBack() throws IOException {
        simulate(5);
        try (var work = lay(identity())) {
            new Stage6().run(work.context());

            assertThat(shareOfRightCycles(work)).isGreaterThan(0.999);

            new Stage7().run(work.context());
            var foundK = work.result("scla2", "K_ps_uw").toDoubles();
            var foundC = work.result("scla2", "C_ps_uw").toDoubles();
            // Noise of 0.3 rad over 19 baselines of 120 m leaves 0.3 / (120 sqrt 19) = 6e-4 at best.
            assertThat(rms(foundK, k)).as("K, rad/m").isLessThan(9e-4);
            assertThat(rms(foundC, atmosphere)).as("C, rad").isLessThan(0.2);

            new Stage8().run(work.context());
            var source =
                    ValueSource.open(work.arena(), work.folder(), work.parameters(), work.kernels(), work.workers());
            var v = source.compute(ValueType.parse("v-d")).values().toArray();
            var found = IntStream.range(0, POINTS).mapToDouble(p -> v[p]).toArray();
            assertThat(rms(found, velocity)).as("velocity, mm/yr").isLessThan(1.0);
        }
    }

    @Test
    void theOrderOfThePointsDoesNotMatter() throws IOException {
        simulate(6);
        double[] straight;
        try (var work = lay(identity())) {
            new Stage6().run(work.context());
            new Stage7().run(work.context());
            straight = work.result("scla2", "ph_scla").toDoubles();
        }
        var order = IntStream.range(0, POINTS).map(p -> (p * 37 + 11) % POINTS).toArray();
        try (var work = lay(order)) {
            new Stage6().run(work.context());
            new Stage7().run(work.context());

            var shuffled = work.result("scla2", "ph_scla").toDoubles();
            double largest = 0;
            for (int i = 0; i < IMAGES; i++) {
                for (int p = 0; p < POINTS; p++) {
                    largest = Math.max(largest, Math.abs(shuffled[p + i * POINTS] - straight[order[p] + i * POINTS]));
                }
            }
            assertThat(largest).isLessThan(1e-4);
        }
    }

    private void simulate(long seed) {
        var random = new Random(seed);
        for (int p = 0; p < POINTS; p++) {
            x[p] = random.nextDouble() * SIDE;
            y[p] = random.nextDouble() * SIDE;
        }
        Arrays.sort(y);
        for (int p = 0; p < POINTS; p++) {
            double r2 = (Math.pow(x[p] - 5000, 2) + Math.pow(y[p] - 3000, 2)) / (2 * 1200 * 1200);
            velocity[p] = 4 * x[p] / SIDE - 20 * Math.exp(-r2);
            k[p] = 0.004 * Math.sin(x[p] / 2500) + 0.002 * Math.cos(y[p] / 1800);
            atmosphere[p] = 0.8 * Math.sin(x[p] / 3000 + y[p] / 4000);
        }
        double perMillimetre = -4 * Math.PI / GoldenWorkspace.WAVELENGTH / 1000;
        for (int i = 0; i < IMAGES; i++) {
            day[i] = 736000 + 24 * i + random.nextInt(8);
            baseline[i] = i == REFERENCE ? 0 : random.nextGaussian() * 120;
        }
        for (int i = 0; i < IMAGES; i++) {
            double years = (day[i] - day[REFERENCE]) / 365.25;
            for (int p = 0; p < POINTS && i != REFERENCE; p++) {
                phase[i][p] = perMillimetre * velocity[p] * years
                        + k[p] * baseline[i]
                        + atmosphere[p]
                        + random.nextGaussian() * 0.3;
            }
        }
    }

    private GoldenWorkspace lay(int[] order) throws IOException {
        var work = new GoldenWorkspace(Golden.psSmall(), scratch, 2);
        var arena = work.arena();
        var xy = FloatMatrix.allocate(arena, POINTS, 3);
        var lonLat = DoubleMatrix.allocate(arena, POINTS, 2);
        var phasor = ComplexMatrix.allocate(arena, POINTS, IMAGES);
        for (int p = 0; p < POINTS; p++) {
            xy.set(p, 0, p + 1);
            xy.set(p, 1, (float) x[order[p]]);
            xy.set(p, 2, (float) y[order[p]]);
            lonLat.set(p, 0, 11 + x[order[p]] / 80000);
            lonLat.set(p, 1, 44 + y[order[p]] / 111000);
            for (int i = 0; i < IMAGES; i++) {
                phasor.set(p, i, Math.cos(phase[i][order[p]]), Math.sin(phase[i][order[p]]));
            }
        }
        var ps = new LinkedHashMap<String, MatValue>();
        ps.put("n_ps", Mat.scalar((double) POINTS));
        ps.put("n_ifg", Mat.scalar((double) IMAGES));
        ps.put("n_image", Mat.scalar((double) IMAGES));
        ps.put("master_ix", Mat.scalar(REFERENCE + 1.0));
        ps.put("master_day", Mat.scalar(day[REFERENCE]));
        ps.put("day", Mat.column(day));
        ps.put("bperp", Mat.column(baseline));
        ps.put("mean_incidence", Mat.scalar(0.6));
        ps.put("xy", Mat.of(xy));
        ps.put("lonlat", Mat.of(lonLat));
        ps.put("ll0", Mat.row(11, 44));
        var rc = new LinkedHashMap<String, MatValue>();
        rc.put("ph_rc", Mat.of(phasor));
        var pm = new LinkedHashMap<String, MatValue>();
        pm.put("K_ps", Mat.of(DoubleMatrix.allocate(arena, POINTS, 1)));
        var output = work.context().output();
        output.replace("ps2", ps);
        output.replace("rc2", rc);
        output.replace("pm2", pm);
        return work;
    }

    private static int[] identity() {
        return IntStream.range(0, POINTS).toArray();
    }

    private double shareOfRightCycles(GoldenWorkspace work) throws IOException {
        var found = work.result("phuw2", "ph_uw").asFloatMatrix(work.arena());
        int right = 0;
        for (int i = 0; i < IMAGES; i++) {
            var cycles = new double[POINTS];
            for (int p = 0; p < POINTS; p++) {
                cycles[p] = Math.rint((found.get(p, i) - phase[i][p]) / (2 * Math.PI));
            }
            var sorted = cycles.clone();
            Arrays.sort(sorted);
            for (double c : cycles) {
                right += c == sorted[POINTS / 2] ? 1 : 0;
            }
        }
        return right / (double) (POINTS * IMAGES);
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
