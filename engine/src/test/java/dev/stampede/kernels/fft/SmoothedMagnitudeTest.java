package dev.stampede.kernels.fft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.insar.pipeline.config.Backends;
import dev.stampede.kernels.Backend;
import dev.stampede.kernels.KernelRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmoothedMagnitudeTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 4, 6, 8, 10, 12, 16, 20, 22, 24, 30, 32, 36, 40, 48, 60, 64, 80, 96, 128})
    void vectorAgreesWithReference(int n) {
        var plan = new FftPlan(n);
        var spectrum = plan.newPlanes();
        var random = new Random(n);
        for (int i = 0; i < spectrum.re().length; i++) {
            spectrum.re()[i] = random.nextGaussian();
            spectrum.im()[i] = random.nextGaussian();
        }
        var expected = new double[SmoothedMagnitude.resultSize(plan)];
        var actual = new double[SmoothedMagnitude.resultSize(plan)];
        var scratch = new double[SmoothedMagnitude.scratchSize(plan)];
        Arrays.fill(scratch, Double.NaN);

        double expectedMedian = kernel(Backend.REFERENCE).run(plan, spectrum, expected, scratch);
        double actualMedian = kernel(Backend.VECTOR).run(plan, spectrum, actual, scratch);

        for (int i = 0; i < n * n; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(SmoothedMagnitude.MAX_RELATIVE_ERROR * expected[i]));
        }
        assertThat(actualMedian)
                .isCloseTo(expectedMedian, within(SmoothedMagnitude.MAX_RELATIVE_ERROR * expectedMedian));
    }

    @ParameterizedTest
    @ValueSource(strings = {"REFERENCE", "VECTOR"})
    void spreadsOnePeakOverSevenFrequenciesButNotAcrossTheHighestOne(Backend backend) {
        var plan = new FftPlan(32);
        var spectrum = plan.newPlanes();
        spectrum.im()[plan.stride() * 15] = -2;
        var smoothed = new double[SmoothedMagnitude.resultSize(plan)];

        double median = kernel(backend).run(plan, spectrum, smoothed, new double[SmoothedMagnitude.scratchSize(plan)]);

        assertThat(median).isZero();
        assertThat(smoothed[32 * 15]).isEqualTo(2);
        assertThat(smoothed[32 * 15 + 29]).isCloseTo(2 * 0.043936933623, within(1e-12));
        assertThat(smoothed[32 * 14 + 1]).isCloseTo(2 * 0.706648277858 * 0.706648277858, within(1e-12));
        assertThat(smoothed[32 * 16]).isZero();
    }

    @Test
    void medianIsExactForRandomValuesAndTies() {
        var random = new Random(7);
        for (int count : new int[] {2, 4, 6, 16, 18, 30, 64, 100, 1024, 1444}) {
            for (int kind = 0; kind < 6; kind++) {
                var values = new double[count + 8];
                for (int i = 0; i < values.length; i++) {
                    values[i] = switch (kind) {
                        case 0 -> random.nextDouble();
                        case 1 -> Math.exp(20 * random.nextGaussian());
                        case 2 -> random.nextInt(3);
                        case 3 -> 5.5;
                        case 4 -> random.nextInt(count) < 3 ? 1e12 : random.nextInt(2) * 1e-300;
                        default -> i < count / 2 ? 1 : 2;
                    };
                }
                double[] sorted = Arrays.copyOf(values, count);
                Arrays.sort(sorted);

                double median = MedianVector.ofEvenCount(values, count);

                assertThat(median)
                        .as("count " + count + " kind " + kind)
                        .isEqualTo((sorted[count / 2 - 1] + sorted[count / 2]) / 2);
            }
        }
    }

    @Test
    void refusesAnOddLength() {
        var plan = new FftPlan(9);
        assertThatThrownBy(
                        () -> kernel(Backend.REFERENCE).run(plan, plan.newPlanes(), new double[200], new double[2000]))
                .hasMessageContaining("even");
    }

    private static SmoothedMagnitude kernel(Backend backend) {
        return new KernelRegistry(List.of(SmoothedMagnitude.FAMILY), Backends.availability(), null, Map.of())
                .get(SmoothedMagnitude.FAMILY, backend);
    }
}
