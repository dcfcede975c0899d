package dev.stampede.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.golden.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TruthComparisonTest {
    @TempDir
    Path folder;

    /// The figures that the golden set documents for the original's own results.
    @Test
    void reproducesTheKnownAccuracyOfTheOriginal() throws IOException {
        copy("stage5b/ps2.mat", "stage6/phuw2.mat", "stage7/scla2.mat");

        var comparison = TruthComparison.of(folder, Golden.psSmall().resolve("inputs"));

        assertThat(comparison.points()).isEqualTo(1382);
        var v = comparison.errors().get("v");
        assertThat(v.rmse()).isCloseTo(2.063091164, within(1e-6));
        assertThat(v.medianAbs()).isCloseTo(1.291186125, within(1e-6));
        assertThat(v.p95Abs()).isCloseTo(3.983454681, within(1e-6));
        var withoutLookAngleError = comparison.errors().get("v-d");
        assertThat(withoutLookAngleError.rmse()).isCloseTo(2.133735718, within(1e-6));
        assertThat(withoutLookAngleError.medianAbs()).isCloseTo(1.301434820, within(1e-6));
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        copy("stage5b/ps2.mat", "stage6/phuw2.mat");

        assertThatThrownBy(() -> TruthComparison.of(folder, folder)).hasMessageContaining("no truth.mat in or beside");
    }

    private void copy(String... files) throws IOException {
        for (String file : files) {
            Path source = Golden.psSmall().resolve("expected").resolve(file);
            Files.copy(source, folder.resolve(source.getFileName()));
        }
    }
}
