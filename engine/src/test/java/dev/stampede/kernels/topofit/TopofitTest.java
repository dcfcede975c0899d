package dev.stampede.kernels.topofit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.insar.pipeline.config.Backends;
import dev.stampede.kernels.Backend;
import dev.stampede.kernels.KernelRegistry;
import dev.stampede.kernels.TestKernels;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TopofitTest {
    private static final int[] SIZES = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 97};
    private static final KernelRegistry KERNELS =
            new KernelRegistry(List.of(Topofit.FAMILY), Backends.availability(), null, Map.of());

    static List<Topofit> kernels() {
        return TestKernels.of(Topofit.FAMILY, TopofitCuda::new, 4000);
    }

    static List<Arguments> kernelsAndSizes() {
        var list = new ArrayList<Arguments>();
        for (var kernel : kernels()) {
            for (int size : SIZES) {
                list.add(Arguments.of(kernel, size));
            }
        }
        return list;
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void followsTheOriginalOnAKnownVector(Topofit kernel) {
        float[] b = {-120, -75, -30, 10, 55, 90, 140};
        double[] angles = {0.8325759, 0.8978733, 0.7123696, 0.4829481, 0.4672610, 0.7060744, 1.0369389};
        try (var arena = Arena.ofConfined()) {
            var z = ComplexMatrix.allocate(arena, 1, 7);
            for (int f = 0; f < 7; f++) {
                double phase = 0.7 + 0.012 * b[f] + 0.3 * Math.sin(f + 1);
                z.set(0, f, Math.cos(phase), Math.sin(phase));
            }
            var out = results(arena, 1, 7);

            kernel.fit(z, FloatMatrix.copyOf(arena, 1, 7, b), 0.6, out, 0, 1);

            assertThat((double) out.slope().get(0)).isCloseTo(0.0110011218, within(2e-7));
            assertThat((double) out.offset().get(0)).isCloseTo(0.7337558447, within(2e-6));
            assertThat((double) out.coherence().get(0)).isCloseTo(0.9812679370, within(5e-7));
            for (int f = 0; f < 7; f++) {
                assertThat((double) out.residual().get(0, f)).isCloseTo(angles[f], within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernelsAndSizes")
    void agreesWithTheReferenceAndTouchesOnlyItsRange(Topofit kernel, int points) {
        long seed = Long.getLong("test.seed", 20260101L + points);
        var random = new Random(seed);
        int m = 3 + points % 29;
        int n = points + 5;
        try (var arena = Arena.ofConfined()) {
            var z = ComplexMatrix.allocate(arena, n, m);
            var b = FloatMatrix.allocate(arena, n, m);
            for (int p = 0; p < n; p++) {
                double slope = 0.01 * random.nextGaussian();
                for (int f = 0; f < m; f++) {
                    b.set(p, f, (float) (120 * random.nextGaussian()));
                    double phase = slope * b.get(p, f) + 1 + 0.3 * random.nextGaussian();
                    z.set(p, f, Math.cos(phase), Math.sin(phase));
                }
            }
            if (points > 3) {
                z.set(4, m - 1, 0, 0);
                z.set(5, 0, Double.NaN, 0);
            }
            var expected = results(arena, n, m);
            var actual = results(arena, n, m);

            KERNELS.get(Topofit.FAMILY, Backend.REFERENCE).fit(z, b, 1.3, expected, 2, 2 + points);
            kernel.fit(z, b, 1.3, actual, 2, 2 + points);

            for (int p = 0; p < n; p++) {
                var where = "seed=" + seed + " p=" + p + " of " + n;
                assertSame(expected.coherence(), actual.coherence(), p, 0, Topofit.MAX_COHERENCE_ERROR, where);
                double range = range(b, p);
                assertSame(expected.slope(), actual.slope(), p, 0, Topofit.MAX_PHASE_ERROR / range, where);
                assertSame(expected.offset(), actual.offset(), p, 0, Topofit.MAX_PHASE_ERROR, where);
                for (int f = 0; f < m; f++) {
                    double d = expected.residual().get(p, f) - actual.residual().get(p, f);
                    assertThat(Math.abs(Math.IEEEremainder(d, 2 * Math.PI)))
                            .as(where)
                            .isLessThanOrEqualTo(Topofit.MAX_PHASE_ERROR);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void aPointsResultDoesNotDependOnTheRange(Topofit kernel) {
        var random = new Random(7);
        int n = 70;
        int m = 12;
        try (var arena = Arena.ofConfined()) {
            var z = ComplexMatrix.allocate(arena, n, m);
            var b = FloatMatrix.allocate(arena, n, m);
            for (int p = 0; p < n; p++) {
                for (int f = 0; f < m; f++) {
                    double phase = 6 * random.nextDouble();
                    z.set(p, f, Math.cos(phase), Math.sin(phase));
                    b.set(p, f, (float) (100 * random.nextGaussian()));
                }
            }
            var whole = results(arena, n, m);
            var parts = results(arena, n, m);

            kernel.fit(z, b, 0.7, whole, 0, n);
            for (int from = 0; from < n; from += 7) {
                kernel.fit(z, b, 0.7, parts, from, Math.min(n, from + 7));
            }

            assertThat(parts.coherence().segment().mismatch(whole.coherence().segment()))
                    .isEqualTo(-1);
            assertThat(parts.slope().segment().mismatch(whole.slope().segment()))
                    .isEqualTo(-1);
            assertThat(parts.residual().segment().mismatch(whole.residual().segment()))
                    .isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void refusesShapesThatDisagreeAndNamesBoth(Topofit kernel) {
        try (var arena = Arena.ofConfined()) {
            var z = ComplexMatrix.allocate(arena, 4, 3);
            var b = FloatMatrix.allocate(arena, 4, 2);

            assertThatThrownBy(() -> kernel.fit(z, b, 1, results(arena, 4, 3), 0, 4))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("phasors are [4, 3], baselines [4, 2]");
        }
    }

    private static Topofit.Fit results(Arena arena, int n, int m) {
        return new Topofit.Fit(
                FloatMatrix.allocate(arena, n, 1),
                FloatMatrix.allocate(arena, n, 1),
                FloatMatrix.allocate(arena, n, 1),
                FloatMatrix.allocate(arena, n, m));
    }

    private static double range(FloatMatrix b, int p) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int f = 0; f < b.cols(); f++) {
            low = Math.min(low, b.get(p, f));
            high = Math.max(high, b.get(p, f));
        }
        return high - low;
    }

    private static void assertSame(FloatMatrix expected, FloatMatrix actual, int p, int f, double bound, String where) {
        float e = expected.get(p, f);
        if (Float.isNaN(e)) {
            assertThat(actual.get(p, f)).as(where).isNaN();
        } else {
            assertThat((double) actual.get(p, f)).as(where).isCloseTo(e, within(bound));
        }
    }
}
