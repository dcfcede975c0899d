package dev.stampede.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearestPointsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 500, 3000})
    void findsWhatASearchThroughAllFinds(int n) {
        var random = new Random(n);
        var x = random.doubles(n, 0, 30).toArray();
        var y = random.doubles(n, 0, 3).map(v -> Math.rint(v * 8) / 8).toArray(); // with ties and a long shape
        var query = new NearestPoints(x, y).query(5);
        for (int trial = 0; trial < 200; trial++) {
            double px = random.nextDouble(-10, 40);
            double py = random.nextDouble(-10, 13);
            double reach = trial % 2 == 0 ? Double.POSITIVE_INFINITY : 4;
            int[] expected = IntStream.range(0, n)
                    .filter(i -> square(x, y, i, px, py) <= reach * reach)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> square(x, y, i, px, py)))
                    .mapToInt(i -> i)
                    .limit(5)
                    .toArray();

            int found = query.search(px, py, reach);

            assertThat(IntStream.range(0, found).map(query::index).toArray()).containsExactly(expected);
        }
    }

    private static double square(double[] x, double[] y, int i, double px, double py) {
        return (x[i] - px) * (x[i] - px) + (y[i] - py) * (y[i] - py);
    }

    @Test
    void noPointAndPointsInOnePlace() {
        assertThat(new NearestPoints(new double[0], new double[0]).query(3).search(1, 2, 1e9))
                .isZero();
        var query = new NearestPoints(new double[] {1, 1, 1}, new double[] {2, 2, 2}).query(2);
        assertThat(query.search(5, 5, 1e9)).isEqualTo(2);
        assertThat(query.index(0)).isZero();
        assertThat(query.square(1)).isEqualTo(25);
    }
}
