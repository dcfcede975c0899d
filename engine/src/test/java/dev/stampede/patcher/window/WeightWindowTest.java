package dev.stampede.patcher.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.patcher.PatchSize;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightWindowTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 255, 256})
    void hannIsExactlyZeroAtBothEnds(int length) {
        var hann = new Hann().along(length);

        assertThat(hann[0]).isEqualTo(length == 1 ? 1 : 0);
        assertThat(hann[length - 1]).isEqualTo(length == 1 ? 1 : 0);
    }

    @Test
    void tukeyGoesFromBoxcarToPeriodicHann() {
        assertThat(new Tukey(0).along(9)).containsExactly(new Boxcar().along(9));
        var hannOfTen = new Hann().along(10);
        assertThat(new Tukey(1).along(9)).containsExactly(java.util.Arrays.copyOf(hannOfTen, 9), Offset.offset(1e-15));
    }

    @Test
    void aPartKeepsItsCells() {
        var weights = new Gaussian(0.4).weights(new PatchSize(5, 7));

        var part = weights.part(1, 2, 3, 4);

        assertThat(part.get(2, 3)).isEqualTo(weights.get(3, 5));
        assertThatThrownBy(() -> weights.part(3, 0, 3, 7)).hasMessageContaining("5 x 7");
    }

    @Test
    void customWeightsFitOnePatchSize() {
        var custom = new CustomWindow(List.of(List.of(1.0, 2.0), List.of(3.0, 4.0)));

        assertThat(custom.weights(PatchSize.of(2)).toArray()).containsExactly(1, 2, 3, 4);
        assertThatThrownBy(() -> custom.weights(PatchSize.of(3)))
                .hasMessageContaining("2 x 2")
                .hasMessageContaining("3 x 3");
        assertThatThrownBy(() -> new CustomWindow(List.of(List.of(1.0), List.of())))
                .hasMessageContaining("1 and 0");
    }

    @Test
    void refusesParametersThatMakeNoWindow() {
        assertThatThrownBy(() -> new Tukey(1.5)).hasMessageContaining("alpha is 1.5");
        assertThatThrownBy(() -> new Gaussian(0)).hasMessageContaining("sigma is 0.0");
        assertThatThrownBy(() -> new Triangular(0)).hasMessageContaining("width is 0");
    }
}
