package dev.stampede.insar.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.insar.artifacts.Recovery;
import dev.stampede.insar.artifacts.StageFiles;
import dev.stampede.insar.model.Stage;
import dev.stampede.insar.params.ParameterFiles;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatValue;
import java.io.File;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A run is killed by the system at random moments and started again until it comes through. The results
/// must be those of an undisturbed run, byte for byte, and at no moment may a marker stand beside files of
/// another generation.
class KillTest {
    private static final int KILLS = 20;

    @TempDir
    Path temp;

    /// What the child processes run: the chain with stages that take a little time and keep checkpoints.
    public static final class Child {
        public static void main(String[] arguments) throws IOException {
            System.out.println("started");
            var report = Pipeline.run(slow(Path.of(arguments[0])));
            System.out.println(report.ok() ? "done" : "failed " + report.rows());
        }
    }

    private static PipelineContext slow(Path root) {
        var stages = new ArrayList<Stage>();
        for (var step : StageFiles.ALL) {
            stages.add(new FakeStage(
                    step,
                    context -> {
                        for (int i = 0; i < 3; i++) {
                            countOrContinue(context, i);
                        }
                    },
                    1000));
        }
        return FakeDataset.context(root).catalog(StageCatalog.of(stages.toArray(Stage[]::new)));
    }

    private static void countOrContinue(dev.stampede.insar.model.StageContext context, int i) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var state = context.checkpoints().load(arena, "part" + i, "fingerprint");
            if (state.isPresent()) {
                if (((MatArray) state.get().get("i")).scalar() != i) {
                    throw new IOException("a checkpoint holds something else than was saved");
                }
                return;
            }
        }
        sleep(3);
        var variables = new LinkedHashMap<String, MatValue>();
        variables.put("i", Mat.scalar((double) i));
        context.checkpoints().save("part" + i, "fingerprint", variables);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Process start(Path root) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        root.toString())
                .redirectErrorStream(true)
                .start();
    }

    /// Bundles of the old and of the new generation, to tell whether a folder mixes them.
    private static void requireWholeBundles(
            Path root, boolean smallBaseline, Map<String, String> before, Map<String, String> after) {
        for (var step : StageFiles.ALL) {
            for (var folder : step.merged() ? List.of("") : List.of("PATCH_1/", "PATCH_2/")) {
                var marker = root.resolve(folder + step.marker() + ".mat");
                if (step.stage() != 6 && Files.exists(marker)) {
                    var generation = hash(marker).equals(after.get(folder + step.marker() + ".mat")) ? after : before;
                    for (var artifact : step.bundle(smallBaseline)) {
                        var name = folder + artifact + ".mat";
                        assertThat(hash(root.resolve(name)))
                                .as(name + " beside its marker " + marker)
                                .isEqualTo(generation.get(name));
                    }
                }
            }
        }
    }

    private static String hash(Path file) {
        try {
            return dev.stampede.io.Sha256.ofFile(file);
        } catch (IOException e) {
            return "unreadable: " + e;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void resumesAfterAnyKillWithTheSameResults(boolean smallBaseline) throws Exception {
        long seed = Long.getLong("test.seed", 20261120L);
        var random = new Random(seed);
        var undisturbed = FakeDataset.prepare(temp.resolve("undisturbed").resolve("scene"), smallBaseline);
        long begun = System.nanoTime();
        assertThat(Pipeline.run(slow(undisturbed)).ok()).isTrue();
        var first = FakeDataset.content(undisturbed);
        ParameterFiles.of(undisturbed).set("clap_win", "64");
        assertThat(Pipeline.run(slow(undisturbed)).ok()).isTrue();
        var second = FakeDataset.content(undisturbed);
        long millis = Math.max(300, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) / 2);

        var root = FakeDataset.prepare(temp.resolve("killed").resolve("scene"), smallBaseline);
        int kills = smallBaseline ? KILLS / 2 : 0; // the machinery is the same, the bundles differ
        int rounds = 0;
        var expected = List.of(first, second);
        while (kills < KILLS) {
            var before = rounds % 2 == 0 ? second : first;
            var after = expected.get(rounds % 2);
            boolean done = false;
            while (!done) {
                var child = start(root);
                assertThat(child.inputReader().readLine()).isEqualTo("started");
                if (kills < KILLS && !child.waitFor(random.nextLong(millis / 2), TimeUnit.MILLISECONDS)) {
                    child.destroyForcibly().waitFor();
                    kills++;
                    requireWholeBundles(root, smallBaseline, before, after);
                } else {
                    var output = child.inputReader().readLine();
                    assertThat(output).as("seed " + seed).isEqualTo("done");
                    assertThat(child.waitFor()).isZero();
                    done = true;
                }
            }
            assertThat(FakeDataset.content(root))
                    .as("seed " + seed + ", round " + rounds)
                    .isEqualTo(after);
            assertThat(Recovery.isNeeded(root)).isFalse();
            assertThat(root.resolve(".stampede/checkpoints")).doesNotExist();
            rounds++;
            ParameterFiles.of(root).set("clap_win", rounds % 2 == 0 ? "32" : "64");
        }
    }

    /// The class path may be long; fail clearly where a system limits it.
    @Test
    void childrenCanBeStarted() throws Exception {
        assertThat(System.getProperty("java.class.path").split(File.pathSeparator))
                .isNotEmpty();
        var child = start(temp.resolve("absent"));
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isNotZero();
    }
}
