package dev.stampede.insar.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.artifacts.DatasetLock;
import dev.stampede.insar.artifacts.DatasetLockedException;
import dev.stampede.insar.model.StageContext;
import dev.stampede.insar.model.StageSummary;
import dev.stampede.insar.model.UnsupportedModeException;
import dev.stampede.insar.params.ParameterFiles;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatValue;
import dev.stampede.runtime.Cancellation;
import dev.stampede.runtime.JavaMachine;
import dev.stampede.runtime.Machine;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineTest {
    @TempDir
    Path temp;

    private Path root;

    @BeforeEach
    void prepare() throws IOException {
        root = FakeDataset.prepare(temp.resolve("scene"), false);
    }

    private PipelineContext context() {
        return FakeDataset.context(root);
    }

    private PipelineReport runAll() throws IOException {
        var report = Pipeline.run(context());
        assertThat(report.ok()).as(report.rows().toString()).isTrue();
        return report;
    }

    private static List<String> words(PipelineReport report) {
        return report.rows().stream()
                .map(row -> row.task().stage() + " " + row.task().target() + " "
                        + row.status().label())
                .toList();
    }

    private static List<String> completed(PipelineReport report) {
        return report.rows().stream()
                .filter(row -> row.status() == TaskStatus.COMPLETED)
                .map(row -> row.task().stage() + " " + row.task().target())
                .toList();
    }

    private double psver(Path folder) throws IOException {
        try (var arena = Arena.ofConfined();
                var file = new ArtifactFolder(folder).open(arena, "psver")) {
            return file.number("psver");
        }
    }

    @Test
    void runsEveryStageOfEveryPatchInOrder() throws IOException {
        var report = runAll();

        assertThat(words(report))
                .containsExactly(
                        "1 PATCH_1 completed",
                        "1 PATCH_2 completed",
                        "2 PATCH_1 completed",
                        "2 PATCH_2 completed",
                        "3 PATCH_1 completed",
                        "3 PATCH_2 completed",
                        "4 PATCH_1 completed",
                        "4 PATCH_2 completed",
                        "5 PATCH_1 completed",
                        "5 PATCH_2 completed",
                        "5 scene completed",
                        "6 scene completed",
                        "7 scene completed",
                        "8 scene completed");
        var row = report.rows().get(2);
        assertThat(row.inputs()).containsExactly("PATCH_1/ps1.mat", "PATCH_1/ph1.mat", "PATCH_1/bp1.mat");
        assertThat(row.outputs()).contains("PATCH_1/pm1.mat");
        assertThat(row.plannedBytes()).hasValue(1000);
        assertThat(row.toMap().keySet()).startsWith("stage", "scope", "target", "status", "details", "duration_sec");
        assertThat(report.memory().peakBytes().orElseThrow()).isPositive();
        assertThat(report.memory().javaBytes()).isGreaterThan(100L << 20);
        assertThat(report.memory().stageBytes()).isEqualTo(2000);
        assertThat(ParameterFiles.of(root).load().number("lambda")).isEqualTo(0.0555);
        assertThat(psver(root.resolve("PATCH_1"))).isEqualTo(2);
        assertThat(psver(root)).isEqualTo(2);
        assertThat(root.resolve("PATCH_1/STAMPS.log")).content().contains("STAGE 2          fake estimate");
        var status = Datasets.status(root);
        assertThat(status.mergedStage()).isEqualTo(8);
        assertThat(status.patches()).allMatch(p -> p.stage() == 5);
        assertThat(status.root().stale()).isEmpty();
        assertThat(status.patches()).allMatch(p -> p.folder().stale().isEmpty());
    }

    @Test
    void coresOfTheDatasetAreTheThreadsUnlessTheRunSaysOtherwise() throws IOException {
        var threads = new AtomicInteger();
        var catalog = FakeStage.catalog(new FakeStage(6, true, c -> {
            threads.set(c.workers().threads());
            throw new IOException("seen");
        }));
        ParameterFiles.of(root).set("n_cores", "3");

        Pipeline.run(context().catalog(catalog).config(context().config().with("runtime.cpu_workers", 0)));
        assertThat(threads.get()).isEqualTo(3);
        Pipeline.run(context().catalog(catalog));
        assertThat(threads.get()).isEqualTo(2);
    }

    @Test
    void aValueThatDoesNotFitIsRefusedBeforeAnythingIsWritten() throws IOException {
        ParameterFiles.of(root).set("scla_method", "L3");
        var before = FakeDataset.content(root);

        assertThatThrownBy(() -> Pipeline.run(context()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("scla_method is L3, expected L2, L1");
        assertThat(FakeDataset.content(root)).isEqualTo(before);
    }

    @Test
    void aFailingRerunLeavesLaterResultsInPlace() throws IOException {
        runAll();
        Files.writeString(root.resolve("PATCH_1/mine.txt"), "user file");
        var before = FakeDataset.content(root);
        var broken = FakeStage.catalog(new FakeStage(3, false, c -> {
            c.output().text("half.txt", "half");
            throw new IOException("no luck");
        }));

        var report = Pipeline.run(context()
                .catalog(broken)
                .stages(3, 8)
                .config(context().config().with("runtime.cpu_workers", 1))
                .existing(ExistingPolicy.RERUN));

        assertThat(report.ok()).isFalse();
        assertThat(words(report)).containsExactly("3 PATCH_1 failed");
        assertThat(report.rows().getFirst().details()).isEqualTo("no luck");
        assertThat(report.failures().getFirst())
                .hasMessageContaining("stage 3 of PATCH_1")
                .hasMessageContaining(root.toString())
                .hasRootCauseMessage("no luck");
        assertThat(FakeDataset.content(root)).isEqualTo(before);
    }

    @Test
    void siblingsGoOnOnlyWhenAsked() throws IOException {
        var broken = FakeStage.catalog(new FakeStage(2, false, c -> {
            if (c.folder().path().endsWith("PATCH_1")) {
                throw new IllegalStateException("no luck");
            }
        }));
        var config = context().config().with("runtime.cpu_workers", 1);

        var report = Pipeline.run(context().catalog(broken).config(config.with("runtime.keep_going_patches", true)));

        assertThat(words(report))
                .containsExactly(
                        "1 PATCH_1 completed", "1 PATCH_2 completed", "2 PATCH_1 failed", "2 PATCH_2 completed");
    }

    @Test
    void aDryRunWritesNothing() throws IOException {
        var before = FakeDataset.content(root);

        var report = Pipeline.run(context().dryRun(true));

        assertThat(report.rows()).hasSize(14).allMatch(row -> row.status() == TaskStatus.PLANNED);
        assertThat(report.rows().getFirst().plannedBytes()).hasValue(1000);
        assertThat(FakeDataset.content(root)).isEqualTo(before);
        assertThat(root.resolve(".stampede")).doesNotExist();
    }

    @Test
    void missingInputsAreNamedBeforeAnythingIsWritten() {
        assertThatThrownBy(() -> Pipeline.run(context().stages(3, 4)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("stage 3 of PATCH_1 cannot start")
                .hasMessageContaining("stage 1 (load candidates) has not run yet")
                .hasMessageContaining("--start-step 1");
        assertThat(root.resolve(".stampede")).doesNotExist();

        assertThatThrownBy(() -> Pipeline.run(context().stages(6, 8))).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> Pipeline.run(context().stages(5, 3))).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> Pipeline.run(context().stages(1, 9))).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> Pipeline.run(context().patches(List.of("PATCH_7"))))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("PATCH_1, PATCH_2");
    }

    @Test
    void wrongSizesOfCandidateFilesAreFound() throws IOException {
        Files.write(root.resolve("PATCH_2/pscands.1.ph"), new byte[25]);
        assertThatThrownBy(() -> Pipeline.run(context()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("PATCH_2/pscands.1.ph has 25 bytes, expected a multiple of 24");
    }

    @Test
    void unsupportedModesOfLaterStagesAreRefusedBeforeAnythingIsWritten() {
        var picky = FakeStage.catalog(new FakeStage(8, true, c -> {}) {
            @Override
            public void requireSupported(StageContext context) {
                throw new UnsupportedModeException("scn_kriging_flag is y; kriging is not offered");
            }
        });

        assertThatThrownBy(() -> Pipeline.run(context().catalog(picky)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("scn_kriging_flag");
        assertThat(root.resolve(".stampede")).doesNotExist();
        assertThat(root.resolve("PATCH_1/ps1.mat")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "tools.triangle, /no/such/libtriangle.so, auto",
        "tools.snaphu, /no/such/libstampede_snaphu.so, snaphu",
        "tools.snaphu, /no/such/snaphu, external"
    })
    void aNamedToolThatIsMissingIsRefusedBeforeAnythingIsWritten(String key, String file, String solver)
            throws IOException {
        var config = context().config().with("runtime.stage6_solver", solver).with(key, file);

        assertThatThrownBy(() -> Pipeline.run(context().config(config)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(file)
                .hasMessageContaining(key);
        assertThat(root.resolve("PATCH_1/ps1.mat")).doesNotExist();
        // stages that do not need the tool run without it
        assertThat(Pipeline.run(context().config(config).stages(1, 3)).ok()).isTrue();
    }

    @Test
    void aTaskTooLargeForTheMemoryIsRefused() {
        var large = FakeStage.catalog(
                new FakeStage(dev.stampede.insar.artifacts.StageFiles.of(1, false), c -> {}, 5L << 30));

        assertThatThrownBy(() -> Pipeline.run(
                        context().catalog(large).config(context().config().with("runtime.max_memory_bytes", 1L << 30))))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("5.0 GiB and the Java machine")
                .hasMessageContaining("runtime.max_memory_bytes")
                .hasMessageContaining("--range-patches");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void patchesRunSideBySideAsMemoryAllows(boolean both) throws IOException {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var stage = new FakeStage(
                dev.stampede.insar.artifacts.StageFiles.of(1, false),
                c -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    for (int i = 0; i < 200 && both && most.get() < 2; i++) {
                        sleep(10);
                    }
                    sleep(20);
                    running.decrementAndGet();
                },
                both ? 400_000_000 : 600_000_000);
        long java = JavaMachine.plannedBytes(Machine.current().processors());

        Pipeline.run(context()
                .catalog(FakeStage.catalog(stage))
                .stages(1, 1)
                .config(context().config().with("runtime.max_memory_bytes", java + 1_000_000_000)));

        assertThat(most.get()).isEqualTo(both ? 2 : 1);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aCancelledRunStopsAndTheNextContinues() throws IOException {
        var token = new Cancellation();
        var interrupted = FakeStage.catalog(new FakeStage(6, true, c -> {
            var state = new LinkedHashMap<String, MatValue>();
            state.put("done", Mat.scalar(3.0));
            c.checkpoints().save("part", "f", state);
            token.cancel();
            c.workers().cancellation().check();
        }));

        var report = Pipeline.run(context().catalog(interrupted).cancellation(token));

        assertThat(report.cancelled()).isTrue();
        assertThat(report.ok()).isFalse();
        assertThat(words(report)).hasSize(11).noneMatch(w -> w.contains("failed"));
        assertThat(root.resolve(".stampede/checkpoints/stage6")).exists();

        var found = new ConcurrentLinkedQueue<Boolean>();
        var resumed = FakeStage.catalog(new FakeStage(6, true, c -> {
            try (var arena = Arena.ofConfined()) {
                found.add(c.checkpoints().load(arena, "part", "f").isPresent());
            }
        }));
        assertThat(completed(Pipeline.run(context().catalog(resumed))))
                .containsExactly("6 scene", "7 scene", "8 scene");
        assertThat(found).containsExactly(true);
        assertThat(root.resolve(".stampede/checkpoints")).doesNotExist();
    }

    @Test
    void outputsThatDoNotFitTheirArtifactAreNotPublished() throws IOException {
        var wrong = FakeStage.catalog(new FakeStage(2, false, c -> {}) {
            @Override
            public StageSummary run(StageContext context) throws IOException {
                var summary = super.run(context);
                var variables = new LinkedHashMap<String, MatValue>();
                variables.put("K_ps", Mat.column(1, 2));
                context.output().append("pm1", variables);
                return summary;
            }
        });

        var report = Pipeline.run(context().catalog(wrong).stages(1, 2));

        assertThat(report.ok()).isFalse();
        assertThat(report.failures().getFirst()).hasMessageContaining("pm1.C_ps is double [9, 1]");
        assertThat(root.resolve("PATCH_1/pm1.mat")).doesNotExist();
    }

    @Test
    void replaysAReferenceTree() throws IOException {
        runAll();
        var other = FakeDataset.prepare(temp.resolve("replayed").resolve("scene"), false);
        var config = context()
                .config()
                .with("compat.reference_root", root.toString())
                .with("compat.strict_reference", true);

        var report = Pipeline.run(FakeDataset.context(other).config(config).stages(1, 7));

        assertThat(report.ok()).isTrue();
        assertThat(report.rows()).allMatch(row -> row.details().startsWith("copied "));
        assertThat(other.resolve("PATCH_1/pm1.mat")).hasSameBinaryContentAs(root.resolve("PATCH_1/pm1.mat"));
        assertThat(other.resolve(".stampede/provenance.json")).content().contains("replayed_from");
        assertThat(ParameterFiles.of(other).load().number("heading")).isEqualTo(-12.3);

        Files.delete(root.resolve("scn2.mat"));
        var broken = Pipeline.run(FakeDataset.context(other).config(config).stages(8, 8));
        assertThat(broken.rows().getFirst().status()).isEqualTo(TaskStatus.FAILED);
        assertThat(broken.rows().getFirst().details()).contains("scn2.mat is missing");
    }

    @Test
    void aDamagedInputIsRefusedOrFailsTheStageThatReadsIt() throws IOException {
        Pipeline.run(context().stages(1, 2));
        Files.writeString(root.resolve("PATCH_1/pm1.mat"), "this is no MAT file, whatever its name says");

        assertThatThrownBy(() -> Pipeline.run(context().stages(3, 3)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("PATCH_1/pm1.mat");
    }

    @Test
    void aLockedDatasetIsRefused() throws IOException {
        try (var lock = DatasetLock.acquire(root, "test")) {
            assertThat(lock.note()).isEmpty();
            assertThatThrownBy(() -> Pipeline.run(context())).isInstanceOf(DatasetLockedException.class);
        }
        assertThat(Pipeline.run(context().stages(1, 1)).ok()).isTrue();
    }

    @Test
    void smallBaselinesHaveTheirOwnBundles() throws IOException {
        var sb = FakeDataset.prepare(temp.resolve("sb"), true);

        var report = Pipeline.run(FakeDataset.context(sb));

        assertThat(report.failures()).isEmpty();
        assertThat(sb.resolve("phuw_sb2.mat")).exists();
        assertThat(sb.resolve("scla_smooth_sb2.mat")).exists();
        assertThat(sb.resolve("scla_smooth2.mat")).doesNotExist();
        assertThat(Datasets.status(sb).mergedStage()).isEqualTo(8);
    }

    @Test
    void patchStagesCanBeLimitedToSomePatches() throws IOException {
        assertThat(completed(Pipeline.run(context().stages(1, 2).patches(List.of("PATCH_2")))))
                .containsExactly("1 PATCH_2", "2 PATCH_2");
        assertThat(Datasets.status(root).patches())
                .extracting(DatasetStatus.PatchStatus::stage)
                .containsExactly(0, 2);
    }

    @Test
    void namedPatchesUpToStageFiveLeaveTheMergeOut() throws IOException {
        Pipeline.run(context().stages(1, 4));

        assertThat(completed(Pipeline.run(context().stages(5, 5).patches(List.of("PATCH_2")))))
                .containsExactly("5 PATCH_2");
        assertThat(completed(Pipeline.run(context().stages(5, 5)))).containsExactly("5 PATCH_1", "5 scene");
    }

    @Test
    void mergedProductsWithoutPatchesAreEnoughForTheMergedStages() throws IOException {
        runAll();
        var alone = Files.createDirectories(temp.resolve("alone"));
        for (var name : List.of("parms", "ps2", "ph2", "pm2", "bp2", "rc2", "ifgstd2")) {
            Files.copy(root.resolve(name + ".mat"), alone.resolve(name + ".mat"));
        }

        var report = Pipeline.run(FakeDataset.context(alone).stages(6, 8));

        assertThat(words(report)).containsExactly("6 alone completed", "7 alone completed", "8 alone completed");
        assertThatThrownBy(() -> Pipeline.run(FakeDataset.context(alone).stages(5, 8)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no patches");
    }

    @Test
    void theListenerHearsPlansStartsProgressAndEnds() throws IOException {
        var heard = new ConcurrentLinkedQueue<String>();
        var listener = new PipelineListener() {
            @Override
            public void planned(List<ResultRow> tasks, MemoryUse memory) {
                heard.add("planned " + tasks.size() + " with " + memory.stageBytes() + " bytes");
            }

            @Override
            public void started(TaskId task) {
                heard.add("started " + task);
            }

            @Override
            public void progress(TaskId task, String work, long done, long total) {
                heard.add("progress " + task + " " + work + " " + done + "/" + total);
            }

            @Override
            public void finished(ResultRow row) {
                heard.add("finished " + row.task() + " " + row.status().label());
            }
        };

        Pipeline.run(context().stages(1, 1).patches(List.of("PATCH_1")).listener(listener));

        assertThat(heard)
                .containsExactly(
                        "planned 1 with 1000 bytes",
                        "started stage 1 of PATCH_1",
                        "progress stage 1 of PATCH_1 write 0/3",
                        "progress stage 1 of PATCH_1 write 1/3",
                        "progress stage 1 of PATCH_1 write 2/3",
                        "progress stage 1 of PATCH_1 write 3/3",
                        "finished stage 1 of PATCH_1 completed");
    }
}
