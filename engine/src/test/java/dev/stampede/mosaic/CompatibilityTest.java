package dev.stampede.mosaic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.mosaic.Compatibility.Row;
import dev.stampede.runtime.UsageException;
import org.junit.jupiter.api.Test;

class CompatibilityTest {
    @Test
    void namesAndNumbersAddAndTakeAway() {
        assertThat(Compatibility.of("")).isEqualTo(Compatibility.NONE);
        assertThat(Compatibility.of("none").rows()).isEmpty();
        assertThat(Compatibility.of("spectralmatch")).hasToString("1,2,4,5,6,7,8,9,13,14");
        assertThat(Compatibility.of("spectralmatch, -1").has(Row.OVERLAP_MASK)).isFalse();
        assertThat(Compatibility.of("2,7,8,9")).hasToString("2,7,8,9");
    }

    @Test
    void whatCannotBeReproducedIsRefused() {
        assertThatThrownBy(() -> Compatibility.of("3"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("row 3 cannot be chosen; choose from 1, 2, 4");
        assertThatThrownBy(() -> Compatibility.of("spectral"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("spectral is neither");
    }
}
