package dev.stampede.kernels.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.kernels.TestKernels;
import dev.stampede.kernels.matching.BlockCorrection.Formula;
import java.lang.foreign.Arena;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BlockCorrectionTest {
    static Stream<BlockCorrection> kernels() {
        return TestKernels.of(BlockCorrection.FAMILY).stream();
    }

    static Stream<Arguments> kernelsAndSizes() {
        return Planes.withSizes(kernels());
    }

    private static double[] axis(int n, double from, double step) {
        return IntStream.range(0, n).mapToDouble(i -> from + i * step).toArray();
    }

    @ParameterizedTest
    @MethodSource("kernelsAndSizes")
    void interpolatesAsTheReferenceAcrossGapsAndBorders(BlockCorrection kernel, int n) {
        var random = new Random(n);
        var map = random.doubles(12, 0.8, 1.2)
                .map(v -> random.nextInt(5) == 0 ? Double.NaN : v)
                .toArray();
        for (double step : new double[] {0.013, 0.21, 3}) {
            var s = axis(n, -1.1, step);
            var t = axis(7, -0.9, 0.7);
            try (var arena = Arena.ofConfined()) {
                var expected = Planes.empty(arena, 7 * n);
                var actual = Planes.empty(arena, 7 * n);
                new BlockCorrectionReference().interpolate(map, 3, 4, s, t, expected);

                kernel.interpolate(map, 3, 4, s, t, actual);

                for (int i = 0; i < 7 * n; i++) {
                    double e = expected.get(0, i);
                    if (Double.isNaN(e)) {
                        assertThat(actual.get(0, i)).as("pixel %d", i).isNaN();
                    } else {
                        assertThat(actual.get(0, i)).isCloseTo(e, within((double) Math.ulp((float) e)));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void aConstantMapStaysConstantWithinAndBeyondTheCentres(BlockCorrection kernel) {
        try (var arena = Arena.ofConfined()) {
            var p = Planes.empty(arena, 40 * 3);

            kernel.interpolate(new double[] {0.5, 0.5, 0.5, 0.5}, 2, 2, axis(40, -0.5, 0.05), axis(3, -0.4, 0.9), p);

            assertThat(Planes.values(p, 40 * 3)).containsOnly(0.5);
        }
    }

    @ParameterizedTest
    @MethodSource("kernelsAndSizes")
    void correctsAsTheReference(BlockCorrection kernel, int n) {
        var random = new Random(n);
        var pixels = random.doubles(n, -3, 9000)
                .map(v -> random.nextInt(9) == 0 ? 0 : v)
                .toArray();
        var parameters = random.doubles(n, 0.8, 1.2)
                .map(v -> random.nextInt(6) == 0 ? Double.NaN : v)
                .toArray();
        for (var formula : new Formula[] {
            new Formula(true, 0, 1, true),
            new Formula(true, 4, 0.98, false),
            new Formula(false, 0, 1, true),
            new Formula(false, 0, 1, false)
        }) {
            try (var arena = Arena.ofConfined()) {
                var value = Planes.of(arena, pixels);
                var p = Planes.of(arena, parameters);
                var actual = Planes.empty(arena, n);

                kernel.apply(value, p, n, formula, actual);

                for (int i = 0; i < n; i++) {
                    double e = formula.apply(pixels[i], parameters[i]);
                    if (Double.isNaN(e)) {
                        assertThat(actual.get(0, i)).isNaN();
                    } else {
                        double bound = BlockCorrection.MAX_RELATIVE_ERROR * (Math.abs(e) + formula.shift());
                        assertThat(actual.get(0, i))
                                .as("pixel %d, %s", i, formula)
                                .isCloseTo(e, within(bound));
                    }
                }
            }
        }
    }
}
