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

    /// All frequencies of the window summed up one by one: the strongest is the one found, its height over the
    /// mean the one reported.
    @Test
    void theStrongestFrequencyIsThatOfAPlainSum() {
        var random = new Random(31);
        try (Arena arena = Arena.ofConfined()) {
            for (int trial = 0; trial < 5; trial++) {
                var cells = ComplexMatrix.allocate(arena, 8, 8);
                double turn = random.nextGaussian();
                for (int i = 0; i < 64; i++) {
                    double angle = turn * (i % 8) - 0.7 * (i / 8) + random.nextGaussian();
                    cells.set(i % 8, i / 8, Math.cos(angle), Math.sin(angle));
                }

                var found = new LocalFrequency.Reference().of(cells, 8, new int[] {0}, new int[] {0});

                double sum = 0;
                double highest = 0;
                int best = 0;
                for (int f = 0; f < 64; f++) {
                    double re = 0;
                    double im = 0;
                    for (int i = 0; i < 64; i++) {
                        double angle = -2 * Math.PI * (f % 8 * (i % 8) + f / 8 * (i / 8)) / 8;
                        double a = cells.re().get(i % 8, i / 8);
                        double b = cells.im().get(i % 8, i / 8);
                        re += a * Math.cos(angle) - b * Math.sin(angle);
                        im += a * Math.sin(angle) + b * Math.cos(angle);
                    }
                    double height = Math.hypot(re, im);
                    sum += height / 64;
                    best = height > highest ? f : best;
                    highest = Math.max(highest, height);
                }
                assertThat(Math.abs(Math.IEEEremainder(found.row()[0] - best % 8 * Math.PI / 4, 2 * Math.PI)))
                        .isLessThan(1e-9);
                assertThat(Math.abs(Math.IEEEremainder(found.col()[0] - best / 8 * Math.PI / 4, 2 * Math.PI)))
                        .isLessThan(1e-9);
                assertThat(found.stands()[0]).isCloseTo(highest / sum, within(1e-4));
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
