package dev.stampede.kernels.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.kernels.TestKernels;
import dev.stampede.kernels.matching.MaskedMoments.Plane;
import java.lang.foreign.Arena;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MaskedMomentsTest {
    static Stream<MaskedMoments> kernels() {
        return TestKernels.of(MaskedMoments.FAMILY).stream();
    }

    static Stream<Arguments> kernelsAndSizes() {
        return Planes.withSizes(kernels());
    }

    @ParameterizedTest
    @MethodSource("kernelsAndSizes")
    void agreesWithReferenceWithAndWithoutMask(MaskedMoments kernel, int cols) {
        int rows = 5;
        int stride = cols + 3;
        try (var arena = Arena.ofConfined()) {
            var value = new Plane(
                    Planes.of(arena, Planes.pixels(cols, rows * stride + 1)).segment(), 1, stride);
            var mask = new Plane(
                    Planes.of(
                                    arena,
                                    new Random(7)
                                            .ints(rows * stride + 2, 0, 2)
                                            .asDoubleStream()
                                            .toArray())
                            .segment(),
                    2,
                    stride);
            for (var m : new Plane[] {null, mask}) {
                var expected = MaskedMoments.sums();
                var actual = MaskedMoments.sums();

                new MaskedMomentsReference().add(value, m, rows, cols, Planes.NO_DATA, 4000, expected);
                kernel.add(value, m, rows, cols, Planes.NO_DATA, 4000, actual);

                assertThat(actual[MaskedMoments.COUNT]).isEqualTo(expected[MaskedMoments.COUNT]);
                assertThat(actual[MaskedMoments.MIN]).isEqualTo(expected[MaskedMoments.MIN]);
                double size = expected[MaskedMoments.SQUARES] + 1;
                assertThat(actual[MaskedMoments.SUM])
                        .isCloseTo(expected[MaskedMoments.SUM], within(size * MaskedMoments.MAX_RELATIVE_ERROR));
                assertThat(actual[MaskedMoments.SQUARES])
                        .isCloseTo(expected[MaskedMoments.SQUARES], within(size * MaskedMoments.MAX_RELATIVE_ERROR));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernelsAndSizes")
    void marksPixelsValidInAnyBand(MaskedMoments kernel, int n) {
        try (var arena = Arena.ofConfined()) {
            var first = Planes.pixels(1, n);
            var second = Planes.pixels(2, n);
            var mask = Planes.empty(arena, n);

            kernel.markValid(Planes.of(arena, first), 1, n, Planes.NO_DATA, false, mask);
            kernel.markValid(Planes.of(arena, second), 1, n, Planes.NO_DATA, true, mask);

            var noData = NoData.unprotected(Planes.NO_DATA);
            for (int i = 0; i < n; i++) {
                assertThat(mask.get(0, i)).isEqualTo(noData.is(first[i]) && noData.is(second[i]) ? 0 : 1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernelsAndSizes")
    void clearsPixelsThatAreNotValidAndLeavesTheOthers(MaskedMoments kernel, int n) {
        try (var arena = Arena.ofConfined()) {
            var pixels = Planes.pixels(1, n);
            var mask = Planes.of(arena, new Random(2).doubles(n).toArray());
            var before = Planes.values(mask, n);

            kernel.clearInvalid(Planes.of(arena, pixels), 1, n, Planes.NO_DATA, mask);

            var noData = NoData.unprotected(Planes.NO_DATA);
            for (int i = 0; i < n; i++) {
                assertThat(mask.get(0, i)).isEqualTo(noData.is(pixels[i]) ? 0 : before[i]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernelsAndSizes")
    void whatWasInAMaskThatIsNotKeptDoesNotMatter(MaskedMoments kernel, int n) {
        try (var arena = Arena.ofConfined()) {
            var mask = Planes.empty(arena, n);
            mask.segment().fill((byte) 0xFF); // not numbers

            kernel.markValid(Planes.empty(arena, n), 1, n, Planes.NO_DATA, false, mask);

            assertThat(Planes.values(mask, n)).containsOnly(0);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void refusesARectangleThatIsNotThere(MaskedMoments kernel) {
        try (var arena = Arena.ofConfined()) {
            var value = Planes.empty(arena, 10);

            assertThatThrownBy(() -> kernel.add(value, null, 2, 6, 0, 0, MaskedMoments.sums()))
                    .hasMessageContaining("2 x 6")
                    .hasMessageContaining("80 bytes");
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void partsMergeIntoTheWhole(MaskedMoments kernel) {
        var pixels = Planes.pixels(3, 1000);
        try (var arena = Arena.ofConfined()) {
            var value = Planes.of(arena, pixels);
            var whole = MaskedMoments.sums();
            var left = MaskedMoments.sums();
            var right = MaskedMoments.sums();
            kernel.add(value, null, 1, 1000, 0, 0, whole);
            kernel.add(value, null, 1, 333, 0, 10, left);
            kernel.add(value.from(0, 333), null, 1, 667, 0, 9e3, right);

            var merged = Moments.of(left, 10).merge(Moments.of(right, 9e3)).merge(Moments.NONE);

            var expected = Moments.of(whole, 0);
            assertThat(merged.count()).isEqualTo(expected.count());
            assertThat(merged.min()).isEqualTo(expected.min());
            assertThat(merged.mean()).isCloseTo(expected.mean(), within(1e-9));
            assertThat(merged.std()).isCloseTo(expected.std(), within(1e-9));
        }
    }
}
