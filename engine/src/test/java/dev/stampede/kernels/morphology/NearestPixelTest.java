package dev.stampede.kernels.morphology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestPixelTest {
    @ParameterizedTest
    @CsvSource({"20, 30, 0.05, 1, 1", "30, 20, 0.5, 2, 0.7", "1, 40, 0.1, 1, 1", "40, 1, 0.1, 1, 3", "6, 6, 0, 1, 1"})
    void isTheNearest(int rows, int cols, double share, double stepY, double stepX) {
        var random = new Random(2);
        var mask = Bits.empty(rows, cols);
        for (int i = 0; i < mask.flags().length; i++) {
            mask.flags()[i] = (byte) (random.nextDouble() < share ? 1 : 0);
        }

        var nearest = NearestPixel.of(mask, stepY, stepX);
        var distance = EuclideanDistance.squared(mask, stepY, stepX);

        for (int i = 0; i < distance.length; i++) {
            assertThat(distance[i]).isEqualTo(shortest(mask, i, stepY, stepX), within(1e-12));
            if (nearest.index()[i] < 0) {
                assertThat(distance[i]).isInfinite();
                continue;
            }
            double down = (i / cols - nearest.index()[i] / cols) * stepY;
            double right = (i % cols - nearest.index()[i] % cols) * stepX;
            assertThat(mask.flags()[nearest.index()[i]]).isEqualTo((byte) 1);
            assertThat(down * down + right * right).isEqualTo(distance[i], within(1e-12));
            assertThat(nearest.squared()[i]).isEqualTo(distance[i], within(1e-12));
        }
    }

    private static double shortest(Bits mask, int from, double stepY, double stepX) {
        double shortest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < mask.flags().length; i++) {
            if (mask.flags()[i] != 0) {
                double down = (from / mask.cols() - i / mask.cols()) * stepY;
                double right = (from % mask.cols() - i % mask.cols()) * stepX;
                shortest = Math.min(shortest, down * down + right * right);
            }
        }
        return shortest;
    }
}
