package dev.stampede.insar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.insar.params.Parameters;
import dev.stampede.io.mat.Mat;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.runtime.Workers;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReferenceAreaTest {
    private final Arena arena = Arena.ofShared();
    private final Workers workers = new Workers(1);
    private Parameters parameters = Parameters.defaults(false, "snap");

    @AfterEach
    void close() {
        workers.close();
        arena.close();
    }

    /// Five points 0.001 degrees of latitude (111 m) and 100 m of local y apart.
    private int[] points() {
        var lonLat = DoubleMatrix.allocate(arena, 5, 2);
        var xy = FloatMatrix.allocate(arena, 5, 2);
        for (int p = 0; p < 5; p++) {
            lonLat.set(p, 0, 12);
            lonLat.set(p, 1, 45 + 0.001 * p);
            xy.set(p, 0, 50);
            xy.set(p, 1, 100 * p);
        }
        var stack = new StackGeometry(
                5, 1, 1, 0, 0, new double[1], new double[1], lonLat, xy, new double[2], Double.NaN, null);
        return ReferenceArea.of(parameters, stack, workers).points();
    }

    private void set(String name, double... values) {
        parameters = parameters.with(name, Mat.row(values));
    }

    @Test
    void isEveryPointByDefaultAndNoneForARadiusOfMinusInfinity() {
        assertThat(points()).containsExactly(0, 1, 2, 3, 4);
        set("ref_radius", Double.NEGATIVE_INFINITY);
        assertThat(points()).isEmpty();
    }

    @Test
    void degreesAndCircleCutTogether() {
        set("ref_lat", 45.0005, 45.0035);
        set("ref_lon", 11, 13);
        assertThat(points()).containsExactly(1, 2, 3);
        set("ref_centre_lonlat", 12, 45);
        set("ref_radius", 230);
        assertThat(points()).containsExactly(1, 2);
    }

    @Test
    void localBoundsWinAndAreExclusive() {
        set("ref_lat", 45.0005, 45.0035);
        set("ref_x", 0, 100);
        set("ref_y", 100, 401);
        assertThat(points()).containsExactly(2, 3, 4);
    }

    @Test
    void anEmptyAreaIsRefusedNamingItsBounds() {
        set("ref_x", 0, 10);
        set("ref_y", 0, 10);
        assertThatThrownBy(this::points).hasMessageContaining("ref_x or ref_y");
        parameters = Parameters.defaults(false, "snap");
        set("ref_lon", 20, 21);
        assertThatThrownBy(this::points).hasMessageContaining("longitude 20.0 to 21.0");
    }
}
