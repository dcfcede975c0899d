package dev.stampede.insar.stage8.kriging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.golden.Golden;
import dev.stampede.golden.GoldenWorkspace;
import dev.stampede.insar.model.OrbitalRamp;
import dev.stampede.insar.model.StackGeometry;
import dev.stampede.insar.stage8.Stage8;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KrigedNoiseTest {
    private static final int POINTS = 600;
    private static final int DATES = 61;
    private static final int REFERENCE = 20;

    @TempDir
    Path scratch;

    private GoldenWorkspace golden;

    @BeforeEach
    void lay() throws IOException {
        golden = new GoldenWorkspace(Golden.psSmall(), scratch, 2).with("stage5b", "stage6", "stage7");
    }

    @AfterEach
    void clear() {
        golden.close();
    }

    @Test
    void findsASmoothAtmosphereBesideMotionAndNoise() {
        var stack = stack();
        var atmosphere = FloatMatrix.allocate(golden.arena(), POINTS, DATES);
        var phase = scene(stack, atmosphere, 0.3);

        var kriged = krige(stack, phase);

        assertThat(kriged.figures()).containsEntry("time_filter", "kriging");
        double[] error = errors(kriged.smooth(), atmosphere);
        double[] signal = errors(DoubleMatrix.allocate(golden.arena(), POINTS, DATES), atmosphere);
        // Noise 0.3 rad, atmosphere about 1 rad: a third is left, mostly of what the trend in time takes along.
        assertThat(rms(error)).isLessThan(0.4 * rms(signal));
        for (int p = 0; p < POINTS; p++) {
            assertThat(kriged.smooth().get(p, REFERENCE)).isZero();
        }
        for (int i = 0; i < DATES; i++) {
            assertThat(kriged.smooth().get(0, i)).isZero();
        }
        // An exponential variogram rises too steeply for so smooth a field: part of the noise is taken along.
        var std = kriged.std().toArray();
        Arrays.sort(std);
        assertThat(std[POINTS / 2]).isBetween(0.05f, 0.35f);
    }

    @Test
    void motionAloneIsNoAtmosphere() {
        var stack = stack();
        var none = FloatMatrix.allocate(golden.arena(), POINTS, DATES);
        var phase = scene(stack, null, 0.05);

        var kriged = krige(stack, phase);

        // Motion reaches several rad; what is taken for atmosphere stays at the level of the noise.
        assertThat(rms(errors(kriged.smooth(), none))).isLessThan(0.05);
    }

    private KrigedNoise krige(StackGeometry stack, FloatMatrix phase) {
        var used = IntStream.range(0, DATES).toArray();
        return KrigedNoise.of(golden.arena(), golden.context(), stack, phase, used, p -> {
            throw new AssertionError("kriging in time was possible");
        });
    }

    private StackGeometry stack() {
        var random = new Random(11);
        var xy = FloatMatrix.allocate(golden.arena(), POINTS, 2);
        for (int p = 0; p < POINTS; p++) {
            xy.set(p, 0, (float) (random.nextDouble() * 8000));
            xy.set(p, 1, (float) (random.nextDouble() * 6000));
        }
        var day = IntStream.range(0, DATES).mapToDouble(i -> 737000 + 12 * i).toArray();
        return new StackGeometry(
                POINTS,
                DATES,
                DATES,
                REFERENCE,
                day[REFERENCE],
                day,
                new double[DATES],
                DoubleMatrix.allocate(golden.arena(), POINTS, 2),
                xy,
                new double[2],
                Double.NaN,
                null);
    }

    /// Where the ground moves: a bowl without its plane, since planes count as orbit errors.
    private FloatMatrix bowl(StackGeometry stack) {
        var bowl = FloatMatrix.allocate(golden.arena(), POINTS, 1);
        for (int p = 0; p < POINTS; p++) {
            double dx = stack.xy().get(p, 0) / 2000 - 1.5;
            double dy = stack.xy().get(p, 1) / 2000 - 2;
            bowl.set(p, 0, (float) (3 * Math.exp(-dx * dx - dy * dy)));
        }
        var plane = OrbitalRamp.ofDegree(1).fit(golden.arena(), golden.workers(), bowl, stack.xy());
        for (int p = 0; p < POINTS; p++) {
            bowl.set(p, 0, (float) (bowl.get(p, 0) - plane.get(p, 0)));
        }
        return bowl;
    }

    /// Steady, seasonal, and wandering over some months.
    private static double motion(double t) {
        return 2 * t
                + 0.5 * Math.sin(2 * Math.PI * t)
                + 0.6 * Math.sin(2 * Math.PI * 1.7 * t + 1)
                + 0.4 * Math.cos(2 * Math.PI * 2.6 * t);
    }

    /// Motion, independent noise, and an atmosphere of six waves per date.
    private FloatMatrix scene(StackGeometry stack, FloatMatrix atmosphere, double noise) {
        var random = new Random(12);
        var phase = FloatMatrix.allocate(golden.arena(), POINTS, DATES);
        var bowl = bowl(stack);
        for (int i = 0; i < DATES; i++) {
            double t = (stack.day()[i] - stack.referenceDay()) / 365.25;
            double[] wave = random.doubles(12, -1, 1).toArray();
            for (int p = 0; p < POINTS && i != REFERENCE; p++) {
                double x = stack.xy().get(p, 0) / 8000;
                double y = stack.xy().get(p, 1) / 6000;
                double value = bowl.get(p, 0) * motion(t) + noise * random.nextGaussian();
                if (atmosphere != null) {
                    double a = 0;
                    for (int k = 0; k < 3; k++) {
                        a += wave[4 * k] * Math.sin((3 + k) * x + 4 * wave[4 * k + 1])
                                + wave[4 * k + 2] * Math.cos((3 + k) * y + 4 * wave[4 * k + 3]);
                    }
                    atmosphere.set(p, i, (float) a);
                    value += a;
                }
                phase.set(p, i, (float) value);
            }
        }
        return phase;
    }

    /// Differences relative to the first point, all dates but the reference.
    private static double[] errors(DoubleMatrix found, FloatMatrix truth) {
        var e = new double[POINTS * DATES];
        for (int i = 0; i < DATES; i++) {
            for (int p = 0; p < POINTS && i != REFERENCE; p++) {
                e[p + i * POINTS] = found.get(p, i) - found.get(0, i) - truth.get(p, i) + truth.get(0, i);
            }
        }
        return e;
    }

    private static double rms(double[] e) {
        return Math.sqrt(Arrays.stream(e).map(v -> v * v).average().orElseThrow());
    }

    @Test
    void stage8KrigesTheGoldenSceneTheSameWithAnyNumberOfThreads() throws IOException {
        golden.set("scn_kriging_flag", "y");

        var summary = new Stage8().run(golden.context());

        assertThat(summary.figures()).containsKeys("time_filter", "variogram_range_m", "n_ifg_used");
        assertThat(golden.result("scn2", "ph_scn_slave").describe()).isEqualTo("double [1382x16]");
        assertThat(golden.result("scn2", "ph_hpt").describe()).isEqualTo("single [1382x16]");
        assertThat(golden.result("scn2", "ph_noise_res").describe()).isEqualTo("single [1382x16]");
        assertThat(golden.result("scn2", "std_ph_noise").toDoubles()).doesNotContain(Double.NaN);
        var two = golden.result("scn2", "ph_scn_slave").toDoubles();
        var plain = golden.expected("stage8/scn2", "ph_scn_slave").toDoubles();
        assertThat(two).doesNotContain(Double.NaN).isNotEqualTo(plain);
        try (var one = new GoldenWorkspace(Golden.psSmall(), scratch, 1)) {
            one.set("scn_kriging_flag", "y");
            new Stage8().run(one.context());
            assertThat(one.result("scn2", "ph_scn_slave").toDoubles()).isEqualTo(two);
        }
    }
}
