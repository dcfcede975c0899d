package dev.stampede.insar.params;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.io.mat.Mat;
import dev.stampede.runtime.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.4 | 0.4",
                "20 | 20",
                "1e-3 | 0.001",
                "-Inf | -Inf",
                "inf | Inf",
                "[] | []",
                "[1 4 7] | [1 4 7]",
                "1,4;7 | [1 4 7]",
                "2:5 | [2 3 4 5]",
                "[1 3:5] | [1 3 4 5]",
                "[-Inf Inf] | [-Inf Inf]",
                "5.0 | 5",
            })
    void numbersComeBackAsWritten(String text, String formatted) {
        assertThat(ParameterText.format(ParameterText.parse("p", text, Mat.scalar(1.0))))
                .isEqualTo(formatted);
    }

    @ParameterizedTest
    @CsvSource({"y", "3D_FULL", "P-square", "-inf-"})
    void textStaysText(String text) {
        var value = ParameterText.parse("p", text, Mat.text("n"));
        assertThat(ParameterText.format(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"wide", "1x", "[1 two]", "1:x", "--5", "1d"})
    void otherTextIsNoNumber(String text) {
        assertThatThrownBy(() -> ParameterText.parse("clap_win", text, Mat.scalar(1.0)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("clap_win")
                .hasMessageContaining(text);
    }

    @Test
    void quotesAreTakenOff() {
        assertThat(ParameterText.format(ParameterText.parse("p", "'L1'", Mat.text("L2"))))
                .isEqualTo("L1");
        assertThat(ParameterText.format(ParameterText.parse("p", "''", Mat.text("L2"))))
                .isEqualTo("''");
    }

    @Test
    void unknownKindsAreGuessed() {
        assertThat(ParameterText.parse("1 2").type().label()).isEqualTo("double");
        assertThat(ParameterText.parse("abc").type().label()).isEqualTo("char");
        assertThat(ParameterText.parse("").type().label()).isEqualTo("char");
    }

    @Test
    void doublesKeepEveryDigit() {
        double lambda = 0.05546576030317567;
        assertThat(Double.parseDouble(ParameterText.format(Mat.scalar(lambda)))).isEqualTo(lambda);
    }
}
