package dev.stampede.kernels.spatialgaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.kernels.TestKernels;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SpatialGaussianTest {
    private static final int[] SIZES = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 97, 700};
    private static final double SIGMA = 100;

    static Stream<Arguments> backendsAndSizes() {
        return kernels().flatMap(kernel -> Arrays.stream(SIZES).mapToObj(n -> Arguments.of(kernel, n)));
    }

    static Stream<SpatialGaussian> kernels() {
        return TestKernels.of(SpatialGaussian.FAMILY, SpatialGaussianCuda::new, 110_000).stream();
    }

    @ParameterizedTest
    @MethodSource("backendsAndSizes")
    void equalsTheSumOverAllPairs(SpatialGaussian kernel, int points) {
        var random = new Random(points);
        try (Arena arena = Arena.ofConfined()) {
            for (double extent : new double[] {50, 900, 20000}) {
                var xy = positions(arena, random, points, extent);
                var cells = PointCells.of(xy, 4 * SIGMA);
                var in = values(arena, random, points);
                var out = FloatMatrix.allocate(arena, SpatialGaussian.WIDTH, points);

                kernel.smooth(cells, in, SIGMA, out, 0, cells.cellCount());

                for (int p = 0; p < points; p++) {
                    assertPoint(xy, cells.order(), in, out, p);
                }
            }
        }
    }

    private static void assertPoint(FloatMatrix xy, int[] order, FloatMatrix in, FloatMatrix out, int p) {
        double weights = 0;
        double first = 0;
        double last = 0;
        for (int q = 0; q < order.length; q++) {
            float dx = xy.get(order[q], 0) - xy.get(order[p], 0);
            float dy = xy.get(order[q], 1) - xy.get(order[p], 1);
            float square = dx * dx + dy * dy;
            if (square < 16 * SIGMA * SIGMA) {
                double w = Math.exp(-square / (2 * SIGMA * SIGMA));
                weights += w;
                first += w * in.get(0, q);
                last += w * in.get(SpatialGaussian.WIDTH - 1, q);
            }
        }
        assertThat(out.get(0, p)).isCloseTo((float) (first / weights), within((float) (10 * 1e-5)));
        assertThat(out.get(SpatialGaussian.WIDTH - 1, p))
                .isCloseTo((float) (last / weights), within((float) (10 * SpatialGaussian.MAX_RELATIVE_ERROR)));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void aConstantStaysAndALonePointKeepsItsValue(SpatialGaussian kernel) {
        try (Arena arena = Arena.ofConfined()) {
            var xy = FloatMatrix.copyOf(arena, 4, 2, 0, 10, 20, 5000, 0, 0, 0, 0);
            var cells = PointCells.of(xy, 400);
            var in = FloatMatrix.allocate(arena, SpatialGaussian.WIDTH, 4);
            in.fill(2.5f);
            var out = FloatMatrix.allocate(arena, SpatialGaussian.WIDTH, 4);

            kernel.smooth(cells, in, 100, out, 0, cells.cellCount());

            for (long i = 0; i < out.size(); i++) {
                assertThat(out.get(i)).isCloseTo(2.5f, within(1e-6f));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void doesNotDependOnTheOrderOfThePoints(SpatialGaussian kernel) {
        var random = new Random(5);
        try (Arena arena = Arena.ofConfined()) {
            int n = 200;
            var xy = positions(arena, random, n, 1500);
            var mirrored = FloatMatrix.allocate(arena, n, 2);
            for (int p = 0; p < n; p++) {
                mirrored.set(p, 0, xy.get(n - 1 - p, 0));
                mirrored.set(p, 1, xy.get(n - 1 - p, 1));
            }
            var a = PointCells.of(xy, 400);
            var b = PointCells.of(mirrored, 400);
            var in = values(arena, random, n);
            var first = FloatMatrix.allocate(arena, SpatialGaussian.WIDTH, n);
            var second = FloatMatrix.allocate(arena, SpatialGaussian.WIDTH, n);

            kernel.smooth(a, in, 100, first, 0, a.cellCount());
            kernel.smooth(b, in, 100, second, 0, b.cellCount());

            for (int i = 0; i < n; i++) {
                assertThat(b.order()[i]).isEqualTo(n - 1 - a.order()[i]);
            }
            assertThat(second.toArray()).isEqualTo(first.toArray());
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void cellsMayBeSmoothedInAnyPortions(SpatialGaussian kernel) {
        var random = new Random(8);
        try (Arena arena = Arena.ofConfined()) {
            int n = 300;
            var cells = PointCells.of(positions(arena, random, n, 3000), 400);
            var in = values(arena, random, n);
            var whole = FloatMatrix.allocate(arena, SpatialGaussian.WIDTH, n);
            var parts = FloatMatrix.allocate(arena, SpatialGaussian.WIDTH, n);

            kernel.smooth(cells, in, 100, whole, 0, cells.cellCount());
            for (int cell = 0; cell < cells.cellCount(); cell += 7) {
                kernel.smooth(cells, in, 100, parts, cell, Math.min(cells.cellCount(), cell + 7));
            }

            assertThat(cells.rows()).isGreaterThan(2 * cells.reach() + 2);
            assertThat(parts.toArray()).isEqualTo(whole.toArray());
        }
    }

    @Test
    void refusesARadiusOfZero() {
        try (Arena arena = Arena.ofConfined()) {
            assertThatThrownBy(() -> PointCells.of(FloatMatrix.allocate(arena, 1, 2), 0))
                    .hasMessageContaining("positive");
        }
    }

    private static FloatMatrix positions(Arena arena, Random random, int n, double extent) {
        var xy = FloatMatrix.allocate(arena, n, 2);
        for (long i = 0; i < xy.size(); i++) {
            xy.set(i, (float) (random.nextDouble() * extent));
        }
        return xy;
    }

    private static FloatMatrix values(Arena arena, Random random, int n) {
        var in = FloatMatrix.allocate(arena, SpatialGaussian.WIDTH, n);
        for (long i = 0; i < in.size(); i++) {
            in.set(i, random.nextFloat() * 20 - 10);
        }
        return in;
    }
}
