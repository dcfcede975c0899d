package dev.stampede.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AffineTest {
    private static final Affine ROTATED = new Affine(2, 0.5, 100, -0.25, -3, 900);

    @Test
    void theInverseLeadsBack() {
        var inverse = ROTATED.inverse();
        double x = ROTATED.x(7.25, 11.5);
        double y = ROTATED.y(7.25, 11.5);
        assertThat(inverse.x(x, y)).isCloseTo(7.25, within(1e-12));
        assertThat(inverse.y(x, y)).isCloseTo(11.5, within(1e-12));
    }

    @Test
    void movingTheOriginKeepsPlaces() {
        var moved = ROTATED.at(3, 4);
        assertThat(moved.x(2, 1)).isCloseTo(ROTATED.x(5, 5), within(1e-12));
        assertThat(moved.y(2, 1)).isCloseTo(ROTATED.y(5, 5), within(1e-12));
    }

    @Test
    void theEnvelopeHoldsAllCornersOfARotatedGrid() {
        assertThat(ROTATED.bounds(10, 20)).isEqualTo(new Bounds(100, 837.5, 130, 900));
        assertThat(Affine.northUp(500, 80, 10, 20).bounds(3, 4)).isEqualTo(new Bounds(500, 0, 530, 80));
    }

    @Test
    void gdalsOrderIsReadAndWritten() {
        double[] six = {100, 2, 0.5, 900, -0.25, -3};
        assertThat(Affine.ofGeoTransform(six)).isEqualTo(ROTATED);
        assertThat(ROTATED.geoTransform()).containsExactly(six);
    }

    @Test
    void pixelsWithoutAnAreaHaveNoInverse() {
        assertThatThrownBy(() -> new Affine(1, 2, 0, 2, 4, 0).inverse())
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("without an area");
    }
}
