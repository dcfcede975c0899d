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
import dev.stampede.insar.synth.SynthOptions.Acquisitions;
import dev.stampede.insar.synth.SynthOptions.Footprint;
import dev.stampede.insar.synth.SynthOptions.Network;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.kernels.KernelRegistry;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Arrays;
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

        ParameterFiles.of(out).set("unwrap_grid_size", "100"); // the scene is small

        var report = Pipeline.run(PipelineContext.of(out).stages(6, 8).histogramCache(Optional.empty()));

        assertThat(report.ok()).as("%s", report).isTrue();
        assertThat(merged.common()).as("%s", merged).isGreaterThan(300);
        assertThat(merged.singleOnly()).as("%s", merged).isPositive();
        assertThat(merged.points()).isEqualTo(merged.singleOnly() + merged.common() + merged.smallOnly());
        var errors = velocityErrors(out, folder.resolve("export_sb/truth/truth.mat"));
        assertThat(errors).hasSize(merged.points());
        Arrays.sort(errors);
        double rmse = Math.sqrt(Arrays.stream(errors).map(e -> e * e).sum() / errors.length);
        System.Logger log = System.getLogger(CombinedChainTest.class.getName());
        log.log(
                System.Logger.Level.INFO,
                "seed {0}, {1}: rmse {2}, median {3} mm/yr",
                Long.getLong("test.seed"),
                merged,
                rmse,
                errors[errors.length / 2]);
        // Measured 4.6 and 2.0 mm/yr with the preset's seed, 4.2 and 1.7 with -Dtest.seed=1, with 14 images of less
        // than a year and a half; motion spans 30 mm/yr. The bounds
        // leave room for ties that fall the other way, and catch a wrong sign, order or weight.
        assertThat(rmse).as("%s", merged).isLessThan(5.5);
        assertThat(errors[errors.length / 2]).as("%s", merged).isLessThan(2.5);
    }

    /// Absolute differences of velocities from the truth, mm/yr, about their median.
    private static double[] velocityErrors(Path dataset, Path truthFile) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var unwrapped = read(arena, dataset.resolve("phuw2.mat"), "ph_uw");
            var look = read(arena, dataset.resolve("scla2.mat"), "ph_scla");
            var day = read(arena, dataset.resolve("ps2.mat"), "day").toDoubles();
            var ij = read(arena, dataset.resolve("ps2.mat"), "ij");
            var truth = read(arena, truthFile, "velocity_mm_yr");
            double wavelength = read(arena, truthFile, "lambda_m").scalar();
            double mean = Arrays.stream(day).average().orElseThrow();
            double spread = Arrays.stream(day).map(d -> (d - mean) * (d - mean)).sum();
            int n = ij.rows();
            var difference = new double[n];
            for (int p = 0; p < n; p++) {
                double slope = 0;
                for (int i = 0; i < day.length; i++) {
                    slope += (day[i] - mean) * (unwrapped.get(p + (long) i * n) - look.get(p + (long) i * n)) / spread;
                }
                double velocity = -wavelength * 365.25 * 1000 / (4 * Math.PI) * slope;
                long pixel = (long) ij.get(n + p) + (long) ij.get(2L * n + p) * truth.rows();
                difference[p] = velocity - truth.get(pixel);
            }
            var sorted = difference.clone();
            Arrays.sort(sorted);
            return Arrays.stream(difference)
                    .map(d -> Math.abs(d - sorted[n / 2]))
                    .toArray();
        }
    }

    private static MatArray read(Arena arena, Path path, String name) throws IOException {
        try (var file = MatFiles.open(path)) {
            return (MatArray) file.read(arena, name);
        }
    }

    private Path stage5(KernelRegistry kernels, String name, boolean smallBaselines) throws IOException {
        var demo = Preset.DEMO.options();
        var f = demo.footprint();
        var a = demo.acquisitions();
        var options = new SynthOptions(
                Long.getLong("test.seed", demo.seed()),
                new Footprint(
                        180,
                        180,
                        f.rangeSpacing(),
                        f.azimuthSpacing(),
                        f.nearRange(),
                        f.heading(),
                        f.sensor(),
                        f.frequency(),
                        f.longitude(),
                        f.latitude()),
                new Acquisitions(14, 6, a.firstDate(), a.stepDays(), a.gapProbability(), a.bperpStd()),
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
