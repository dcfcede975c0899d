package dev.stampede.kernels.overlapadd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stampede.kernels.TestKernels;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OverlapAddTest {
    private static final int[] SIZES = {1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 64, 97};
    private static final int ROWS = 3;
    private static final int MARGIN = 2;
    private static final double CANARY = 12345;

    private final OverlapAdd reference = new OverlapAddReference();

    static Stream<Arguments> kernelsAndSizes() {
        return TestKernels.of(OverlapAdd.FAMILY).stream()
                .flatMap(kernel -> Arrays.stream(SIZES)
                        .boxed()
                        .flatMap(n -> Stream.of(Arguments.of(kernel, n, false), Arguments.of(kernel, n, true))));
    }

    @ParameterizedTest
    @MethodSource("kernelsAndSizes")
    void addsAsTheReferenceDoesAndTouchesOnlyItsPart(OverlapAdd kernel, int cols, boolean wide) {
        var random = new Random(cols);
        try (Arena arena = Arena.ofConfined()) {
            var x = patch(arena, random, cols, wide, 0);
            var down = weights(arena, random, ROWS);
            var across = weights(arena, random, cols);
            var expected = accumulator(arena, cols);
            var actual = accumulator(arena, cols);

            reference.add(x, down, across, inner(expected, cols));
            kernel.add(x, down, across, inner(actual, cols));

            assertThat(kernel.isFinite(x)).isTrue();
            same(actual, expected, 0);
        }
    }

    @ParameterizedTest
    @MethodSource("kernelsAndSizes")
    void leavesOutWhatIsNoNumber(OverlapAdd kernel, int cols, boolean wide) {
        var random = new Random(cols);
        try (Arena arena = Arena.ofConfined()) {
            var x = patch(arena, random, cols, wide, 4);
            x.set(1, cols - 1, Double.NaN);
            var down = weights(arena, random, ROWS);
            var across = weights(arena, random, cols);
            var expectedSum = accumulator(arena, cols);
            var expectedWeight = accumulator(arena, cols);
            var sum = accumulator(arena, cols);
            var weight = accumulator(arena, cols);

            reference.addNumbers(x, down, across, inner(expectedSum, cols), inner(expectedWeight, cols));
            kernel.addNumbers(x, down, across, inner(sum, cols), inner(weight, cols));

            assertThat(kernel.isFinite(x)).isFalse();
            same(sum, expectedSum, 0);
            same(weight, expectedWeight, 0);
            assertThat(inner(sum, cols).get(1, cols - 1)).isZero();

            reference.addWeights(down, across, inner(expectedWeight, cols));
            kernel.addWeights(down, across, inner(weight, cols));
            same(weight, expectedWeight, 0);
        }
    }

    @ParameterizedTest
    @MethodSource("kernelsAndSizes")
    void dividesToTheBitAndFillsWhereNothingCounts(OverlapAdd kernel, int cols, boolean wide) {
        var random = new Random(cols);
        try (Arena arena = Arena.ofConfined()) {
            var sum = inner(accumulator(arena, cols), cols);
            var weight = inner(accumulator(arena, cols), cols);
            var down = weights(arena, random, ROWS);
            var across = weights(arena, random, cols);
            across.setAtIndex(Plane.F64, cols / 2, 0);
            across.setAtIndex(Plane.F64, 0, 0);
            reference.addNumbers(patch(arena, random, cols, true, 3), down, across, sum, weight);
            for (double empty : new double[] {0, Double.NaN, -7}) {
                var expected = outer(arena, cols, wide);
                var actual = outer(arena, cols, wide);

                reference.divide(sum, weight, empty, inner(expected, cols));
                kernel.divide(sum, weight, empty, inner(actual, cols));
                same(actual, expected, 0);
                assertEquals(empty, inner(actual, cols).get(0, 0), 0.0);

                reference.divideByProduct(sum, down, across, empty, inner(expected, cols));
                kernel.divideByProduct(sum, down, across, empty, inner(actual, cols));
                same(actual, expected, 0);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernelsAndSizes")
    void infiniteValuesAreValues(OverlapAdd kernel, int cols, boolean wide) {
        try (Arena arena = Arena.ofConfined()) {
            var x = Plane.doubles(arena.allocate(8L * cols), 1, cols);
            x.set(0, cols / 2, Double.POSITIVE_INFINITY);
            var one = arena.allocateFrom(Plane.F64, 1);
            var across = weights(arena, new Random(1), cols);
            across.setAtIndex(Plane.F64, cols / 2, 0.5);
            var sum = Plane.doubles(arena.allocate(8L * cols), 1, cols);
            var weight = Plane.doubles(arena.allocate(8L * cols), 1, cols);

            assertThat(kernel.isFinite(x)).isFalse();
            kernel.addNumbers(x, one, across, sum, weight);
            kernel.divide(sum, weight, 0, sum);

            assertThat(sum.get(0, cols / 2)).isEqualTo(Double.POSITIVE_INFINITY);
        }
    }

    @Test
    void rejectsMismatchedShapesAndNamesBoth() {
        try (Arena arena = Arena.ofConfined()) {
            var x = Plane.floats(arena.allocate(24), 2, 3);
            var sum = Plane.doubles(arena.allocate(64), 2, 4);
            var weights = arena.allocate(64);

            assertThatThrownBy(() -> reference.add(x, weights, weights, sum))
                    .hasMessageContaining("[2, 3]")
                    .hasMessageContaining("[2, 4]");
            assertThatThrownBy(() -> reference.add(x, arena.allocate(8), weights, x))
                    .hasMessageContaining("1 weights down");
        }
    }

    private static Plane patch(Arena arena, Random random, int cols, boolean wide, int oneInIsNaN) {
        long rowBytes = (cols + 1L) * (wide ? 8 : 4);
        var x = new Plane(arena.allocate(ROWS * rowBytes + 4), 4, rowBytes, ROWS, cols, wide);
        for (int r = 0; r < ROWS; r++) {
            for (int c = 0; c < cols; c++) {
                x.set(
                        r,
                        c,
                        oneInIsNaN > 0 && random.nextInt(oneInIsNaN) == 0 ? Double.NaN : random.nextDouble() * 20 - 10);
            }
        }
        return x;
    }

    private static MemorySegment weights(Arena arena, Random random, int n) {
        var weights = arena.allocate(8L * n);
        for (int i = 0; i < n; i++) {
            weights.setAtIndex(Plane.F64, i, random.nextInt(5) == 0 ? 0 : random.nextDouble());
        }
        return weights;
    }

    private static Plane accumulator(Arena arena, int cols) {
        var plane = outer(arena, cols, true);
        inner(plane, cols).fill(0);
        return plane;
    }

    private static Plane outer(Arena arena, int cols, boolean wide) {
        int rows = ROWS + 2 * MARGIN;
        int width = cols + 2 * MARGIN;
        var segment = arena.allocate((long) rows * width * (wide ? 8 : 4));
        var plane = wide ? Plane.doubles(segment, rows, width) : Plane.floats(segment, rows, width);
        plane.fill(CANARY);
        return plane;
    }

    private static Plane inner(Plane outer, int cols) {
        return outer.part(MARGIN, MARGIN, ROWS, cols);
    }

    private static void same(Plane actual, Plane expected, double bound) {
        for (int r = 0; r < actual.rows(); r++) {
            for (int c = 0; c < actual.cols(); c++) {
                double e = expected.get(r, c);
                double a = actual.get(r, c);
                if (bound == 0 || Double.isNaN(e)) {
                    assertEquals(e, a, 0.0, "row " + r + ", column " + c);
                } else {
                    assertThat(Math.abs(a - e)).as("row %d, column %d", r, c).isLessThanOrEqualTo(bound);
                }
            }
        }
    }
}
