package dev.stampede.kernels.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.kernels.TestKernels;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GainOffsetTest {
    private static final PixelRange UINT16 = new PixelRange(PixelRange.Kind.UNSIGNED, 0, 65535);
    private static final PixelRange INT16 = new PixelRange(PixelRange.Kind.SIGNED, -32768, 32767);
    private static final PixelRange FLOAT32 = new PixelRange(PixelRange.Kind.FLOAT32, 0, 0);
    private static final PixelRange FLOAT64 = new PixelRange(PixelRange.Kind.FLOAT64, 0, 0);
    private static final PixelRange INT64 = new PixelRange(PixelRange.Kind.SIGNED, -0x1p63, 0x1p63);

    static Stream<GainOffset> kernels() {
        return TestKernels.of(GainOffset.FAMILY).stream();
    }

    static Stream<Arguments> kernelsAndSizes() {
        return Planes.withSizes(kernels());
    }

    @Test
    void roundsAsThePixelTypeDoes() {
        assertThat(UINT16.convert(2.5)).isEqualTo(3);
        assertThat(UINT16.convert(-0.5)).isZero();
        assertThat(UINT16.convert(7e4)).isEqualTo(65535);
        assertThat(UINT16.convert(Double.NaN)).isZero();
        assertThat(INT16.convert(-2.5)).isEqualTo(-3);
        assertThat(INT16.convert(2.5)).isEqualTo(3);
        assertThat(FLOAT32.convert(0.1)).isEqualTo(0.1f);
        assertThat(FLOAT64.convert(0.1)).isEqualTo(0.1);
    }

    @Test
    void aGuardedNoDataValueMovesByOneUnit() {
        assertThat(NoData.guarded(0, UINT16).substitute()).isEqualTo(1);
        assertThat(NoData.guarded(65535, UINT16).substitute()).isEqualTo(65534);
        assertThat(NoData.guarded(-9999, FLOAT32).substitute()).isEqualTo(-9998);
        assertThat(NoData.guarded(-3.4028234663852886e38, FLOAT32).substitute()).isGreaterThan(-3.4028234663852886e38);
    }

    @ParameterizedTest
    @MethodSource("kernelsAndSizes")
    void agreesWithTheReferenceExactly(GainOffset kernel, int n) {
        var pixels = Planes.pixels(n, n);
        var edges = new double[] {0.5, 1.5, -0.5, -1.5, 0.49999999999999994, 65534.5, 65535.5, -32768.5, 1e12, -1e12};
        var random = new Random(n);
        for (int i = 0; i < n; i += 3) {
            pixels[i] = edges[random.nextInt(edges.length)];
        }
        for (var range : List.of(UINT16, INT16, FLOAT32, FLOAT64, INT64)) {
            for (var noData : List.of(NoData.guarded(0, range), NoData.unprotected(-9999))) {
                for (double gain : new double[] {1, 0.731, -1.2}) {
                    try (var arena = Arena.ofConfined()) {
                        var value = Planes.of(arena, pixels);
                        var expected = Planes.empty(arena, n);
                        var actual = Planes.empty(arena, n);
                        new GainOffsetReference().apply(value, n, gain, 0.25 - gain, noData, range, expected);

                        kernel.apply(value, n, gain, 0.25 - gain, noData, range, actual);

                        assertThat(Planes.values(actual, n))
                                .as("%s %s gain %s", range, noData, gain)
                                .isEqualTo(Planes.values(expected, n));
                        var computed = Planes.of(arena, Planes.pixels(9, n));
                        var again = Planes.of(arena, Planes.pixels(9, n));
                        new GainOffsetReference().finish(value, n, noData, range, computed);

                        kernel.finish(value, n, noData, range, again);

                        assertThat(Planes.values(again, n)).isEqualTo(Planes.values(computed, n));
                        for (double transparent : new double[] {0, 1.5, Double.NaN}) {
                            var below = Planes.of(arena, Planes.pixels(17, n));
                            var laid = Planes.of(arena, Planes.pixels(17, n));
                            var absent = NoData.unprotected(transparent);
                            new GainOffsetReference().overlay(value, n, absent, noData, below);

                            kernel.overlay(value, n, absent, noData, laid);

                            assertThat(Planes.values(laid, n)).isEqualTo(Planes.values(below, n));
                        }
                    }
                }
            }
        }
    }
}
