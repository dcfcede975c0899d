package dev.stampede.insar.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 3, 0.000",
        "-0.0004, 3, 0.000",
        "-0.0006, 3, -0.001",
        "12.05, 7, 12.0500000",
        "-7, 0, -7",
        "1.005, 1, 1.0",
        "NaN, 2, ''",
        "99.999, 2, 100.00",
        "1e12, 2, 1.0E12",
        "0.05, 2, 0.05"
    })
    void writesAFixedNumberOfDigits(double value, int digits, String expected) {
        var out = new StringBuilder();

        Decimals.append(out, value, digits);

        assertThat(out).hasToString(expected);
    }

    @Test
    void agreesWithExactDecimalsAwayFromTies() {
        var random = new Random(8);
        for (int i = 0; i < 2000; i++) {
            double value = random.nextGaussian() * Math.pow(10, random.nextInt(7) - 2);
            int digits = random.nextInt(8);
            var out = new StringBuilder();
            Decimals.append(out, value, digits);
            var exact = new BigDecimal(value).setScale(digits, RoundingMode.HALF_UP);
            assertThat(new BigDecimal(out.toString())).as(value + " " + digits).isEqualByComparingTo(exact);
        }
    }
}
