package dev.stampede.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OrderStatisticsTest {
    @Test
    void agreesWithSorting() {
        try (var arena = Arena.ofConfined()) {
            var random = new Random(1);
            var values = FloatMatrix.allocate(arena, 101, 7);
            for (long i = 0; i < values.size(); i++) {
                values.set(
                        i,
                        switch (random.nextInt(8)) {
                            case 0 -> Float.NaN;
                            case 1 -> 0f;
                            case 2 -> Float.NEGATIVE_INFINITY;
                            case 3 -> 1 + random.nextInt(3) * Math.ulp(1f);
                            default -> (float) (1000 * random.nextGaussian());
                        });
            }
            float[] sorted = values.toArray();
            Arrays.sort(sorted);
            var statistics = new OrderStatistics(values);
            for (int rank = 0; rank < statistics.count(); rank++) {
                assertThat(statistics.at(rank)).isEqualTo(sorted[rank]);
            }
            assertThat(Float.isNaN(sorted[(int) statistics.count()])).isTrue();
        }
    }

    @Test
    void refusesARankThatIsNotThere() {
        try (var arena = Arena.ofConfined()) {
            var statistics = new OrderStatistics(FloatMatrix.vector(arena, Float.NaN));

            assertThat(statistics.count()).isZero();
            assertThatThrownBy(() -> statistics.at(0)).hasMessageContaining("rank 0 of 0");
        }
    }
}
