package dev.stampede.kernels.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stampede.kernels.TestKernels;
import dev.stampede.kernels.elementwise.ElementType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PixelWideningTest {
    private static final int MARGIN = 8; // elements that must not be touched, on either side

    static Stream<Arguments> kernelsAndSizes() {
        return Planes.withSizes(TestKernels.of(PixelWidening.FAMILY).stream());
    }

    @Test
    void everyUnsignedShortIsItself() {
        try (var arena = Arena.ofConfined()) {
            var shorts = arena.allocate(2L << 16, 2);
            for (int v = 0; v < 1 << 16; v++) {
                shorts.setAtIndex(ValueLayout.JAVA_SHORT, v, (short) v);
            }
            for (var kernel : TestKernels.of(PixelWidening.FAMILY)) {
                var doubles = arena.allocate(8L << 16, 8);
                var back = arena.allocate(2L << 16, 2);

                kernel.widen(ElementType.UINT16, shorts, 0, 1 << 16, doubles, 0);
                kernel.narrow(ElementType.UINT16, doubles, 0, 1 << 16, back, 0);

                for (int v = 0; v < 1 << 16; v++) {
                    assertThat(doubles.getAtIndex(ValueLayout.JAVA_DOUBLE, v)).isEqualTo(v);
                }
                assertThat(back.mismatch(shorts)).isEqualTo(-1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernelsAndSizes")
    void bothWaysAgreeWithTheReferenceAndStayWithinTheirRange(PixelWidening kernel, int n) {
        var reference = new PixelWideningReference();
        for (var type : ElementType.values()) {
            if (type == ElementType.BOOL) {
                continue;
            }
            try (var arena = Arena.ofConfined()) {
                var pixels = arena.allocate((long) (n + 2 * MARGIN) * type.bytes(), 8);
                fill(type, pixels, n + 2 * MARGIN, n);
                var expected = canaries(arena, n, Double.BYTES);
                var actual = canaries(arena, n, Double.BYTES);
                var expectedBack = canaries(arena, n, type.bytes());
                var actualBack = canaries(arena, n, type.bytes());
                reference.widen(type, pixels, 3, n, expected, MARGIN);
                reference.narrow(type, expected, MARGIN, n, expectedBack, MARGIN);

                kernel.widen(type, pixels, 3, n, actual, MARGIN);
                kernel.narrow(type, expected, MARGIN, n, actualBack, MARGIN);

                assertThat(actual.mismatch(expected)).as("widen %s", type).isEqualTo(-1);
                assertThat(actualBack.mismatch(expectedBack))
                        .as("narrow %s", type)
                        .isEqualTo(-1);
            }
        }
    }

    @Test
    void refusesRangesBeyondTheSegment() {
        try (var arena = Arena.ofConfined()) {
            var small = arena.allocate(16);
            var large = arena.allocate(1024);
            for (var kernel : TestKernels.of(PixelWidening.FAMILY)) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> kernel.widen(ElementType.UINT16, small, 1, 8, large, 0))
                        .withMessageContaining("8 elements of 2 bytes from number 1");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> kernel.narrow(ElementType.UINT16, large, 0, 9, small, 0));
            }
        }
    }

    private static void fill(ElementType type, MemorySegment pixels, int count, long seed) {
        var random = new Random(seed);
        for (int i = 0; i < count; i++) {
            if (type.isFloating()) {
                type.store(pixels, i, i % 5 == 0 ? Double.NaN : random.nextGaussian() * 1e5);
            } else {
                for (int b = 0; b < type.bytes(); b++) {
                    pixels.set(ValueLayout.JAVA_BYTE, (long) i * type.bytes() + b, (byte) random.nextInt());
                }
            }
        }
    }

    private static MemorySegment canaries(Arena arena, int n, int bytes) {
        return arena.allocate((long) (n + 2 * MARGIN) * bytes, 8).fill((byte) 0x5A);
    }
}
