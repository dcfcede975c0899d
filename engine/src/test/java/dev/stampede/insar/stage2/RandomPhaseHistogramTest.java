package dev.stampede.insar.stage2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.golden.Golden;
import dev.stampede.insar.artifacts.MissingArtifactException;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.kernels.KernelRegistry;
import dev.stampede.kernels.histogram.CoherenceCount;
import dev.stampede.kernels.topofit.CoherenceRowInvariant;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RandomPhaseHistogramTest {
    @TempDir
    Path folder;

    /// Another seed of the same generator moves the normalised histogram by 0.013 to 0.018 (sum of
    /// differences).
    @Test
    void hasTheShapeOfTheReferenceDrawnWithAnotherGenerator() throws IOException {
        var inputs = goldenInputs();
        double[] reference = HistogramCache.given(Golden.psSmall().resolve("expected/stage2"), "PATCH_1")
                .counts();

        var histogram = draw(inputs, 2);

        double difference = 0;
        for (int b = 0; b < 100; b++) {
            difference += Math.abs(histogram.counts()[b] - reference[b]) / RandomPhaseHistogram.POINTS;
        }
        assertThat(Arrays.stream(histogram.counts()).sum()).isEqualTo(RandomPhaseHistogram.POINTS);
        assertThat(difference).isLessThan(0.02);
        assertThat(histogram.lastBin()).isBetween(85, 98);
    }

    @Test
    void doesNotDependOnTheNumberOfThreads() throws IOException {
        var inputs = goldenInputs();

        assertThat(draw(inputs, 1).counts()).isEqualTo(draw(inputs, 2).counts());
    }

    @Test
    void aCachedHistogramIsFoundForTheSameInputsOnly() throws IOException {
        var inputs = goldenInputs();
        var cache = new HistogramCache(folder);
        var counts = new double[100];
        counts[7] = 3;

        cache.keep(inputs, "vector", RandomPhaseHistogram.of(counts));

        assertThat(cache.find(inputs, "vector").orElseThrow().counts()).isEqualTo(counts);
        assertThat(cache.find(inputs, "reference")).isEmpty();
        var other = new RandomPhaseHistogram.Inputs(inputs.perpBaseline(), 0.5, null, 16, 2005);
        assertThat(cache.find(other, "vector")).isEmpty();
    }

    @Test
    void aMissingGivenHistogramIsNamed() {
        assertThatThrownBy(() -> HistogramCache.given(folder, "PATCH_9"))
                .isInstanceOf(MissingArtifactException.class)
                .hasMessageContaining("PATCH_9");
    }

    private static RandomPhaseHistogram draw(RandomPhaseHistogram.Inputs inputs, int threads) {
        var kernels = new KernelRegistry(
                List.of(CoherenceRowInvariant.FAMILY, CoherenceCount.FAMILY),
                KernelRegistry.pureJavaAvailability(),
                null,
                Map.of());
        try (var workers = new Workers(threads)) {
            return RandomPhaseHistogram.draw(
                    inputs, kernels.get(CoherenceRowInvariant.FAMILY), kernels.get(CoherenceCount.FAMILY), workers);
        }
    }

    private static RandomPhaseHistogram.Inputs goldenInputs() throws IOException {
        var patch = Golden.psSmall().resolve("expected/stage1/PATCH_1/ps1.mat");
        try (var arena = Arena.ofConfined();
                var ps = MatFiles.open(patch)) {
            double[] bperp = ((MatArray) ps.read(arena, "bperp")).toDoubles();
            int master = (int) ((MatArray) ps.read(arena, "master_ix")).scalar() - 1;
            var withoutMaster = new double[bperp.length - 1];
            for (int i = 0, k = 0; i < bperp.length; i++) {
                if (i != master) {
                    withoutMaster[k++] = bperp[i];
                }
            }
            return new RandomPhaseHistogram.Inputs(withoutMaster, 0.6669958829879761, null, 16, 2005);
        }
    }
}
