package dev.stampede.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> NAMES = List.of("NDVI", "NDWI", "EVI", "Median", "MedianComposite");

    @Test
    void theNameWithTheFewestEditsIsSuggestedWhateverItsCapitals() {
        assertThat(Nearest.of("ndwi", NAMES)).contains("NDWI");
        assertThat(Nearest.of("Medain", NAMES)).contains("Median");
        assertThat(Nearest.of("Threshold", NAMES)).isEmpty();
    }

    @Test
    void severalNamesComeNearestFirstAndNoMoreThanThree() {
        assertThat(Nearest.several("NDV", NAMES)).contains("NDVI or NDWI");
        assertThat(Nearest.several("Median", NAMES)).contains("Median or MedianComposite");
        assertThat(Nearest.several("Mediam", NAMES)).contains("Median");
        assertThat(Nearest.several("Threshold", NAMES)).isEmpty();
        assertThat(Nearest.several("a", List.of("b", "c", "d", "e"))).contains("b, c or d");
    }

    @Test
    void aNameWithoutASectionIsComparedWithTheLastParts() {
        assertThat(Nearest.of("thread", List.of("runtime.threads", "stage6.grid")))
                .contains("runtime.threads");
    }
}
