package dev.stampede.kernels.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnitPhasorTest {
    /// The phases of a histogram of 12 interferograms. Rounded to single precision they are those of [Math].
    @Test
    void randomPhasesAreThoseOfMath() {
        var random = new LegacyUniform(2005);
        var cycles = new double[300_000];
        var re = new float[cycles.length];
        var im = new float[cycles.length];
        int others = 0;
        for (int ifg = 0; ifg < 12; ifg++) {
            random.fill(cycles);

            UnitPhasor.of(cycles, 0, re, im);

            for (int i = 0; i < cycles.length; i++) {
                others += unlike(cycles[i], re[i], im[i]);
            }
        }
        assertThat(others).isZero();
    }

    @Test
    void quartersNegativePhasesAndWhereAFunctionVanishesAreRightToAnUlp() {
        var cycles = new double[16 * 4001];
        for (int i = 0; i < cycles.length; i++) {
            cycles[i] = (i - cycles.length / 2) / 16.0 + (i % 3 - 1) * 1e-9;
        }
        var re = new float[cycles.length - 5];
        var im = new float[cycles.length - 5];

        UnitPhasor.of(cycles, 5, re, im);

        for (int i = 0; i < re.length; i++) {
            unlike(cycles[i + 5], re[i], im[i]);
        }
    }

    /// Counts values that are not those of [Math]; none may be off by more than one unit in the last place.
    private static int unlike(double cycles, float re, float im) {
        double phase = 2 * Math.PI * cycles;
        return differs(phase, re, (float) Math.cos(phase)) + differs(phase, im, (float) Math.sin(phase));
    }

    private static int differs(double phase, float actual, float expected) {
        if (actual == expected) {
            return 0;
        }
        assertThat(Math.abs(actual - expected)).as("phase " + phase).isLessThanOrEqualTo(Math.ulp(expected));
        return 1;
    }
}
