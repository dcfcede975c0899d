package dev.stampede.insar.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.insar.synth.SynthOptions.Acquisitions;
import dev.stampede.insar.synth.SynthOptions.Footprint;
import dev.stampede.insar.synth.SynthOptions.Network;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackSimulatorTest {
    @TempDir
    Path folder;

    @Test
    void writesTheSameBytesForAnyNumberOfThreads() throws IOException {
        var options = small(false);

        simulate(options, folder.resolve("one"), 1);
        simulate(options, folder.resolve("two"), 2);

        for (var file : files(folder.resolve("one"))) {
            var other = folder.resolve("two").resolve(folder.resolve("one").relativize(file));
            assertThat(Files.mismatch(file, other)).as(file.toString()).isEqualTo(-1);
        }
    }

    @Test
    void anInterferogramIsTheReferenceTimesTheConjugateOfTheOther() throws IOException {
        var report = simulate(small(false), folder, 2);

        var secondary = files(folder.resolve("rslc")).getFirst();
        var date = secondary.getFileName().toString().substring(0, 8);
        float[] first = floats(folder.resolve("rslc/" + report.master() + ".rslc"));
        float[] second = floats(secondary);
        float[] product = floats(folder.resolve("diff0/" + report.master() + "_" + date + ".diff"));

        for (int p = 0; p < product.length; p += 2) {
            assertThat(product[p]).isEqualTo(first[p] * second[p] + first[p + 1] * second[p + 1]);
            assertThat(product[p + 1]).isEqualTo(first[p + 1] * second[p] - first[p] * second[p + 1]);
        }
    }

    @Test
    void truthHasTheBowlTheFaultAndTheStatedPointDensity() throws IOException {
        var options = Preset.DEMO.options();

        var report = simulate(options, folder, 2);

        try (var arena = Arena.ofConfined();
                var truth = MatFiles.open(folder.resolve("truth/truth.mat"))) {
            var velocity = (MatArray) truth.read(arena, "velocity_mm_yr");
            var values = Arrays.stream(velocity.toDoubles()).summaryStatistics();
            assertThat(values.getMin()).isBetween(-30.0, -24.0);
            assertThat(values.getMax()).isBetween(3.0, 4.5);
            double density = report.stablePoints() / (300.0 * 300.0);
            assertThat(density).isCloseTo(options.ground().psDensity(), within(0.003));
        }
    }

    @Test
    void smallBaselineFoldersHoldBothImagesOfEachPair() throws IOException {
        var report = simulate(small(true), folder, 2);

        assertThat(report.interferograms()).isEqualTo(5 + 4);
        try (var pairs = Files.list(folder.resolve("SMALL_BASELINES"))) {
            assertThat(pairs)
                    .allSatisfy(pair -> assertThat(pair.toFile().list())
                            .hasSize(6)
                            .anyMatch(name -> name.endsWith(".diff"))
                            .anyMatch(name -> name.endsWith(".base")));
        }
    }

    @Test
    void refusesAnImpossibleSceneByTheNameOfTheOption() {
        var demo = Preset.DEMO.options();
        var one = new Acquisitions(1, -1, LocalDate.of(2020, 1, 1), 12, 0, 100);

        assertThatThrownBy(() -> new SynthOptions(1, demo.footprint(), one, demo.ground(), demo.path(), demo.network()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("images must be at least 2");
    }

    private static StackSimulator.Report simulate(SynthOptions options, Path folder, int threads) throws IOException {
        try (var workers = new Workers(threads)) {
            return new StackSimulator(options).run(folder, workers, Progress.NONE);
        }
    }

    private static SynthOptions small(boolean smallBaselines) {
        var demo = Preset.DEMO.options();
        return new SynthOptions(
                5,
                new Footprint(70, 130, 15, 25, 845000, -12.3, "S1A", 5.405e9, 11.3, 44.6),
                new Acquisitions(6, -1, LocalDate.of(2016, 1, 10), 24, 0.15, 120),
                demo.ground(),
                demo.path(),
                new Network(smallBaselines, 2, 1e9));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var walk = Files.walk(folder)) {
            return walk.filter(f -> Files.isRegularFile(f) && !f.toString().endsWith(".par"))
                    .sorted()
                    .toList();
        }
    }

    private static float[] floats(Path file) throws IOException {
        var buffer = ByteBuffer.wrap(Files.readAllBytes(file)).asFloatBuffer();
        var values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }
}
