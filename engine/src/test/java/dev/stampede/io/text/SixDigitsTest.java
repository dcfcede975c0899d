package dev.stampede.io.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SixDigitsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0",
        "1, 1",
        "0.37, 0.37",
        "67.31, 67.31",
        "53.56749999, 53.5675",
        "0.1234565, 0.123456",
        "0.000123456789, 0.000123457",
        "0.0000123456789, 1.23457e-05",
        "999999.4, 999999",
        "999999.5, 1e+06",
        "100000, 100000",
        "123456.5, 123456",
        "123457.5, 123458",
        "1234567, 1.23457e+06",
        "1e22, 1e+22",
        "-2.5e-300, -2.5e-300",
        "9.999995, 10",
        "0.000099999951, 0.0001",
        "NaN, nan",
        "-Infinity, -inf"
    })
    void printsAsAStreamDoes(double value, String expected) {
        assertThat(SixDigits.format(value)).isEqualTo(expected);
    }

    @Test
    void roundsLikeExactArithmetic() {
        var random = new Random(11);
        for (int i = 0; i < 200_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(value) && value != 0) {
                var rounded = new BigDecimal(value).round(new MathContext(6, RoundingMode.HALF_EVEN));
                assertThat(new BigDecimal(SixDigits.format(value)))
                        .as("%s", value)
                        .isEqualByComparingTo(rounded);
            }
        }
    }
}
