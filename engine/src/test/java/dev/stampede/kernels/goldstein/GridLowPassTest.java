package dev.stampede.kernels.goldstein;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.memory.ComplexMatrix;
import java.lang.foreign.Arena;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GridLowPassTest {
    private static final int SIZE = 8;
    private static final int PADDED = 10;

    private final GridLowPass kernel = new GridLowPass.Reference();

    @Test
    void isTheGaussianInTheFrequencyDomainOfOneWindow() {
        var random = new Random(1);
        try (Arena arena = Arena.ofConfined()) {
            var cells = ComplexMatrix.allocate(arena, SIZE, SIZE);
            for (int i = 0; i < SIZE * SIZE; i++) {
                cells.re().set((long) i, (float) random.nextGaussian());
                cells.im().set((long) i, (float) random.nextGaussian());
            }
            var out = ComplexMatrix.allocate(arena, SIZE, SIZE);

            kernel.filter(cells, SIZE, out);

            for (int c = 0; c < SIZE; c++) {
                for (int r = 0; r < SIZE; r++) {
                    var expected = filtered(cells, r, c);
                    double modulus = Math.hypot(cells.re().get(r, c), cells.im().get(r, c));
                    double scale = modulus / Math.hypot(expected[0], expected[1]);
                    assertThat((double) out.re().get(r, c)).isCloseTo(expected[0] * scale, within(1e-6));
                    assertThat((double) out.im().get(r, c)).isCloseTo(expected[1] * scale, within(1e-6));
                }
            }
        }
    }

    /// Sums over the whole spectrum.
    private static double[] filtered(ComplexMatrix cells, int row, int col) {
        var out = new double[2];
        for (int fr = 0; fr < PADDED; fr++) {
            for (int fc = 0; fc < PADDED; fc++) {
                double gain = gaussian(fr) * gaussian(fc);
                for (int c = 0; c < SIZE; c++) {
                    for (int r = 0; r < SIZE; r++) {
                        double turn = 2 * Math.PI * (fr * (row - r) + fc * (col - c)) / PADDED;
                        double x = cells.re().get(r, c);
                        double y = cells.im().get(r, c);
                        out[0] += gain * (x * Math.cos(turn) - y * Math.sin(turn));
                        out[1] += gain * (x * Math.sin(turn) + y * Math.cos(turn));
                    }
                }
            }
        }
        return out;
    }

    private static double gaussian(int frequency) {
        int k = (frequency + PADDED / 2) % PADDED;
        double x = 16 * (k - 4.5) / 4.5;
        return Math.exp(-0.5 * x * x);
    }

    @Test
    void keepsWhatIsSmoothAndDropsWhatIsRough() {
        var random = new Random(2);
        try (Arena arena = Arena.ofConfined()) {
            var cells = ComplexMatrix.allocate(arena, 40, 50);
            for (int c = 0; c < 50; c++) {
                for (int r = 0; r < 40; r++) {
                    double angle = 0.5 + random.nextGaussian() * 0.3;
                    cells.set(r, c, 3 * Math.cos(angle), 3 * Math.sin(angle));
                }
            }
            cells.set(7, 7, Double.NaN, 0);
            cells.set(9, 9, 0, 0);
            var out = ComplexMatrix.allocate(arena, 40, 50);

            kernel.filter(cells, 16, out);

            // The response is centred half a frequency below zero: half a cycle over the padded window of 20 cells.
            for (int c = 10; c < 40; c += 3) {
                for (int r = 10; r < 30; r += 3) {
                    double angle = Math.atan2(out.im().get(r, c), out.re().get(r, c));
                    assertThat(angle).isCloseTo(0.5, within(0.35));
                }
            }
            assertThat(out.re().get(9, 9)).isZero();
        }
    }

    @Test
    void refusesAGridSmallerThanAWindow() {
        try (Arena arena = Arena.ofConfined()) {
            var cells = ComplexMatrix.allocate(arena, 7, 20);
            assertThatThrownBy(() -> kernel.filter(cells, SIZE, cells)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
