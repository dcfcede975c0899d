package dev.stampede.insar.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.insar.prep.PrepOptions;
import dev.stampede.insar.prep.PrepReport;
import dev.stampede.insar.prep.Preparation;
import dev.stampede.insar.prep.Processor;
import dev.stampede.insar.synth.Preset;
import dev.stampede.insar.synth.StackSimulator;
import dev.stampede.insar.synth.SynthOptions;
import dev.stampede.kernels.KernelRegistry;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import dev.stampede.verify.TruthComparison;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The whole chain on simulated scenes whose truth is known: from images to velocities, everything at its
/// default but for two range patches. Candidates are exact; points may differ by one in a thousand between
/// processors.
class PresetChainTest {
    @TempDir
    Path folder;

    @Test
    void demoFindsTheBowlAndTheFault() throws IOException {
        assertThat(prepare(Preset.DEMO)).containsExactly(8353L, 9704L);

        var truth = runAndCompare();

        assertThat(truth.points()).isCloseTo(6211, within(6));
        assertThat(truth.errors().get("v").rmse()).isLessThan(2.2);
        assertThat(truth.errors().get("v").medianAbs()).isLessThan(1.35);
    }

    @Test
    @EnabledIfSystemProperty(
            named = "stampede.test.slow",
            matches = "true",
            disabledReason = "takes half a minute; run with -Dstampede.test.slow=true")
    void cityFindsThemMorePrecisely() throws IOException {
        assertThat(prepare(Preset.CITY)).containsExactly(18075L, 22831L);

        var truth = runAndCompare();

        assertThat(truth.points()).isCloseTo(22027, within(22));
        assertThat(truth.errors().get("v").rmse()).isLessThan(1.25);
        assertThat(truth.errors().get("v").medianAbs()).isLessThan(0.9);
    }

    /// The large presets by an excerpt with their spacing, dates and ground, whose share of candidates is
    /// theirs.
    @ParameterizedTest
    @CsvSource({"REGION, 2000000", "WIDE, 5000000"})
    void excerptsOfTheLargePresetsHaveTheShareOfCandidatesTheyPromise(Preset preset, long promised) throws IOException {
        var o = preset.options();
        var f = o.footprint();
        int side = 240;
        var excerpt = new SynthOptions(
                o.seed(),
                new SynthOptions.Footprint(
                        side,
                        side,
                        f.rangeSpacing(),
                        f.azimuthSpacing(),
                        f.nearRange(),
                        f.heading(),
                        f.sensor(),
                        f.frequency(),
                        f.longitude(),
                        f.latitude()),
                o.acquisitions(),
                o.ground(),
                o.path(),
                o.network());

        long candidates = prepare(excerpt).stream().mapToLong(Long::longValue).sum();

        double whole = (double) candidates / (side * side) * f.width() * f.height();
        assertThat(whole).as("%s candidates in the excerpt", candidates).isBetween((double) promised, 2.0 * promised);
    }

    private List<Long> prepare(Preset preset) throws IOException {
        return prepare(preset.options());
    }

    private List<Long> prepare(SynthOptions simulated) throws IOException {
        var kernels =
                new KernelRegistry(KernelCatalog.families(), KernelRegistry.pureJavaAvailability(), null, Map.of());
        var options = PrepOptions.builder(Processor.SNAP, folder.resolve("work"))
                .export(folder.resolve("export"))
                .patches(2, 1)
                .build();
        try (var workers = new Workers(2)) {
            new StackSimulator(simulated).run(folder.resolve("export"), workers, Progress.NONE);
            var report = new Preparation(kernels).run(options, workers, Progress.NONE);
            return report.patches().stream().map(PrepReport.Patch::candidates).toList();
        }
    }

    private TruthComparison runAndCompare() throws IOException {
        var report = Pipeline.run(PipelineContext.of(folder.resolve("work")).histogramCache(Optional.empty()));

        assertThat(report.ok()).as("%s", report).isTrue();
        return TruthComparison.of(folder.resolve("work"), folder.resolve("export"));
    }
}
