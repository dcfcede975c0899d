package dev.stampede.insar.stage2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.insar.model.RandomCoherence;
import org.junit.jupiter.api.Test;

class NoiseProbabilityTest {
    @Test
    void followsTheOriginalOnTwoGaussianHistograms() {
        var random = new double[100];
        var candidates = new double[100];
        for (int b = 1; b <= 100; b++) {
            double noise = Math.exp(-Math.pow((b - 25) / 10.0, 2));
            random[b - 1] = b <= 75 ? Math.floor(1000 * noise) : 0;
            candidates[b - 1] = Math.floor(600 * noise + 500 * Math.exp(-Math.pow((b - 80) / 12.0, 2)));
        }
        int last = 0;
        for (int b = 0; b < 100; b++) {
            last = random[b] > 0 ? b + 1 : last;
        }

        var probability = NoiseProbability.of(RandomCoherence.scaled(random, candidates, 31), candidates, 31, last);

        assertThat(last).isEqualTo(51);
        assertThat(probability.at(0.33)).isCloseTo(1, within(1e-12));
        assertThat(probability.at(0.4)).isCloseTo(0.998834107950, within(1e-11));
        assertThat(probability.at(0.45)).isCloseTo(0.999498739082, within(1e-11));
        assertThat(probability.at(0.5)).isCloseTo(0.926231944798, within(1e-11));
        assertThat(probability.weight(0.5)).isCloseTo(0.005441725968, within(1e-11));
        assertThat(probability.at(0.6)).isCloseTo(0, within(1e-3));
    }
}
