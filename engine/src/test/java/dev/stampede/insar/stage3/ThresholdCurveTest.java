package dev.stampede.insar.stage3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ThresholdCurveTest {
    @Test
    void aCubicThroughSixBinsGivesTheThreshold() {
        var tail = new double[100];
        double[] six = {60, 45, 31, 22, 14, 9};
        System.arraycopy(six, 0, tail, 36, 6); // bins 37 to 42: coherence 0.37 to 0.42

        double threshold = ThresholdCurve.cubicAt(tail, 36, 41, 20);

        assertThat(threshold).isCloseTo(0.4019349116, within(1e-10));
    }

    @Test
    void isOneWhenRandomCandidatesAlwaysExceedWhatIsAccepted() {
        var candidates = filled(10);
        var random = filled(10);

        assertThat(ThresholdCurve.threshold(candidates, random, 31, 0, false)).isEqualTo(1);
    }

    @Test
    void hasNoValueWhenEvenTheFirstBinsHoldFewEnough() {
        var candidates = filled(1);
        var random = filled(1);

        assertThat(ThresholdCurve.threshold(candidates, random, 31, 1000, false))
                .isNaN();
    }

    @Test
    void fewCandidatesFormOneClass() {
        var classes = DispersionClasses.of(new double[] {0.1, 0.2, 0.3}, 3);

        assertThat(classes.count()).isEqualTo(1);
        assertThat(classes.dispersion()).containsOnly(1);
        assertThat(classes.contains(0, 1)).isTrue();
    }

    @Test
    void theLastClassTakesTheRemainder() {
        var dispersion = new double[11_000];
        Arrays.setAll(dispersion, i -> (i + 1) / 11_000.0);

        var classes = DispersionClasses.of(dispersion, dispersion.length);

        assertThat(classes.count()).isEqualTo(5);
        assertThat(Arrays.stream(dispersion).filter(d -> classes.contains(0, d)).count())
                .isEqualTo(2000);
        assertThat(Arrays.stream(dispersion).filter(d -> classes.contains(4, d)).count())
                .isEqualTo(3000);
    }

    private static double[] filled(double value) {
        var bins = new double[100];
        Arrays.fill(bins, value);
        return bins;
    }
}
