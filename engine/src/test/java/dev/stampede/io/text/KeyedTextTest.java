package dev.stampede.io.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyedTextTest {
    @TempDir
    Path folder;

    @Test
    void takesTheWordsAfterTheFirstWordThatStartsWithTheKey() throws IOException {
        var text = KeyedText.read(Files.writeString(folder.resolve("a.par"), """
                title: heading
                heading:   -12.3  degrees
                range_samples:  144
                initial_baseline(TCN):  0.0 22.88 107.9 m m m
                """));

        assertThat(text.number("heading:")).isEqualTo(-12.3);
        assertThat(text.count("range_samples")).isEqualTo(144);
        assertThat(text.numbers("initial_baseline(TCN):", 3)).containsExactly(0, 22.88, 107.9);
        assertThat(text.word("title:")).isEqualTo("heading");
    }

    @Test
    void namesFileAndKeyWhenSomethingIsWrong() throws IOException {
        var text = KeyedText.read(Files.writeString(folder.resolve("a.par"), "range_samples: many azimuth_lines: 0"));

        assertThatThrownBy(() -> text.number("prf"))
                .hasMessageContaining("a.par")
                .hasMessageContaining("prf");
        assertThatThrownBy(() -> text.count("range_samples"))
                .hasMessageContaining("range_samples is many, expected a number");
        assertThatThrownBy(() -> text.count("azimuth_lines")).hasMessageContaining("positive whole number");
    }
}
