package dev.stampede.kernels.resample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.kernels.KernelRegistry;
import dev.stampede.kernels.matching.MaskedMoments.Plane;
import dev.stampede.kernels.matching.NoData;
import dev.stampede.kernels.matching.PixelRange;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The rules of the contract, for every implementation.
class GridResampleTest {
    private static final PixelRange FLOAT = new PixelRange(PixelRange.Kind.FLOAT64, 0, 0);
    private static final PixelRange UINT16 = new PixelRange(PixelRange.Kind.UNSIGNED, 0, 65535);
    private static final double FILL = -5;

    static Stream<GridResample> kernels() {
        var registry =
                new KernelRegistry(List.of(GridResample.FAMILY), KernelRegistry.pureJavaAvailability(), null, Map.of());
        return GridResample.FAMILY.variants().keySet().stream()
                .filter(backend -> registry.availability(backend).available())
                .map(backend -> registry.get(GridResample.FAMILY, backend));
    }

    private interface Pixels {
        double at(int band, int row, int col);
    }

    /// The image `size x size` of `bands` bands at the given coordinates in both directions.
    private static double[][] resampled(
            GridResample kernel,
            int bands,
            int size,
            Pixels image,
            double[] at,
            Interpolation method,
            double stretch,
            NoData noData,
            PixelRange range) {
        var axis = AxisTaps.of(at, size, method, stretch);
        var taps = new GridResample.Taps(axis, axis);
        var linear = AxisTaps.of(at, size, Interpolation.BILINEAR, 1);
        var fallback = method == Interpolation.CUBIC && stretch == 1 ? new GridResample.Taps(linear, linear) : null;
        int low = Math.max(0, axis.low());
        int side = Math.max(1, axis.high() - low);
        double[][] result = new double[bands][at.length * at.length];
        try (var arena = Arena.ofConfined()) {
            var all = new GridResample.Band[bands];
            for (int b = 0; b < bands; b++) {
                var source = new Plane(doubles(arena, side * side), 0, side);
                for (int row = 0; row < side; row++) {
                    for (int col = 0; col < side; col++) {
                        source.set(row, col, image.at(b, row + low, col + low));
                    }
                }
                var out = new Plane(doubles(arena, at.length * at.length), 0, at.length);
                all[b] = new GridResample.Band(source, noData, FILL, range, out);
            }
            kernel.run(all, low, low, taps, fallback);
            for (int b = 0; b < bands; b++) {
                for (int i = 0; i < result[b].length; i++) {
                    result[b][i] = all[b].out().get(i / at.length, i % at.length);
                }
            }
        }
        return result;
    }

    private static MemorySegment doubles(Arena arena, int count) {
        return arena.allocate(8L * count, 8);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void aPlaneIsTakenOverByEveryMethod(GridResample kernel) {
        double[] at = {4.1, 4.5, 5.25, 6.9, 7.5};
        for (var method : List.of(Interpolation.BILINEAR, Interpolation.CUBIC)) {
            var found = resampled(
                    kernel, 1, 12, (b, r, c) -> 3 * r - 2 * c + 10, at, method, 1, NoData.unprotected(-99), FLOAT);

            for (int i = 0; i < found[0].length; i++) {
                double expected = 3 * (at[i / 5] - 0.5) - 2 * (at[i % 5] - 0.5) + 10;
                assertThat(found[0][i]).as("%s %d", method, i).isCloseTo(expected, within(1e-12));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void placesOutsideGetTheFillAndTheFarEdgeIsOutside(GridResample kernel) {
        double[] at = {-0.01, 0, 3.99, 4};
        var found =
                resampled(kernel, 1, 4, (b, r, c) -> 7, at, Interpolation.BILINEAR, 1, NoData.unprotected(0), FLOAT);

        for (int i = 0; i < found[0].length; i++) {
            boolean inside = (i / 4 == 1 || i / 4 == 2) && (i % 4 == 1 || i % 4 == 2);
            assertThat(found[0][i]).isEqualTo(inside ? 7 : FILL);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void neighboursWithoutDataAreLeftOutAndThePixelItselfMustHaveDataInSomeBand(GridResample kernel) {
        // Band 0 lacks the pixel (1, 1), band 1 has it; nothing has (2, 2).
        Pixels image = (b, r, c) -> r == 1 && c == 1 && b == 0 || r == 2 && c == 2 ? 0 : 10 * (c + 1);
        double[] at = {1.5, 2.0, 2.5};
        var found = resampled(kernel, 2, 4, image, at, Interpolation.BILINEAR, 1, NoData.unprotected(0), FLOAT);

        assertThat(found[0][0]).isEqualTo(FILL); // only weight 1 on a pixel without data
        assertThat(found[1][0]).isEqualTo(20);
        assertThat(found[0][8]).isEqualTo(FILL);
        assertThat(found[1][8]).isEqualTo(FILL); // no band has the pixel the centre lies in
        assertThat(found[0][1]).isCloseTo(30, within(1e-12)); // row 1, between columns 1 (no data) and 2
        assertThat(found[1][1]).isCloseTo(25, within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void cubicFallsBackToBilinearBesideAGap(GridResample kernel) {
        Pixels image = (b, r, c) -> r == 0 && c == 0 ? 0 : 1 + c * c;
        double[] at = {2.0};
        var cubic = resampled(kernel, 1, 6, image, at, Interpolation.CUBIC, 1, NoData.unprotected(0), FLOAT);
        var linear = resampled(kernel, 1, 6, image, at, Interpolation.BILINEAR, 1, NoData.unprotected(0), FLOAT);

        assertThat(cubic[0][0]).isEqualTo(linear[0][0]).isEqualTo((2 + 5) / 2.0);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void aStretchedKernelAveragesMorePixels(GridResample kernel) {
        double[] at = {6.0};
        var found = resampled(
                kernel,
                1,
                12,
                (b, r, c) -> (c & 1) * 100,
                at,
                Interpolation.BILINEAR,
                2,
                NoData.unprotected(-1),
                FLOAT);

        assertThat(found[0][0]).isCloseTo(50, within(1e-9)); // stripes vanish
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void resultsAreRoundedOnceAndKeptFromMeaningNoData(GridResample kernel) {
        double[] at = {1.0};
        var guarded = NoData.guarded(0, UINT16);
        var half = resampled(kernel, 1, 3, (b, r, c) -> c == 0 ? 2 : 3, at, Interpolation.BILINEAR, 1, guarded, UINT16);
        var nothing = resampled(
                kernel, 1, 3, (b, r, c) -> c == 0 ? 0.25 : 0.5, at, Interpolation.BILINEAR, 1, guarded, UINT16);

        assertThat(half[0][0]).isEqualTo(3);
        assertThat(nothing[0][0]).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void agreesWithTheReferenceOnRandomImagesWithGaps(GridResample kernel) {
        var reference = new GridResampleReference();
        for (var method : Interpolation.values()) {
            for (double stretch : new double[] {1, 2.5}) {
                long seed = Long.getLong("test.seed", 20260101L + method.ordinal());
                var random = new Random(seed);
                double[] values = random.doubles(2 * 40 * 40, 0, 1000).toArray();
                for (int i = 0; i < values.length; i += 1 + random.nextInt(20)) {
                    values[i] = 0;
                }
                Pixels image = (b, r, c) -> Math.rint(values[(b * 40 + r) * 40 + c]);
                double[] at = new double[33];
                for (int i = 0; i < at.length; i++) {
                    at[i] = -2 + i * (stretch == 1 ? 0.7 : 2.5);
                }
                double wide = method == Interpolation.NEAREST ? 1 : stretch;
                var noData = NoData.guarded(0, UINT16);

                assertThat(resampled(kernel, 2, 40, image, at, method, wide, noData, UINT16))
                        .as("seed %d, %s, stretch %s", seed, method, wide)
                        .isDeepEqualTo(resampled(reference, 2, 40, image, at, method, wide, noData, UINT16));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void agreesWithTheReferenceOnShiftedGridsOfEveryWidth(GridResample kernel) {
        var random = new Random(11);
        double[] values = random.doubles(2 * 40 * 40, 1, 1000).toArray();
        for (int i = 0; i < values.length; i += 1 + random.nextInt(30)) {
            values[i] = i % 3 == 0 ? Double.NaN : 0;
        }
        Pixels image = (b, r, c) -> values[(b * 40 + r) * 40 + c];
        for (int width : new int[] {1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33}) {
            for (var method : Interpolation.values()) {
                double[] at = new double[width];
                for (int i = 0; i < width; i++) {
                    at[i] = 3.3 + i;
                }
                for (var noData : List.of(NoData.guarded(0, FLOAT), NoData.unprotected(Double.NaN))) {
                    assertThat(resampled(kernel, 2, 40, image, at, method, 1, noData, FLOAT))
                            .as("%s, %d columns, %s", method, width, noData)
                            .isDeepEqualTo(
                                    resampled(new GridResampleReference(), 2, 40, image, at, method, 1, noData, FLOAT));
                }
            }
        }
    }
}
