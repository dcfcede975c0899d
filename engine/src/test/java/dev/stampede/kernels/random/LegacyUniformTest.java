package dev.stampede.kernels.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LegacyUniformTest {
    @Test
    void seedZeroGivesTheClassicSequence() {
        var random = new LegacyUniform(0);
        double[] classic = {
            0.9501, 0.2311, 0.6068, 0.4860, 0.8913, 0.7621, 0.4565, 0.0185, 0.8214, 0.4447, 0.6154, 0.7919
        };

        for (double expected : classic) {
            assertThat(random.next()).isCloseTo(expected, within(5e-5));
        }
    }

    @Test
    void seed2005GivesTheNumbersOfTheOriginal() {
        var expected = Map.of(
                1, 0.0929589905831912,
                2, 0.37373775840752277,
                3, 0.44877057937117765,
                4, 0.6138667461568371,
                5, 0.17219639673011694,
                33, 0.8830628301459771,
                1000, 0.6919574347518008,
                100_000, 0.020806164093088213,
                1_000_000, 0.3131222790326038);
        var random = new LegacyUniform(2005);

        for (int draw = 1; draw <= 1_000_000; draw++) {
            double x = random.next();
            if (expected.containsKey(draw)) {
                assertThat(x).as("draw " + draw).isEqualTo(expected.get(draw));
            }
        }
    }
}
