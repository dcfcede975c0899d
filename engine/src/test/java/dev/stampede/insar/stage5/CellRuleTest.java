package dev.stampede.insar.stage5;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

/// Where cells begin: 1 m with three or more points, otherwise by what the misplaced minimum leaves.
class CellRuleTest {
    @Test
    void threeCorePointsBeginAtOneMetre() {
        assertThat(origin(0, 1, 2)).containsExactly(1, 1);
    }

    @Test
    void twoCorePointsTakeTheFirstAbscissaForTheOrdinate() {
        assertThat(origin(1, 2)).containsExactly(1, -700);
        assertThat(origin(0, 2)).containsExactly(1, 1);
    }

    @Test
    void oneCorePointTakesItsOwnWhereTheyAreBelowOne() {
        assertThat(origin(1)).containsExactly(-700, 1);
        assertThat(origin(2)).containsExactly(1, -20);
    }

    private static float[] origin(int... core) {
        try (var arena = Arena.ofConfined()) {
            // number, x, y
            var xy = FloatMatrix.copyOf(arena, 3, 3, 1, 2, 3, 600, -700, 40, 10, 90, -20);
            return CellRule.origin(xy, core);
        }
    }
}
