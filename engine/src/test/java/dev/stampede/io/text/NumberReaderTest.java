package dev.stampede.io.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stampede.io.mat.FormatException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberReaderTest {
    @TempDir
    Path folder;

    private NumberReader reader(String text) throws IOException {
        return NumberReader.map(Arena.ofAuto(), Files.writeString(folder.resolve("numbers.txt"), text));
    }

    @Test
    void readsTheNearestDoubleOfEveryForm() throws IOException {
        var random = new Random(3);
        var text = new StringBuilder(" 1 -2\n+3.5\t.25 7. 1e3 nan -inf 123456789012345678901234567890 0.1\r\n");
        double[] expected = {
            1, -2, 3.5, .25, 7, 1000, Double.NaN, Double.NEGATIVE_INFINITY, 123456789012345678901234567890.0, 0.1
        };
        var values = new double[20_000];
        for (int i = 0; i < values.length; i++) {
            var token =
                    i % 2 == 0 ? SixDigits.format(random.nextFloat() * 1e-3) : Double.toString(random.nextGaussian());
            values[i] = Double.parseDouble(token);
            text.append(token).append('\n');
        }

        var reader = reader(text.toString());

        for (double e : expected) {
            assertEquals(e, reader.next());
        }
        for (double v : values) {
            assertThat(reader.next()).isEqualTo(v);
        }
        assertThat(reader.hasNext()).isFalse();
    }

    @Test
    void countsLinesWithAndWithoutTheLastLineFeed() throws IOException {
        assertThat(reader("").countLines()).isZero();
        assertThat(reader("a\nb\n").countLines()).isEqualTo(2);
        assertThat(reader("a\nb").countLines()).isEqualTo(2);
    }

    @Test
    void namesWhatIsNotANumberAndTheEnd() {
        assertThatThrownBy(() -> reader("12x 3").next())
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("numbers.txt")
                .hasMessageContaining("\"12x\"");
        assertThatThrownBy(() -> reader(" \n").next()).hasMessageContaining("ends at byte 2");
    }
}
