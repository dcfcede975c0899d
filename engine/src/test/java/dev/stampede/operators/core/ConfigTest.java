package dev.stampede.operators.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTest {
    @ParameterizedTest
    @CsvSource({
        "1e-10,1e-10",
        "0.0001,0.0001",
        "0.00001,1e-05",
        "2,2.0",
        "0,0.0",
        "-0.0,-0.0",
        "1e15,1000000000000000.0",
        "1e16,1e+16",
        "123456789012345680,1.2345678901234568e+17",
        "-2.5e-7,-2.5e-07",
        "1e100,1e+100",
        "0.1,0.1",
        "4.9e-324,5e-324",
        "1.7976931348623157e308,1.7976931348623157e+308",
        "98,98.0",
        "2.75e-5,2.75e-05"
    })
    void writesNumbersWithTheFewestDigits(String number, String text) {
        assertThat(CanonicalJson.number(Double.parseDouble(number))).isEqualTo(text);
    }

    @Test
    void numbersReadBackToTheSameDouble() {
        var random = new Random(7);

        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                String text = CanonicalJson.number(value);
                assertThat(new BigDecimal(text).doubleValue()).as(text).isEqualTo(value);
            }
        }
    }

    @Test
    void textDoesNotDependOnTheOrderOfNames() {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("b", List.of(1, 2.0, "x"));
        one.put("a", Map.of("z", true, "y", 1L));
        Map<String, Object> other = new LinkedHashMap<>();
        other.put("a", Map.of("y", 1L, "z", true));
        other.put("b", List.of(1, 2.0, "x"));

        assertThat(new Config(one)).isEqualTo(new Config(other));
        assertThat(new Config(one).text())
                .isEqualTo(new Config(other).text())
                .isEqualTo("{\"a\": {\"y\": 1, \"z\": true}, \"b\": [1, 2.0, \"x\"]}");
    }

    @Test
    void escapesEverythingBeyondAscii() {
        var config = Config.of("text", "é\uD83D\uDE00 \"\\\n\t\u0001\u007f")
                .with("empty", List.of())
                .with("map", Map.of())
                .with("nothing", null)
                .with("nan", Double.NaN);

        assertThat(config.text())
                .isEqualTo("{\"empty\": [], \"map\": {}, \"nan\": \"NaN\", \"nothing\": null, "
                        + "\"text\": \"\\u00e9\\ud83d\\ude00 \\\"\\\\\\n\\t\\u0001\\u007f\"}");
    }

    @Test
    void cannotBeChangedThroughWhatItWasMadeFrom() {
        var list = Arrays.asList(1L, 2L);
        var config = Config.of("list", list);

        list.set(0, 9L);

        assertThat(config.text()).isEqualTo("{\"list\": [1, 2]}");
        assertThatThrownBy(() -> config.values().put("x", 1L)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void refusesWhatIsNotJson() {
        assertThatThrownBy(() -> Config.of("buffer", new int[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("buffer");
    }

    @Test
    void everyKindOfParameterIsStoredByItsName() {
        assertThat(Numbers.everyKind().config().text())
                .isEqualTo("{\"C1\": [6.0, \"-Infinity\"], \"at\": {\"x\": 1.0, \"y\": -0.0}, \"classes\": [3, 9, 10], "
                        + "\"codes\": {\"water\": 6}, \"count\": 3, \"crs\": null, \"day\": \"2026-03-01\", "
                        + "\"eps\": 1e-10, \"file\": \"a/b.tif\", \"flag\": true, "
                        + "\"if_true\": {\"config\": {\"k\": 5}, \"op\": \"Add\", \"v\": 1}, \"limit\": 1e+16, "
                        + "\"many\": 1099511627776, \"nan_policy\": \"propagate\", \"real\": \"NaN\", "
                        + "\"red_band\": \"nir\", \"single\": 0.1, \"text\": \"gr\\u00fcn \\\"x\\\"\"}");
    }

    @Test
    void theStateTellsOperatorsOfEqualParametersApart() {
        record Plus(int k) implements Operator<Integer, Integer> {
            @Override
            public Integer compute(Integer in) {
                return in + k;
            }
        }

        assertThat(new Plus(1).config().digest())
                .isEqualTo(new Numbers.Add(1).config().digest());
        assertThat(OperatorState.of(new Plus(1)).digest())
                .isNotEqualTo(OperatorState.of(new Numbers.Add(1)).digest());
    }
}
