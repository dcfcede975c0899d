package dev.stampede.kernels.gridaccumulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.kernels.TestKernels;
import dev.stampede.memory.ComplexMatrix;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GridAccumulateTest {
    private static final int[] SIZES = {0, 1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 31, 33, 97, 500, 3001};

    /// Enough empty cells, cells that lanes take together and cells left over.
    private static int cells(int points) {
        return 40 + points / 2;
    }

    private static final int IFGS = 5;

    static List<GridAccumulate> kernels() {
        return TestKernels.of(GridAccumulate.FAMILY, GridAccumulateCuda::new, 64_000);
    }

    static Stream<Arguments> kernelsAndSizes() {
        return kernels().stream().flatMap(kernel -> Arrays.stream(SIZES).mapToObj(n -> Arguments.of(kernel, n)));
    }

    /// Single precision and in the order of the points: the sums are those of this loop, to the bit.
    @ParameterizedTest
    @MethodSource("kernelsAndSizes")
    void addsThePointsOfACellInTheirOrderAndLeavesOtherInterferogramsAlone(GridAccumulate kernel, int points) {
        var random = new Random(points);
        int cells = cells(points);
        try (var arena = Arena.ofConfined()) {
            var value = ComplexMatrix.allocate(arena, points, IFGS);
            for (int f = 0; f < IFGS; f++) {
                for (int p = 0; p < points; p++) {
                    value.set(p, f, random.nextGaussian() * Math.pow(10, random.nextInt(8)), random.nextGaussian());
                }
            }
            if (points > 5) {
                value.set(5, 2, Double.NaN, 1);
            }
            // The last cells hold no point.
            int[] cell = random.ints(points, 0, cells - 5).toArray();
            var expected = ComplexMatrix.allocate(arena, cells, IFGS);
            for (int f = 1; f < IFGS; f++) {
                for (int p = 0; p < points; p++) {
                    expected.re()
                            .set(
                                    cell[p],
                                    f,
                                    expected.re().get(cell[p], f) + value.re().get(p, f));
                    expected.im()
                            .set(
                                    cell[p],
                                    f,
                                    expected.im().get(cell[p], f) + value.im().get(p, f));
                }
            }
            var grid = ComplexMatrix.allocate(arena, cells, IFGS);
            for (int c = 0; c < cells; c++) {
                for (int f = 1; f < IFGS; f++) {
                    grid.set(c, f, 99, 99);
                }
            }

            kernel.accumulate(value, CellOrder.of(cell, cells), grid, 1, IFGS);

            assertThat(grid.re().toArray()).isEqualTo(expected.re().toArray());
            assertThat(grid.im().toArray()).isEqualTo(expected.im().toArray());
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void refusesShapesThatDisagreeAndNamesBoth(GridAccumulate kernel) {
        try (var arena = Arena.ofConfined()) {
            var value = ComplexMatrix.allocate(arena, 3, 2);
            var grid = ComplexMatrix.allocate(arena, 4, 2);

            assertThatThrownBy(() -> kernel.accumulate(value, CellOrder.of(new int[2], 4), grid, 0, 2))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("values are [3, 2]")
                    .hasMessageContaining("2 points and 4 cells");
        }
    }
}
