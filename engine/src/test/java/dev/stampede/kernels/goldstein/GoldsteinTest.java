package dev.stampede.kernels.goldstein;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.kernels.TestKernels;
import dev.stampede.memory.ComplexMatrix;
import java.lang.foreign.Arena;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GoldsteinTest {
    static Stream<Goldstein> kernels() {
        return TestKernels.of(Goldstein.FAMILY).stream();
    }

    static Stream<Arguments> kernelsAndGrids() {
        int[][] grids = {{32, 32, 32}, {33, 40, 32}, {50, 36, 32}, {64, 47, 32}, {8, 9, 8}, {17, 8, 8}, {21, 30, 16}};
        return kernels().flatMap(k -> Stream.of(grids).map(g -> Arguments.of(k, g[0], g[1], g[2])));
    }

    @ParameterizedTest
    @MethodSource("kernelsAndGrids")
    void agreesWithReference(Goldstein kernel, int rows, int cols, int size) {
        try (Arena arena = Arena.ofConfined()) {
            var cells = scene(arena, rows, cols, 0.3, 0.4);
            var expected = ComplexMatrix.allocate(arena, rows, cols);
            var actual = ComplexMatrix.allocate(arena, rows, cols);
            new GoldsteinReference().filter(cells, size, 0.8, expected);

            kernel.filter(cells, size, 0.8, actual);

            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < cols; c++) {
                    double angle = angle(actual, r, c) - angle(expected, r, c);
                    assertThat(Math.IEEEremainder(angle, 2 * Math.PI)).isCloseTo(0, within(2e-6));
                    assertThat(modulus(actual, r, c)).isCloseTo(modulus(cells, r, c), within(1e-5));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void noiseShrinksAndTheFringePatternStays(Goldstein kernel) {
        try (Arena arena = Arena.ofConfined()) {
            var cells = scene(arena, 64, 64, 1, 0.8);
            var out = ComplexMatrix.allocate(arena, 64, 64);

            kernel.filter(cells, 32, 0.8, out);

            assertThat(scatter(out)).isLessThan(0.5 * scatter(cells));
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void withoutExponentNothingChangesAndEmptyCellsStayEmpty(Goldstein kernel) {
        try (Arena arena = Arena.ofConfined()) {
            var cells = scene(arena, 40, 40, 0.5, 0.3);
            cells.set(3, 3, Double.NaN, 0);
            var out = ComplexMatrix.allocate(arena, 40, 40);

            kernel.filter(cells, 16, 0, out);

            for (int r = 0; r < 40; r++) {
                for (int c = 0; c < 40; c++) {
                    if (r != 3 || c != 3) {
                        assertThat(out.re().get(r, c)).isCloseTo(cells.re().get(r, c), within(1e-5f));
                        assertThat(out.im().get(r, c)).isCloseTo(cells.im().get(r, c), within(1e-5f));
                    }
                }
            }
        }
    }

    @Test
    void windowsCoverTheSideAndTheLastOneEndsWithIt() {
        assertThat(GoldsteinWindows.along(32, 32).start()).containsExactly(0);
        assertThat(GoldsteinWindows.along(34, 32).start()).containsExactly(0, 2);
        assertThat(GoldsteinWindows.along(34, 32).shift()).containsExactly(0, 14);
        assertThat(GoldsteinWindows.along(48, 32).start()).containsExactly(0, 16);
        assertThat(GoldsteinWindows.along(100, 32).start()).containsExactly(0, 16, 32, 48, 64, 68);
    }

    @Test
    void refusesASideShorterThanAWindow() {
        assertThatThrownBy(() -> GoldsteinWindows.along(31, 32))
                .hasMessageContaining("31")
                .hasMessageContaining("32");
    }

    private static ComplexMatrix scene(Arena arena, int rows, int cols, double occupied, double noise) {
        var random = new Random(rows * 100L + cols);
        var cells = ComplexMatrix.allocate(arena, rows, cols);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                if (random.nextDouble() < occupied) {
                    double phase = pattern(r, c) + random.nextGaussian() * noise;
                    double size = 1 + random.nextInt(4);
                    cells.set(r, c, size * Math.cos(phase), size * Math.sin(phase));
                }
            }
        }
        return cells;
    }

    private static double pattern(int r, int c) {
        return 0.3 * r - 0.2 * c;
    }

    private static double scatter(ComplexMatrix cells) {
        double sum = 0;
        for (int r = 0; r < cells.rows(); r++) {
            for (int c = 0; c < cells.cols(); c++) {
                double d = Math.IEEEremainder(angle(cells, r, c) - pattern(r, c), 2 * Math.PI);
                sum += d * d;
            }
        }
        return Math.sqrt(sum / cells.rows() / cells.cols());
    }

    private static double angle(ComplexMatrix m, int r, int c) {
        return Math.atan2(m.im().get(r, c), m.re().get(r, c));
    }

    private static double modulus(ComplexMatrix m, int r, int c) {
        return Math.hypot(m.im().get(r, c), m.re().get(r, c));
    }
}
