package dev.stampede.insar.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.insar.combined.PsSbMerge;
import dev.stampede.insar.params.ParameterFiles;
import dev.stampede.insar.prep.PrepOptions;
import dev.stampede.insar.prep.Preparation;
import dev.stampede.insar.prep.Processor;
import dev.stampede.insar.synth.Preset;
import dev.stampede.insar.synth.StackSimulator;
import dev.stampede.insar.synth.SynthOptions;
import dev.stampede.insar.synth.SynthOptions.Network;
import dev.stampede.kernels.KernelRegistry;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import dev.stampede.verify.TruthComparison;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// One simulated scene as a single-master and as a small-baseline stack, each to stage 5, joined, then
/// unwrapped and compared with its truth.
class CombinedChainTest {
    @TempDir
    Path folder;

    @Test
    @EnabledIfSystemProperty(
            named = "stampede.test.slow",
            matches = "true",
            disabledReason = "takes a minute; run with -Dstampede.test.slow=true")
    void stagesSixToEightRunOnTheCombinedSetAndFindTheMotion() throws IOException {
        var kernels =
                new KernelRegistry(KernelCatalog.families(), KernelRegistry.pureJavaAvailability(), null, Map.of());
        var single = stage5(kernels, "ps", false);
        var small = stage5(kernels, "sb", true);
        var out = folder.resolve("merged");
        PsSbMerge.Report merged;
        try (var workers = new Workers(2)) {
            merged = new PsSbMerge(kernels, workers).run(single, small, out, false);
        }

        var report =
                Pipeline.run(PipelineContext.of(out).stages(6, 8).histogramCache(Optional.empty()));

        assertThat(report.ok()).as("%s", report).isTrue();
        assertThat(merged.common()).as("%s", merged).isGreaterThan(1000);
        assertThat(merged.singleOnly()).as("%s", merged).isPositive();
        assertThat(merged.points()).isEqualTo(merged.singleOnly() + merged.common() + merged.smallOnly());
        var truth = TruthComparison.of(out, folder.resolve("export_sb"));
        assertThat(truth.points()).isEqualTo(merged.points());
        assertThat(truth.errors().get("v").rmse()).as("%s %s", merged, truth).isLessThan(3.5);
        assertThat(truth.errors().get("v").medianAbs()).as("%s %s", merged, truth).isLessThan(2);
    }

    private Path stage5(KernelRegistry kernels, String name, boolean smallBaselines) throws IOException {
        var demo = Preset.DEMO.options();
        var options = new SynthOptions(
                demo.seed(),
                demo.footprint(),
                demo.acquisitions(),
                demo.ground(),
                demo.path(),
                new Network(smallBaselines, 3, 150));
        var dataset = folder.resolve(name);
        var export = folder.resolve("export_" + name);
        try (var workers = new Workers(2)) {
            new StackSimulator(options).run(export, workers, Progress.NONE);
            new Preparation(kernels)
                    .run(
                            PrepOptions.builder(Processor.SNAP, dataset)
                                    .export(export)
                                    .build(),
                            workers,
                            Progress.NONE);
        }
        if (smallBaselines) {
            ParameterFiles.of(dataset).set("merge_resample_size", "0"); // pixels, not cells, can be common
        }
        var report = Pipeline.run(PipelineContext.of(dataset).stages(1, 5).histogramCache(Optional.empty()));
        assertThat(report.ok()).as("%s", report).isTrue();
        return dataset;
    }
}
