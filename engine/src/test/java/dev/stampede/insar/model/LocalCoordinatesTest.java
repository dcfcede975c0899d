package dev.stampede.insar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.runtime.Workers;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocalCoordinatesTest {
    private final Arena arena = Arena.ofAuto();
    private final Workers workers = new Workers(1);

    @Test
    void projectsTheCheckPointsOfThePolyconicFormulas() {
        var lonLat = DoubleMatrix.copyOf(arena, 2, 2, 12.2, 12.0, 45.2, 45.0);

        var xy = new LocalProjection(12.1, 45.1).project(arena, workers, lonLat);

        assertThat(xy.get(0, 0)).isCloseTo(7857.292439, within(1e-6));
        assertThat(xy.get(0, 1)).isCloseTo(11118.210763, within(1e-6));
        assertThat(xy.get(1, 0)).isCloseTo(-7884.770741, within(1e-6));
        assertThat(xy.get(1, 1)).isCloseTo(-11108.283212, within(1e-6));
    }

    @Test
    void isAPlainCylinderOnTheEquator() {
        var lonLat = DoubleMatrix.copyOf(arena, 3, 2, 1.0, 1.0, 1.0, 0.0, 1e-9, 0.5);

        var xy = new LocalProjection(0, 0.5).project(arena, workers, lonLat);

        assertThat(xy.get(0, 0)).isEqualTo(6378137.0 * Math.toRadians(1));
        assertThat(xy.get(0, 0)).isCloseTo(xy.get(1, 0), within(1e-3));
        assertThat(xy.get(0, 1)).isCloseTo(xy.get(1, 1), within(1e-3));
        assertThat(xy.get(2, 1)).isCloseTo(8.477, within(1e-3)); // the parallel bends toward the pole
    }

    @Test
    void centresOnTheBoundingBoxWithoutMissingPoints() {
        var lonLat = DoubleMatrix.copyOf(arena, 3, 2, 10, Double.NaN, 12, 44, 45, 46);

        var projection = LocalProjection.centredOn(lonLat);
        var xy = projection.project(arena, workers, lonLat);

        assertThat(projection).isEqualTo(new LocalProjection(11, 45));
        assertThat(xy.get(1, 0)).isNaN();
    }

    @Test
    void rotatesOnlyWhenBothExtentsShrink() {
        double heading = -12.0;
        var slanted = DoubleMatrix.allocate(arena, 4, 2);
        for (int p = 0; p < 4; p++) {
            double east = (p & 1) * 3000;
            double north = (p >> 1) * 5000;
            double h = Math.toRadians(heading);
            slanted.set(p, 0, north * Math.sin(h) + east * Math.cos(h));
            slanted.set(p, 1, north * Math.cos(h) - east * Math.sin(h));
        }
        var straight = DoubleMatrix.copyOf(arena, 4, 2, 0, 3000, 0, 3000, 0, 0, 5000, 5000);

        assertThat(SceneRotation.alongTrack(heading).applyIfBothShrink(slanted)).isTrue();
        assertThat(SceneRotation.alongTrack(heading).applyIfBothShrink(straight))
                .isFalse();
        assertThat(SceneRotation.alongTrack(Double.NaN).applyIfBothShrink(straight))
                .isFalse();

        assertThat(Extent.ofColumn(slanted, 0).length()).isCloseTo(3000, within(1e-6));
        assertThat(Extent.ofColumn(slanted, 1).length()).isCloseTo(5000, within(1e-6));
        assertThat(straight.get(3, 0)).isEqualTo(3000);
    }

    @Test
    void ordersByYThenXKeepingTiesAndPuttingMissingLast() {
        var xy = FloatMatrix.copyOf(arena, 6, 2, 1, 0, Float.NaN, -1, -0f, 0f, 2, 2, 0, 2, 2, Float.NaN);

        // y = 0: row 2; y = 2: x = -1, then the zeros in their former order, then 1; missing y last
        assertThat(PointOrder.byYThenX(xy, 0)).containsExactly(2, 3, 1, 4, 0, 5);
    }

    @Test
    void ordersManyPointsAsAStableComparisonSortDoes() {
        int n = 100_000;
        var random = new Random(7);
        var xy = FloatMatrix.allocate(arena, n, 2);
        for (int p = 0; p < n; p++) {
            xy.set(p, 0, random.nextInt(200) - 100);
            xy.set(p, 1, (random.nextInt(2000) - 1000) * 0.01f);
        }

        var expected = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(p -> xy.get(p, 1)).thenComparingDouble(p -> xy.get(p, 0)))
                .mapToInt(Integer::intValue)
                .toArray();

        assertThat(Arrays.equals(PointOrder.byYThenX(xy, 0), expected)).isTrue();
    }

    @Test
    void roundsToMillimetresAwayFromZeroInSinglePrecision() {
        assertThat(LocalCoordinates.toMillimetre(2.0625f)).isEqualTo(2.063f);
        assertThat(LocalCoordinates.toMillimetre(-2.0625f)).isEqualTo(-2.063f);
        assertThat(LocalCoordinates.toMillimetre(20000.123f)).isEqualTo(20000.123f);
    }
}
