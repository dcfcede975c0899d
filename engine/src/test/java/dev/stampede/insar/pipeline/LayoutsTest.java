package dev.stampede.insar.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.insar.prep.PrepOptions;
import dev.stampede.insar.prep.Preparation;
import dev.stampede.insar.prep.Processor;
import dev.stampede.insar.synth.ExportLayout;
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
import dev.stampede.verify.TruthComparison;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One simulated scene exported in the layouts of several processors gives the same candidates and the same
/// loaded stack, as far as each format can say it.
class LayoutsTest {
    private static final String PATCH = "PATCH_1/";

    @TempDir
    Path folder;

    private final Arena arena = Arena.ofShared();

    @AfterEach
    void close() {
        arena.close();
    }

    @ParameterizedTest
    @CsvSource({"DORIS, false", "DORIS, true", "ISCE, false", "ISCE, true"})
    void candidatesAreThoseOfTheSnapExport(ExportLayout layout, boolean smallBaselines) throws IOException {
        var snap = prepare(small(smallBaselines), ExportLayout.SNAP);
        var other = prepare(small(smallBaselines), layout);

        assertThat(other.resolve("processor.txt")).hasContent(layout.name().toLowerCase(java.util.Locale.ROOT));
        for (var name : new String[] {"patch.in", "patch_noover.in", "pscands.1.ij", "pscands.1.ij.int"}) {
            assertThat(Files.mismatch(snap.resolve(PATCH + name), other.resolve(PATCH + name)))
                    .as(name)
                    .isEqualTo(-1);
        }
        for (var name : new String[] {"pscands.1.ll", "pscands.1.hgt", "pscands.1.ph"}) {
            assertThat(swapped(other.resolve(PATCH + name)))
                    .as(name)
                    .isEqualTo(Files.readAllBytes(snap.resolve(PATCH + name)));
        }
        // The images come in another order, so the sums round differently: of about ten terms in single precision, by
        // up to 1e-6 of the squared dispersion.
        var expected = Files.readAllLines(snap.resolve(PATCH + "pscands.1.da"));
        var actual = Files.readAllLines(other.resolve(PATCH + "pscands.1.da"));
        assertThat(actual).hasSameSizeAs(expected).hasSizeGreaterThan(100);
        for (int i = 0; i < actual.size(); i++) {
            double a = Double.parseDouble(actual.get(i));
            double b = Double.parseDouble(expected.get(i));
            assertThat(a * a).isCloseTo(b * b, within(1e-6));
        }
    }

    @ParameterizedTest
    @CsvSource({"DORIS, false", "DORIS, true", "ISCE, false", "ISCE, true"})
    void loadedStackIsThatOfTheSnapExport(ExportLayout layout, boolean smallBaselines) throws IOException {
        var snap = load(small(smallBaselines), ExportLayout.SNAP);
        var other = load(small(smallBaselines), layout);

        for (var name : new String[] {
            "ij", "lonlat", "xy", "day", "master_day", "master_ix", "n_ifg", "n_image", "n_ps", "sort_ix", "ll0"
        }) {
            same(snap, other, "ps1", name, 0);
        }
        if (smallBaselines) {
            same(snap, other, "ps1", "ifgday_ix", 0);
        }
        same(snap, other, "hgt1", "hgt", 0);
        same(snap, other, "da1", "D_A", 2e-5); // as above, at dispersions above 0.025
        // Six decimals in the texts; linear interpolation over a fiftieth (thirtieth) of the scene.
        same(snap, other, "bp1", "bperp_mat", layout == ExportLayout.DORIS ? 3e-5 : 1e-4);
        samePhase(snap, other);
        if (layout == ExportLayout.ISCE) {
            assertThat(other.resolve(PATCH + "la1.mat")).doesNotExist();
            if (!smallBaselines) {
                var inc = read(other, "inc1", "inc");
                var incidence = read(snap, "la1", "la"); // what a single-master SNAP set keeps under that name
                for (long i = 0; i < inc.size(); i++) {
                    assertThat(inc.get(i)).isCloseTo(incidence.get(i), within(1e-7));
                }
            }
        } else if (smallBaselines) {
            same(snap, other, "la1", "la", 2e-8);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DORIS, bperp_20160110.1.in",
        "DORIS, look_angle.1.in",
        "DORIS, calamp.out",
        "ISCE, ../export_ISCE/inc_angle.raw",
        "ISCE, ../export_ISCE/baselineGRID_20160110"
    })
    void aChangedGridOrRasterIsLoadedAgain(ExportLayout layout, String changed) throws IOException {
        var dataset = load(small(false), layout);
        var file = dataset.resolve(changed).normalize();
        assertThat(again(dataset)).isEqualTo(TaskStatus.SKIPPED_EXISTING);

        var bytes = Files.readAllBytes(file);
        // The least byte of a float, a digit of a grid, or the last digit of the last constant.
        int at = changed.endsWith(".out") ? bytes.length - 2 : bytes.length / 8 * 4;
        while (layout == ExportLayout.DORIS && !Character.isDigit(bytes[at])) {
            at++;
        }
        bytes[at] ^= 1;
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() + 5000));

        assertThat(again(dataset)).isEqualTo(TaskStatus.COMPLETED);
    }

    private static TaskStatus again(Path dataset) throws IOException {
        var report = Pipeline.run(PipelineContext.of(dataset).stages(1, 1).histogramCache(Optional.empty()));
        assertThat(report.ok()).as("%s", report).isTrue();
        return report.rows().getFirst().status();
    }

    @Test
    @EnabledIfSystemProperty(
            named = "stampede.test.slow",
            matches = "true",
            disabledReason = "takes half a minute; run with -Dstampede.test.slow=true")
    void theChainOnADorisExportFindsTheSameMotion() throws IOException {
        var demo = Preset.DEMO.options();
        var snap = prepare(demo, ExportLayout.SNAP);
        var doris = prepare(demo, ExportLayout.DORIS);

        var expected = run(snap, "export_SNAP");
        var actual = run(doris, "export_DORIS");

        // A SNAP set brings its own range and incidence, a Doris set the nominal ones: the search range of the height
        // error differs by a percent, and with it the threshold of coherence.
        assertThat(actual.points()).isCloseTo(expected.points(), within(expected.points() / 100));
        assertThat(actual.errors().get("v").rmse())
                .isCloseTo(expected.errors().get("v").rmse(), within(0.1));
    }

    private TruthComparison run(Path dataset, String export) throws IOException {
        var report = Pipeline.run(PipelineContext.of(dataset).histogramCache(Optional.empty()));
        assertThat(report.ok()).as("%s", report).isTrue();
        return TruthComparison.of(dataset, folder.resolve(export));
    }

    private Path load(SynthOptions options, ExportLayout layout) throws IOException {
        var dataset = prepare(options, layout);
        var report = Pipeline.run(PipelineContext.of(dataset).stages(1, 1).histogramCache(Optional.empty()));
        assertThat(report.ok()).as("%s", report).isTrue();
        return dataset;
    }

    private Path prepare(SynthOptions options, ExportLayout layout) throws IOException {
        var kernels =
                new KernelRegistry(KernelCatalog.families(), KernelRegistry.pureJavaAvailability(), null, Map.of());
        var export = folder.resolve("export_" + layout);
        var dataset = folder.resolve("work_" + layout);
        var choice = PrepOptions.builder(Processor.valueOf(layout.name()), dataset)
                .export(export)
                .build();
        try (var workers = new Workers(2)) {
            new StackSimulator(options, layout).run(export, workers, Progress.NONE);
            new Preparation(kernels).run(choice, workers, Progress.NONE);
        }
        return dataset;
    }

    private static SynthOptions small(boolean smallBaselines) {
        var demo = Preset.DEMO.options();
        return new SynthOptions(
                5,
                new Footprint(70, 130, 15, 25, 845000, -12.3, "S1A", 5.405e9, 11.3, 44.6),
                new Acquisitions(7, 3, LocalDate.of(2016, 1, 10), 24, 0.15, 120),
                demo.ground(),
                demo.path(),
                new Network(smallBaselines, 2, 1e9));
    }

    private static byte[] swapped(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length; i += 4) {
            byte a = bytes[i];
            byte b = bytes[i + 1];
            bytes[i] = bytes[i + 3];
            bytes[i + 1] = bytes[i + 2];
            bytes[i + 2] = b;
            bytes[i + 3] = a;
        }
        return bytes;
    }

    private MatArray read(Path dataset, String artifact, String name) throws IOException {
        try (var file = MatFiles.open(dataset.resolve(PATCH + artifact + ".mat"))) {
            return (MatArray) file.read(arena, name);
        }
    }

    private void same(Path snap, Path other, String artifact, String name, double tolerance) throws IOException {
        var expected = read(snap, artifact, name);
        var actual = read(other, artifact, name);
        assertThat(actual.size()).as(name).isEqualTo(expected.size());
        for (long i = 0; i < actual.size(); i++) {
            assertThat(actual.get(i)).as("%s %d", name, i).isCloseTo(expected.get(i), within(tolerance));
        }
    }

    /// Amplitudes are scaled by Doris and ISCE loading, arguments are not.
    private void samePhase(Path snap, Path other) throws IOException {
        var expected = read(snap, "ph1", "ph");
        var actual = read(other, "ph1", "ph");
        assertThat(actual.size()).isEqualTo(expected.size());
        for (long i = 0; i < actual.size(); i++) {
            double re = actual.get(i) * expected.get(i) + actual.getImaginary(i) * expected.getImaginary(i);
            double im = actual.getImaginary(i) * expected.get(i) - actual.get(i) * expected.getImaginary(i);
            assertThat(Math.atan2(im, re)).as("phase %d", i).isCloseTo(0, within(3e-7));
        }
    }
}
