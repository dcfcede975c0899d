package dev.stampede.io.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixedDecimalsTest {
    private static String text(double value, int decimals) {
        var out = new StringBuilder();
        FixedDecimals.append(out, value, decimals);
        return out.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 3, 0",
        "-0.0004, 3, 0",
        "0.0005, 3, 0.001",
        "-1.25, 1, -1.3",
        "1.05, 2, 1.05",
        "100, 2, 100",
        "0.07, 7, 0.07",
        "-180.0000001, 7, -180.0000001",
        "3.999, 2, 4",
        "12, 0, 12",
        "1e12, 2, 1.0E12"
    })
    void writesTheShortestTextOfTheRoundedValue(double value, int decimals, String expected) {
        assertThat(text(value, decimals)).isEqualTo(expected);
    }

    @Test
    void readsBackWithinHalfOfTheLastPlace() {
        var random = new Random(3);
        for (int i = 0; i < 20000; i++) {
            int decimals = random.nextInt(9);
            double value = random.nextGaussian() * Math.pow(10, random.nextInt(6));

            double back = Double.parseDouble(text(value, decimals));

            assertThat(back).isCloseTo(value, within(0.5 * Math.pow(10, -decimals) * (1 + 1e-6)));
        }
    }

    @Test
    void refusesWhatHasNoDecimals() {
        assertThatThrownBy(() -> text(Double.NaN, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
