package dev.stampede.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.memory.DoubleMatrix;
import java.lang.foreign.Arena;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArgumentVectorTest {
    private static final double BOUND = 9e-16;

    @Test
    void agreesWithTheLibraryAllAround() {
        var random = new Random(1);
        var values = new double[2][64 * 400];
        for (int i = 0; i < values[0].length; i++) {
            double size = Math.pow(10, 12 * random.nextDouble() - 6);
            double angle = i % 3 == 0 ? Math.PI / 4 * random.nextInt(9) : 2 * Math.PI * random.nextDouble();
            values[0][i] = size * Math.cos(angle);
            values[1][i] = size * Math.sin(angle);
        }
        double[] actual = arguments(values[0], values[1]);
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i])
                    .as("%s %s", values[0][i], values[1][i])
                    .isCloseTo(Math.atan2(values[1][i], values[0][i]), within(BOUND));
        }
    }

    @Test
    void axesAndZeroAreExact() {
        var x = new double[64];
        var y = new double[64];
        x[0] = 1;
        x[1] = -1;
        y[2] = 1;
        y[3] = -1;
        x[4] = -0.0;
        y[4] = -0.0;
        x[5] = Double.NaN;
        y[6] = Double.NaN;
        x[7] = -2;
        y[7] = -0.0;

        double[] angle = arguments(x, y);

        assertThat(angle[0]).isZero();
        assertThat(angle[1]).isEqualTo(Math.PI);
        assertThat(angle[2]).isEqualTo(Math.PI / 2);
        assertThat(angle[3]).isEqualTo(-Math.PI / 2);
        assertThat(angle[4]).isZero();
        assertThat(angle[5]).isNaN();
        assertThat(angle[6]).isNaN();
        assertThat(angle[7]).isEqualTo(-Math.PI);
        assertThat(angle[8]).isZero();
    }

    @Test
    void bitsDoNotChangeWhenTheLoopGetsCompiled() {
        var random = new Random(2);
        double[] x = random.doubles(64 * 16, -1, 1).toArray();
        double[] y = random.doubles(64 * 16, -1, 1).toArray();
        double[] first = arguments(x, y);
        for (int i = 0; i < 3000; i++) {
            assertThat(arguments(x, y)).isEqualTo(first);
        }
    }

    private static double[] arguments(double[] x, double[] y) {
        try (var arena = Arena.ofConfined()) {
            var out = DoubleMatrix.allocate(arena, x.length, 1);
            ArgumentVector.fill(
                    DoubleMatrix.vector(arena, x).segment(),
                    DoubleMatrix.vector(arena, y).segment(),
                    out.segment(),
                    0,
                    8L * x.length);
            return out.toArray();
        }
    }
}
