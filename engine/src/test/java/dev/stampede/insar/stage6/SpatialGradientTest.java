package dev.stampede.insar.stage6;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.geometry.ScatteredValues;
import dev.stampede.kernels.goldstein.LocalFrequency;
import dev.stampede.memory.ComplexMatrix;
import java.lang.foreign.Arena;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpatialGradientTest {
    private static final int SIZE = 16;

    @Test
    void findsTheRiseOfThePhaseAlongRowsAndColumnsWithItsSign() {
        double down = 3 * 2 * Math.PI / SIZE;
        double right = -2 * 2 * Math.PI / SIZE;
        var random = new Random(4);
        try (Arena arena = Arena.ofConfined()) {
            var cells = ComplexMatrix.allocate(arena, 20, 30);
            for (int c = 0; c < 30; c++) {
                for (int r = 0; r < 20; r++) {
                    double angle = down * r + right * c + random.nextGaussian() * 0.3;
                    boolean empty = random.nextInt(3) == 0;
                    cells.set(r, c, empty ? 0 : Math.cos(angle), empty ? 0 : Math.sin(angle));
                }
            }

            var found = new LocalFrequency.Reference().of(cells, SIZE, new int[] {0, 4}, new int[] {0, 8, 14});

            for (int w = 0; w < 6; w++) {
                assertThat(found.row()[w]).isCloseTo(down, within(1e-12));
                assertThat(found.col()[w]).isCloseTo(right, within(1e-12));
                assertThat(found.stands()[w]).isGreaterThan(10);
            }
        }
    }

    @Test
    void anAlmostEmptyWindowSaysNothing() {
        try (Arena arena = Arena.ofConfined()) {
            var cells = ComplexMatrix.allocate(arena, SIZE, SIZE);
            for (int i = 0; i < 5; i++) {
                cells.set(i, 2 * i, 1, 0);
            }
            cells.set(9, 9, Double.NaN, 1);

            var found = new LocalFrequency.Reference().of(cells, SIZE, new int[] {0}, new int[] {0});

            assertThat(found.stands()[0]).isNaN();
        }
    }

    @Test
    void interpolatesAPlaneExactlyAndNothingOutside() {
        var random = new Random(7);
        int n = 40;
        var row = new double[n];
        var col = new double[n];
        var value = new double[n];
        for (int i = 0; i < n; i++) {
            // Some on a lattice, as window centres are, some not.
            row[i] = i < 25 ? 2.5 + 4 * (i % 5) : 2.5 + random.nextDouble() * 16;
            col[i] = i < 25 ? 3.5 + 4 * (i / 5) : 3.5 + random.nextDouble() * 16;
            value[i] = 0.3 * row[i] - 0.2 * col[i] + 1;
        }

        var out = new ScatteredValues(row, col, value).onGrid(24, 26);

        for (int j = 0; j < 26; j++) {
            for (int i = 0; i < 24; i++) {
                boolean inside = i >= 2.5 && i <= 18.5 && j >= 3.5 && j <= 19.5;
                if (inside) {
                    assertThat(out[i + j * 24]).isCloseTo(0.3 * i - 0.2 * j + 1, within(1e-9));
                } else {
                    assertThat(out[i + j * 24]).isNaN();
                }
            }
        }
        assertThat(new ScatteredValues(new double[2], new double[2], new double[2]).onGrid(3, 3))
                .containsOnly(Double.NaN);
    }
}
