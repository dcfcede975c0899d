package dev.stampede.insar.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.golden.Golden;
import dev.stampede.insar.artifacts.Checkpoints;
import dev.stampede.insar.artifacts.Recovery;
import dev.stampede.insar.artifacts.StageFiles;
import dev.stampede.insar.model.Stage;
import dev.stampede.insar.model.StageContext;
import dev.stampede.insar.model.StageSummary;
import dev.stampede.insar.params.ParameterFiles;
import dev.stampede.insar.prep.PrepOptions;
import dev.stampede.insar.prep.Preparation;
import dev.stampede.insar.prep.Processor;
import dev.stampede.io.Sha256;
import dev.stampede.io.mat.MatValue;
import dev.stampede.kernels.KernelRegistry;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real chain on the small golden stack is killed by the system again and again: when a stage has just
/// kept a partial result, and at random moments. Each next run must take up what was kept, no moment may
/// show a marker beside files that are not there or not whole, and the results must be those of an
/// undisturbed run, byte for byte.
///
/// Five kills; `-Dstampede.kills=20` for more.
class RealKillTest {
    private static final int KILLS = Integer.getInteger("stampede.kills", 5);
    private static final long SEED = Long.getLong("test.seed", 20261126L);

    /// Stages that keep partial results, in the order in which they are killed.
    private static final List<Integer> KEEPING = List.of(2, 3, 6, 8);

    /// Written again by later stages, so that they say nothing about the generation of a bundle.
    private static final Set<String> SHARED = Set.of("psver", "no_ps_info");

    @TempDir
    Path temp;

    /// What the child processes run. After it has kept a partial result, a stage waits a moment, so that it
    /// can be killed there.
    public static final class Child {
        public static void main(String[] arguments) throws IOException {
            var context = context(Path.of(arguments[0]), Path.of(arguments[1]));
            var stages = context.stageCatalog().stages().stream()
                    .map(stage -> new Waiting(stage, Long.parseLong(arguments[2])))
                    .toArray(Stage[]::new);
            var report = Pipeline.run(context.catalog(StageCatalog.of(stages)).listener(new PipelineListener() {
                @Override
                public void finished(ResultRow row) {
                    System.out.println(
                            "row " + row.task().stage() + " " + row.task().target() + " "
                                    + row.status().label() + " " + row.figures().getOrDefault("n_resumed", 0));
                }
            }));
            System.out.println(report.ok() ? "done" : "failed " + report.rows());
        }
    }

    private record Waiting(Stage stage, long millis) implements Stage {
        @Override
        public int number() {
            return stage.number();
        }

        @Override
        public Scope scope() {
            return stage.scope();
        }

        @Override
        public void requireSupported(StageContext context) {
            stage.requireSupported(context);
        }

        @Override
        public long estimateMemory(StageContext context) throws IOException {
            return stage.estimateMemory(context);
        }

        @Override
        public StageSummary run(StageContext c) throws IOException {
            var waiting = new Checkpoints() {
                @Override
                public Optional<SequencedMap<String, MatValue>> load(Arena arena, String name, String fingerprint) {
                    return c.checkpoints().load(arena, name, fingerprint);
                }

                @Override
                public void save(String name, String fingerprint, SequencedMap<String, MatValue> variables)
                        throws IOException {
                    c.checkpoints().save(name, fingerprint, variables);
                    sleep(millis);
                }
            };
            return stage.run(new StageContext(
                    c.root(),
                    c.folder(),
                    c.patches(),
                    c.parameters(),
                    c.settings(),
                    c.kernels(),
                    c.workers(),
                    c.progress(),
                    c.output(),
                    waiting));
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PipelineContext context(Path root, Path histograms) {
        var context = PipelineContext.of(root);
        return context.config(context.config().with("runtime.cpu_workers", 2)).histogramCache(Optional.of(histograms));
    }

    /// A running child and what it has said.
    private static final class Run {
        final Process process;
        final List<String> lines = new CopyOnWriteArrayList<>();
        private final Thread reader;

        Run(Path root, Path histograms, long waitMillis) throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--add-modules",
                            "jdk.incubator.vector",
                            "--enable-native-access=ALL-UNNAMED",
                            "-Xmn64m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Child.class.getName(),
                            root.toString(),
                            histograms.toString(),
                            Long.toString(waitMillis))
                    .redirectErrorStream(true)
                    .start();
            reader =
                    Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(lines::add));
        }

        long rows() {
            return lines.stream().filter(line -> line.startsWith("row ")).count();
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
            reader.join();
        }

        void finish() throws InterruptedException {
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
            reader.join();
            assertThat(lines.getLast()).as("%s", lines).isEqualTo("done");
        }

        /// Stage and folder of each row that took up partial results.
        List<String> resumed() {
            return lines.stream()
                    .filter(line -> line.startsWith("row ") && !line.endsWith(" 0"))
                    .map(line -> line.split(" ")[1] + "/" + line.split(" ")[2])
                    .toList();
        }
    }

    @Test
    void everyKillIsFollowedByARunThatTakesUpWhatWasKept() throws Exception {
        var original = prepare();
        var undisturbed = copy(original, temp.resolve("undisturbed").resolve("scene"));
        var histograms = temp.resolve("histograms");
        assertThat(Pipeline.run(context(undisturbed, histograms)).ok()).isTrue();
        var expected = results(undisturbed);
        var random = new Random(SEED);

        int kills = 0;
        int resumes = 0;
        for (int round = 0; kills < KILLS; round++) {
            var root = copy(original, temp.resolve("killed" + round).resolve("scene"));
            var moments = moments(random, Math.min(KILLS - kills, 7));
            var kept = List.<String>of();
            for (var moment : moments) {
                var run = new Run(root, histograms, moment.stage() > 0 ? 100 : 0);
                if (!moment.await(run, root)) {
                    run.finish();
                    kept = requireResumed(kept, run);
                    break;
                }
                run.kill();
                kills++;
                requireWholeBundles(root, expected);
                var before = kept;
                kept = new ArrayList<>(requireResumed(kept, run));
                resumes += before.size() - kept.size();
                for (var name : kept(root)) {
                    if (!kept.contains(name)) {
                        kept.add(name);
                    }
                }
                if (moment.stage() > 0) {
                    int stage = moment.stage();
                    assertThat(kept)
                            .as("stage %s was killed after it had kept something", stage)
                            .anyMatch(name -> name.startsWith(stage + "/"));
                }
            }
            var last = new Run(root, histograms, 0);
            last.finish();
            int before = kept.size();
            assertThat(requireResumed(kept, last)).isEmpty();
            resumes += before;

            assertThat(results(root)).as("seed %s, round %s", SEED, round).isEqualTo(expected);
            assertThat(Recovery.isNeeded(root)).isFalse();
            assertThat(root.resolve(".stampede/checkpoints")).doesNotExist();
        }
        assertThat(resumes).isGreaterThanOrEqualTo(Math.min(KILLS, KEEPING.size()));
        System.out.println(kills + " kills of the real chain, " + resumes + " stages taken up where they were");
    }

    /// A moment to kill: when a stage has kept something, or so many milliseconds after so many finished tasks.
    private record Moment(int stage, int rows, long millis) {
        /// @return whether the moment came before the run was over
        boolean await(Run run, Path root) throws IOException {
            while (run.process.isAlive()) {
                if (stage > 0
                        && !checkpoints(root.resolve(".stampede/checkpoints/stage" + stage))
                                .isEmpty()) {
                    return true;
                }
                if (stage == 0 && run.rows() >= rows) {
                    sleep(millis);
                    return run.process.isAlive();
                }
                sleep(2);
            }
            return false;
        }
    }

    /// Random moments before, between and after those of the stages that keep something.
    private static List<Moment> moments(Random random, int count) {
        var moments = new ArrayList<Moment>();
        int randoms = Math.max(1, count - KEEPING.size());
        int afterwards = 0;
        for (int stage : KEEPING) {
            if (afterwards < randoms && random.nextBoolean()) {
                moments.add(new Moment(0, random.nextInt(3), random.nextLong(900)));
                afterwards++;
            }
            moments.add(new Moment(stage, 0, 0));
        }
        while (afterwards++ < randoms) {
            moments.addFirst(new Moment(0, random.nextInt(2), random.nextLong(900)));
        }
        return moments.subList(0, Math.min(count, moments.size()));
    }

    /// Removes from `kept` what the run has taken up; a task that the run finished must have.
    private static List<String> requireResumed(List<String> kept, Run run) {
        var resumed = run.resumed();
        var left = new ArrayList<String>();
        for (var name : kept) {
            var parts = name.split("/");
            boolean finished = run.lines.stream()
                    .anyMatch(line -> line.startsWith("row " + parts[0] + " " + parts[1] + " completed"));
            if (finished) {
                assertThat(resumed)
                        .as("%s had kept something: %s", name, run.lines)
                        .contains(name);
            } else {
                left.add(name);
            }
        }
        return left;
    }

    /// Stage and folder of everything kept now, such as `2/PATCH_1`; not of what was published before the kill.
    private static List<String> kept(Path root) throws IOException {
        var kept = new ArrayList<String>();
        for (int stage : KEEPING) {
            for (var file : checkpoints(root.resolve(".stampede/checkpoints/stage" + stage))) {
                var name = stage + "/" + file.getParent().getFileName();
                var marker = StageFiles.ALL.stream()
                                .filter(s -> s.stage() == stage)
                                .findFirst()
                                .orElseThrow()
                                .marker()
                        + ".mat";
                var folder = stage < 5 ? root.resolve(file.getParent().getFileName()) : root;
                boolean published = stage != 6 && Files.exists(folder.resolve(marker));
                if (!published && !kept.contains(name)) {
                    kept.add(name);
                }
            }
        }
        return kept;
    }

    private static List<Path> checkpoints(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        var found = new ArrayList<Path>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".json")) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    private static void requireWholeBundles(Path root, Map<String, String> expected) throws IOException {
        for (var step : StageFiles.ALL) {
            for (var folder : step.merged() ? List.of("") : List.of("PATCH_1/", "PATCH_2/")) {
                var marker = folder + step.marker() + ".mat";
                // The merge leaves zeros under the marker of stage 6.
                boolean visible = Files.exists(root.resolve(marker))
                        && (step.stage() != 6
                                || Sha256.ofFile(root.resolve(marker)).equals(expected.get(marker)));
                if (!visible) {
                    continue;
                }
                for (var artifact : step.bundle(false)) {
                    var name = folder + artifact + ".mat";
                    boolean last = !SHARED.contains(artifact) && !(artifact.equals("phuw2") && step.stage() == 5);
                    if (expected.containsKey(name)) {
                        assertThat(root.resolve(name)).as("beside %s", marker).exists();
                        if (last) {
                            assertThat(Sha256.ofFile(root.resolve(name)))
                                    .as("%s beside %s", name, marker)
                                    .isEqualTo(expected.get(name));
                        }
                    }
                }
            }
        }
    }

    private static Map<String, String> results(Path root) throws IOException {
        var results = new TreeMap<>(FakeDataset.content(root));
        results.keySet().removeIf(name -> name.endsWith(".log"));
        return results;
    }

    private Path prepare() throws IOException {
        var work = temp.resolve("prepared").resolve("scene");
        var kernels =
                new KernelRegistry(KernelCatalog.families(), KernelRegistry.pureJavaAvailability(), null, Map.of());
        var options = PrepOptions.builder(Processor.SNAP, work)
                .export(Golden.psSmall().resolve("inputs"))
                .masterDate("20170209")
                .ampDispersion(0.37)
                .patches(2, 1)
                .overlap(12, 12)
                .build();
        try (var workers = new Workers(2)) {
            new Preparation(kernels).run(options, workers, Progress.NONE);
        }
        ParameterFiles.of(work).set("density_rand", "2");
        return work;
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (var tree = Files.walk(from)) {
            for (var file : tree.toList()) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        return to;
    }
}
