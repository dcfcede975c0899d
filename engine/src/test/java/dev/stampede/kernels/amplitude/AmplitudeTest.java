package dev.stampede.kernels.amplitude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.insar.pipeline.config.Backends;
import dev.stampede.kernels.Backend;
import dev.stampede.kernels.KernelRegistry;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The contract of [Amplitude] for every backend; planes start at odd places and end at canaries.
class AmplitudeTest {
    private static final int[] SIZES = {0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 97};
    private static final int OFFSET = 12;
    private static final float CANARY = -77f;
    private static final ValueLayout.OfFloat FLOAT_BE =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfShort SHORT_BE =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private static final KernelRegistry REGISTRY =
            new KernelRegistry(List.of(Amplitude.FAMILY), Backends.availability(), null, Map.of());

    private final Amplitude reference = REGISTRY.get(Amplitude.FAMILY, Backend.REFERENCE);
    private final Arena arena = Arena.ofAuto();

    static Stream<Arguments> backendsAndSizes() {
        return Stream.of(Backend.REFERENCE, Backend.VECTOR)
                .filter(b -> REGISTRY.availability(b).available())
                .flatMap(b -> IntStream.of(SIZES).mapToObj(n -> Arguments.of(REGISTRY.get(Amplitude.FAMILY, b), n)));
    }

    @Test
    void measuresTheModulusInDoublePrecision() {
        var pixels = arena.allocate(32);
        float[] parts = {3, 4, -5e37f, 12e37f, 1e-40f, 0, Float.NaN, 1};
        for (int i = 0; i < parts.length; i++) {
            pixels.set(FLOAT_BE, 4L * i, parts[i]);
        }
        var amplitude = plane(4);

        reference.ofFloatPairs(pixels, 4, amplitude);

        assertThat(values(amplitude, 4)).containsExactly(5, 13e37f, 1e-40f, Float.NaN);
    }

    @ParameterizedTest
    @MethodSource("backendsAndSizes")
    void agreesOnTheModulusOfFloatPairs(Amplitude kernel, int n) {
        var pixels = slice(8L * n);
        var random = new Random(1000 + n);
        for (int i = 0; i < 2 * n; i++) {
            pixels.set(FLOAT_BE, 4L * i, random.nextInt(9) == 0 ? Float.NaN : (float) (random.nextGaussian() * 60));
        }
        if (n > 0) {
            pixels.set(FLOAT_BE, 0, 0);
            pixels.set(FLOAT_BE, 4, 0);
        }
        var expected = plane(n);
        var actual = plane(n);

        reference.ofFloatPairs(pixels, n, expected);
        kernel.ofFloatPairs(pixels, n, actual);

        assertSame(expected, actual, n);
    }

    @ParameterizedTest
    @MethodSource("backendsAndSizes")
    void agreesOnTheModulusOfShortPairs(Amplitude kernel, int n) {
        var pixels = slice(4L * n);
        var random = new Random(2000 + n);
        for (int i = 0; i < 2 * n; i++) {
            pixels.set(SHORT_BE, 2L * i, random.nextInt(5) == 0 ? Short.MIN_VALUE : (short) random.nextInt());
        }
        var expected = plane(n);
        var actual = plane(n);

        reference.ofShortPairs(pixels, n, expected);
        kernel.ofShortPairs(pixels, n, actual);

        assertSame(expected, actual, n);
        for (int i = 0; i < n; i++) {
            int at = 4 * i;
            double modulus = Math.hypot(pixels.get(SHORT_BE, at), pixels.get(SHORT_BE, at + 2));
            assertThat(get(actual, i)).isCloseTo((float) modulus, within(0.004f));
        }
    }

    @ParameterizedTest
    @MethodSource("backendsAndSizes")
    void littleEndianPairsHaveTheModulusOfTheSameValues(Amplitude kernel, int n) {
        var floats = slice(8L * n);
        var swappedFloats = slice(8L * n);
        var shorts = slice(4L * n);
        var swappedShorts = slice(4L * n);
        var random = new Random(2500 + n);
        for (int i = 0; i < 2 * n; i++) {
            float value = random.nextInt(9) == 0 ? Float.NaN : (float) (random.nextGaussian() * 60);
            short whole = random.nextInt(5) == 0 ? Short.MIN_VALUE : (short) random.nextInt();
            floats.set(FLOAT_BE, 4L * i, value);
            swappedFloats.set(FLOAT_BE.withOrder(ByteOrder.LITTLE_ENDIAN), 4L * i, value);
            shorts.set(SHORT_BE, 2L * i, whole);
            swappedShorts.set(SHORT_BE.withOrder(ByteOrder.LITTLE_ENDIAN), 2L * i, whole);
        }
        var expected = plane(n);
        var actual = plane(n);

        reference.ofFloatPairs(floats, n, expected);
        kernel.ofLittleEndianFloatPairs(swappedFloats, n, actual);
        assertSame(expected, actual, n);

        reference.ofShortPairs(shorts, n, expected);
        kernel.ofLittleEndianShortPairs(swappedShorts, n, actual);
        assertSame(expected, actual, n);
    }

    @ParameterizedTest
    @MethodSource("backendsAndSizes")
    void agreesOnTheCalibrationSum(Amplitude kernel, int n) {
        var amplitude = amplitudes(3000 + n, n);
        var expected = new double[2];
        var actual = new double[2];

        reference.sumAbove(amplitude, n, expected);
        kernel.sumAbove(amplitude, n, actual);

        assertThat(actual[1]).isEqualTo(expected[1]);
        assertThat(actual[0]).isCloseTo(expected[0], within(1e-12 * expected[0]));
    }

    @ParameterizedTest
    @MethodSource("backendsAndSizes")
    void agreesOnTheSumsOfImages(Amplitude kernel, int n) {
        var expected = List.of(plane(n), plane(n), plane(n));
        var actual = List.of(plane(n), plane(n), plane(n));

        for (int image = 0; image < 5; image++) {
            var amplitude = amplitudes(4000 + 10L * n + image, n);
            reference.addImage(amplitude, 53.5675f, n, expected.get(0), expected.get(1), expected.get(2));
            kernel.addImage(amplitude, 53.5675f, n, actual.get(0), actual.get(1), actual.get(2));
        }

        for (int k = 0; k < 3; k++) {
            assertSame(expected.get(k), actual.get(k), n);
        }
    }

    @ParameterizedTest
    @MethodSource("backendsAndSizes")
    void agreesOnTheSumsOfPairs(Amplitude kernel, int n) {
        var expected = List.of(plane(n), plane(n));
        var actual = List.of(plane(n), plane(n));

        for (int pair = 0; pair < 5; pair++) {
            var first = amplitudes(5000 + 10L * n + pair, n);
            var second = amplitudes(6000 + 10L * n + pair, n);
            reference.addPair(first, 61.725f, second, 0f, n, expected.get(0), expected.get(1));
            kernel.addPair(first, 61.725f, second, 0f, n, actual.get(0), actual.get(1));
        }

        assertSame(expected.get(0), actual.get(0), n);
        assertSame(expected.get(1), actual.get(1), n);
    }

    @Test
    void resetsTheSumButNotTheSquaresAtAGap() {
        var sum = plane(1);
        var squares = plane(1);
        var gap = plane(1);
        for (float a : new float[] {3, 0, 2, Amplitude.NEAR_ZERO, 4}) {
            var amplitude = plane(1);
            amplitude.set(FloatMatrix.LAYOUT, 0, a);
            reference.addImage(amplitude, 1, 1, sum, squares, gap);
        }

        assertThat(get(sum, 0)).isEqualTo(4);
        assertThat(get(squares, 0)).isEqualTo(29);
        assertThat(get(gap, 0)).isEqualTo(1);
    }

    private MemorySegment amplitudes(long seed, int n) {
        var plane = plane(n);
        var random = new Random(seed);
        for (int i = 0; i < n; i++) {
            float a = switch (random.nextInt(8)) {
                case 0 -> 0;
                case 1 -> Float.NaN;
                case 2 -> Amplitude.CALIBRATION_FLOOR;
                default -> 100 * random.nextFloat();
            };
            plane.set(FloatMatrix.LAYOUT, 4L * i, a);
        }
        return plane;
    }

    private MemorySegment slice(long bytes) {
        return arena.allocate(OFFSET + bytes, 64).asSlice(OFFSET);
    }

    private MemorySegment plane(int n) {
        var plane = slice(4L * n + 4);
        plane.set(FloatMatrix.LAYOUT, 4L * n, CANARY);
        return plane;
    }

    private static float get(MemorySegment plane, int i) {
        return plane.get(FloatMatrix.LAYOUT, 4L * i);
    }

    private static float[] values(MemorySegment plane, int n) {
        var values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = get(plane, i);
        }
        return values;
    }

    private static void assertSame(MemorySegment expected, MemorySegment actual, int n) {
        assertThat(values(actual, n + 1)).containsExactly(values(expected, n + 1));
        assertThat(get(actual, n)).isEqualTo(CANARY);
    }
}
