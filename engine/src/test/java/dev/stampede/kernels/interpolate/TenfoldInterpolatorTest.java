package dev.stampede.kernels.interpolate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TenfoldInterpolatorTest {
    @Test
    void tapsAreThoseOfTheOriginal() {
        double[] taps = TenfoldInterpolator.taps();
        var expected = Map.of(
                1,
                -0.001958973861,
                5,
                -0.006777513831,
                9,
                -0.002402561250,
                11,
                0.010908234471,
                15,
                0.039457774230,
                21,
                -0.035989677279,
                25,
                -0.142658093428,
                31,
                0.107915572194,
                35,
                0.609836360661,
                39,
                0.968192717895);

        expected.forEach((m, value) -> {
            assertThat(taps[m]).as("tap " + m).isCloseTo(value, within(5e-12));
            assertThat(taps[80 - m]).as("tap " + (80 - m)).isCloseTo(value, within(5e-12));
        });
        assertThat(taps[40]).isEqualTo(1);
        assertThat(taps[0]).isZero();
    }

    @Test
    void endsContinueByPointReflection() {
        double[] y = TenfoldInterpolator.interpolate(new double[] {1, 1, .9, .7, .6, .3, .2, .1, .05, 0, 0, 0});
        var expected = Map.of(
                1, 1.001780526740,
                5, 1.006769061144,
                15, 0.9698142458,
                23, 0.8348534089,
                37, 0.6435253300,
                55, 0.2285510832,
                105, 0.001634013020,
                115, -0.001634013020,
                119, -0.000598381582);

        assertThat(y).hasSize(120);
        expected.forEach((j, value) -> assertThat(y[j]).as("value " + j).isCloseTo(value, within(2e-10)));
    }

    @Test
    void givenSamplesStayAsTheyAre() {
        double[] x = {0.3, -2, 5, 1, 1};

        double[] y = TenfoldInterpolator.interpolate(x);

        for (int i = 0; i < x.length; i++) {
            assertThat(y[10 * i]).isCloseTo(x[i], within(1e-15));
        }
    }

    @Test
    void refusesASingleSample() {
        assertThatThrownBy(() -> TenfoldInterpolator.interpolate(new double[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 samples");
    }
}
