package dev.stampede.kernels.topofit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.insar.pipeline.config.Backends;
import dev.stampede.kernels.Backend;
import dev.stampede.kernels.KernelRegistry;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The forms for shared baselines give the bits of the general fit on the same backend.
class RowInvariantTest {
    private static final int[] SIZES = {0, 1, 7, 16, 17, 33, 97};
    private static final double WRAPS = 0.9;
    private static final KernelRegistry KERNELS = new KernelRegistry(
            List.of(Topofit.FAMILY, TopofitRowInvariant.FAMILY, CoherenceRowInvariant.FAMILY),
            Backends.availability(),
            null,
            Map.of());

    static Stream<Arguments> backendsAndSizes() {
        return TopofitRowInvariant.FAMILY.variants().keySet().stream()
                .filter(b -> KERNELS.availability(b).available())
                .flatMap(b -> IntStream.of(SIZES).mapToObj(n -> Arguments.of(b, n)));
    }

    @ParameterizedTest
    @MethodSource("backendsAndSizes")
    void equalsTheGeneralFitWithTheRowRepeated(Backend backend, int points) {
        int m = 11;
        int n = points + 3;
        try (var arena = Arena.ofConfined()) {
            var z = phasors(arena, n, m);
            var row = baselines(arena, m);
            var repeated = FloatMatrix.allocate(arena, n, m);
            for (int f = 0; f < m; f++) {
                for (int p = 0; p < n; p++) {
                    repeated.set(p, f, row.get(0, f));
                }
            }
            var expected = results(arena, n, m);
            var actual = results(arena, n, m);
            var coherence = FloatMatrix.allocate(arena, n, 1);

            KERNELS.get(Topofit.FAMILY, backend).fit(z, repeated, WRAPS, expected, 1, 1 + points);
            KERNELS.get(TopofitRowInvariant.FAMILY, backend).fit(z, row, WRAPS, actual, 1, 1 + points);
            KERNELS.get(CoherenceRowInvariant.FAMILY, backend).coherence(z, row, WRAPS, coherence, 1, 1 + points);

            assertSameBits(expected.slope().segment(), actual.slope().segment());
            assertSameBits(expected.offset().segment(), actual.offset().segment());
            assertSameBits(expected.residual().segment(), actual.residual().segment());
            assertSameBits(expected.coherence().segment(), actual.coherence().segment());
            assertSameBits(expected.coherence().segment(), coherence.segment());
        }
    }

    @ParameterizedTest
    @MethodSource("backendsAndSizes")
    void refusesBaselinesOfMoreThanOneRow(Backend backend, int points) {
        try (var arena = Arena.ofConfined()) {
            var z = ComplexMatrix.allocate(arena, points, 3);
            var two = FloatMatrix.allocate(arena, 2, 3);
            var out = results(arena, points, 3);

            assertThatThrownBy(() ->
                            KERNELS.get(TopofitRowInvariant.FAMILY, backend).fit(z, two, 1, out, 0, points))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("phasors are [" + points + ", 3], baselines [2, 3]");
            assertThatThrownBy(() -> KERNELS.get(CoherenceRowInvariant.FAMILY, backend)
                            .coherence(z, two, 1, out.coherence(), 0, points))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("phasors are [" + points + ", 3], baselines [2, 3]");
        }
    }

    private static ComplexMatrix phasors(Arena arena, int n, int m) {
        var random = new Random(Long.getLong("test.seed", 20260101L + n));
        var z = ComplexMatrix.allocate(arena, n, m);
        for (int p = 0; p < n; p++) {
            for (int f = 0; f < m; f++) {
                double phase = 2 * Math.PI * random.nextDouble();
                z.set(p, f, Math.cos(phase), Math.sin(phase));
            }
        }
        if (n > 5) {
            z.set(2, 4, 0, 0);
            z.set(4, 0, Double.NaN, 1);
        }
        return z;
    }

    private static FloatMatrix baselines(Arena arena, int m) {
        var random = new Random(3);
        var row = FloatMatrix.allocate(arena, 1, m);
        for (int f = 0; f < m; f++) {
            row.set(0, f, (float) (120 * random.nextGaussian()));
        }
        return row;
    }

    private static Topofit.Fit results(Arena arena, int n, int m) {
        return new Topofit.Fit(
                FloatMatrix.allocate(arena, n, 1),
                FloatMatrix.allocate(arena, n, 1),
                FloatMatrix.allocate(arena, n, 1),
                FloatMatrix.allocate(arena, n, m));
    }

    private static void assertSameBits(MemorySegment expected, MemorySegment actual) {
        assertThat(actual.mismatch(expected)).isEqualTo(-1);
    }
}
