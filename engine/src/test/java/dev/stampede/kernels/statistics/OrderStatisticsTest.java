package dev.stampede.kernels.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.kernels.elementwise.ElementType;
import dev.stampede.kernels.elementwise.Plane;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/// Against a sort, with more values than are ever sorted at once.
class OrderStatisticsTest {
    private static final int ROWS = 500;
    private static final int COLS = 601;
    private static final double[] PERCENTS = {0, 0.001, 2, 25, 50, 75, 98, 99.9995, 100};

    private static void agrees(ElementType type, IntToDoubleFunction value) {
        try (var arena = Arena.ofConfined()) {
            var plane = Plane.dense(arena.allocate((long) ROWS * COLS * type.bytes(), 64), type, COLS);
            var sorted = new double[ROWS * COLS];
            int n = 0;
            for (int i = 0; i < ROWS * COLS; i++) {
                type.store(plane.segment(), i, value.applyAsDouble(i));
                double stored = type.load(plane.segment(), i);
                if (!Double.isNaN(stored)) {
                    sorted[n++] = stored;
                }
            }
            sorted = Arrays.copyOf(sorted, n);
            Arrays.sort(sorted);
            var found = OrderStatistics.percentiles(List.of(plane), ROWS, COLS, PERCENTS);
            for (int p = 0; p < PERCENTS.length; p++) {
                double at = PERCENTS[p] / 100 * (n - 1);
                int k = (int) Math.floor(at);
                double high = sorted[Math.min(k + 1, n - 1)];
                double fraction = at - k;
                double span = high - sorted[k];
                double expected = fraction >= 0.5 ? high - span * (1 - fraction) : sorted[k] + span * fraction;
                assertThat(found[p]).as("%s percent %s", type, PERCENTS[p]).isEqualTo(expected);
            }
        }
    }

    @Test
    void findsRanksOfSpreadAndOfCrowdedValues() {
        var random = new Random(20260101);
        agrees(ElementType.FLOAT64, i -> random.nextGaussian() * 100);
        agrees(ElementType.FLOAT32, i -> i % 7 == 0 ? Double.NaN : random.nextFloat() - 0.3);
        // All of one power of two, and all of one first 32 bits: several levels of counting.
        agrees(ElementType.FLOAT64, i -> 1 + random.nextDouble() * 1e-3);
        agrees(ElementType.FLOAT64, i -> 1 + random.nextInt(200000) * Math.ulp(1.0));
    }

    @Test
    void findsRanksOfEqualValuesAndIntegers() {
        var random = new Random(20260102);
        agrees(ElementType.FLOAT64, i -> 3.25);
        agrees(ElementType.FLOAT64, i -> i % 2 == 0 ? -0.0 : 0.0);
        agrees(ElementType.UINT16, i -> random.nextInt(65536));
        agrees(ElementType.INT16, i -> random.nextInt(20) - 10);
    }

    @Test
    void nothingButNaNGivesNaN() {
        try (var arena = Arena.ofConfined()) {
            var plane = Plane.dense(arena.allocate(8L * 4, 8), ElementType.FLOAT64, 4);
            for (int i = 0; i < 4; i++) {
                ElementType.FLOAT64.store(plane.segment(), i, Double.NaN);
            }
            assertThat(OrderStatistics.percentiles(List.of(plane), 1, 4, 50)).containsExactly(Double.NaN);
            assertThat(Moments.of(List.of(plane), 1, 4).count()).isZero();
        }
    }
}
