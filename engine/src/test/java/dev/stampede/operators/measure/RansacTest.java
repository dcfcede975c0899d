package dev.stampede.operators.measure;

import static dev.stampede.operators.FamilyContract.grid;
import static dev.stampede.operators.FamilyContract.raster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.io.vector.VectorLayer;
import dev.stampede.operators.measure.RANSAC.ModelClass;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Pixels are 10 m, their corner lies at (500000, 4000000).
class RansacTest {
    private static double real(VectorLayer layer, String field) {
        return ((Number) layer.features().getFirst().fields().get(field)).doubleValue();
    }

    /// A line at 30 degrees among as many pixels that are anywhere.
    private static GeoRaster line() {
        var random = new Random(6);
        return raster(DType.UINT8, grid(80, 100, at -> {
            double across = (at[0] - 20) * Math.cos(Math.toRadians(30)) - (at[1] - 10) * Math.sin(Math.toRadians(30));
            return Math.abs(across) < 0.5 || random.nextInt(80) == 0 ? 1 : 0;
        }));
    }

    @Test
    void theLineIsFoundAmongOthers() {
        var found = new RANSAC(ModelClass.LINE, 1, OptionalInt.empty(), 200, 3).apply(line());

        var ends = found.features().getFirst().geometry().getCoordinates();
        double slope = (ends[1].y - ends[0].y) / (ends[1].x - ends[0].x);
        assertThat(slope).isEqualTo(-Math.tan(Math.toRadians(30)), within(0.01)); // rows go south
        double at = ends[0].y + slope * (500_105 - ends[0].x);
        assertThat(at).isEqualTo(4_000_000 - 205, within(3.0));
        assertThat(real(found, "share")).isBetween(0.4, 0.7);
        assertThat(real(found, "rms")).isLessThan(0.5);
        var again = new RANSAC(ModelClass.LINE, 1, OptionalInt.empty(), 200, 3).apply(line());
        assertThat(again.features().getFirst().fields())
                .isEqualTo(found.features().getFirst().fields());
    }

    @Test
    void theCircleIsFoundAmongOthers() {
        var random = new Random(7);
        var in = raster(DType.FLOAT32, grid(80, 90, at -> {
            double off = Math.hypot(at[0] - 35.5, at[1] - 41) - 22;
            return Math.abs(off) < 0.6 ? 1 : random.nextInt(60) == 0 ? Double.NaN : random.nextInt(60) == 0 ? 2 : 0;
        }));

        var found = new RANSAC(ModelClass.CIRCLE, 1, OptionalInt.empty(), 500, 1).apply(in);

        var centre = found.features().getFirst().geometry().getCoordinate();
        assertThat(centre.x).isEqualTo(500_000 + 41.5 * 10, within(2.0));
        assertThat(centre.y).isEqualTo(4_000_000 - 36 * 10, within(2.0));
        assertThat(real(found, "radius")).isEqualTo(220, within(2.0));
        assertThat(real(found, "rms")).isLessThan(0.5);
    }

    /// Three points give the circle through them, more the least squares.
    @Test
    void curvesGoThroughTheirPoints() {
        var circle = PlaneCurve.fit(true, new double[][] {{0, 5}, {5, 0}, {-3, -4}});
        assertThat(circle.row()).isEqualTo(0, within(1e-12));
        assertThat(circle.col()).isEqualTo(0, within(1e-12));
        assertThat(circle.radius()).isEqualTo(5, within(1e-12));
        assertThat(PlaneCurve.fit(true, new double[][] {{0, 0}, {1, 2}, {2, 4}}))
                .isNull();
        assertThat(PlaneCurve.fit(false, new double[][] {{3, 3}, {3, 3}})).isNull();
        var upright = PlaneCurve.fit(false, new double[][] {{0, 4}, {9, 4}, {5, 4}});
        assertThat(upright.distance(new double[] {100, 1})).isEqualTo(3, within(1e-12));
        assertThat(Math.abs(upright.down())).isEqualTo(1, within(1e-12));
    }

    @Test
    void tooFewPixelsGiveNothing() {
        var one = raster(DType.UINT8, grid(3, 3, at -> at[0] + at[1] == 0 ? 1 : 0));
        var row = raster(DType.UINT8, grid(1, 9, _ -> 1));

        assertThat(new RANSAC(ModelClass.LINE, 1, OptionalInt.empty(), 10, 0)
                        .apply(one)
                        .features())
                .isEmpty();
        assertThat(new RANSAC(ModelClass.CIRCLE, 1, OptionalInt.empty(), 10, 0)
                        .apply(row)
                        .features())
                .isEmpty();
        assertThat(real(new RANSAC(ModelClass.LINE, 1, OptionalInt.of(4), 10, 0).apply(row), "inliers"))
                .isEqualTo(9);
        assertThatThrownBy(() -> new RANSAC(ModelClass.CIRCLE, 1, OptionalInt.of(2), 10, 0))
                .hasMessageContaining("min_samples");
        assertThatThrownBy(() -> new RANSAC(ModelClass.LINE, 0, OptionalInt.empty(), 10, 0))
                .hasMessageContaining("residual_threshold is 0");
    }
}
