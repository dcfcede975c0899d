package dev.stampede.insar.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stampede.golden.Golden;
import dev.stampede.insar.params.ParameterFiles;
import dev.stampede.insar.pipeline.config.RunConfig;
import dev.stampede.runtime.Cancellation;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stages 6 to 8 of a small-baseline dataset as runs: published, kept, run again with feedback, interrupted.
class SmallBaselinePipelineTest {
    private static final List<String> RESULTS = List.of(
            "phuw2", "phuw_sb2", "phuw_sb_res2", "uw_grid", "scla2", "scla_sb2", "scla_smooth_sb2", "scn2", "mean_v");

    @TempDir
    Path temp;

    @Test
    void theSameBytesForOneAndTwoThreadsAndAfterAnInterruption() throws IOException {
        var one = lay("one");
        var two = lay("two");
        var broken = lay("broken");

        assertThat(Pipeline.run(context(one, 1).stages(6, 8)).ok()).isTrue();
        assertThat(Pipeline.run(context(two, 2).stages(6, 8)).ok()).isTrue();
        var cancellation = new Cancellation();
        var stopAfterAFew = new PipelineListener() {
            @Override
            public void progress(TaskId task, String what, long done, long total) {
                if (done > 6) {
                    cancellation.cancel();
                }
            }
        };
        try {
            Pipeline.run(
                    context(broken, 2).stages(6, 8).cancellation(cancellation).listener(stopAfterAFew));
        } catch (java.util.concurrent.CancellationException expected) {
            // Some ways out report a cancelled row, some throw.
        }
        assertThat(broken.resolve("phuw2.mat")).doesNotExist();
        var resumed = Pipeline.run(context(broken, 1).stages(6, 8));

        assertThat((int) resumed.rows().getFirst().figures().get("n_resumed")).isPositive();
        assertThat(content(two)).isEqualTo(content(one));
        assertThat(content(broken)).isEqualTo(content(one));
    }

    @Test
    void aFinishedDatasetIsKeptAndARerunOfStage6UsesTheFeedbackOfThePairs() throws IOException {
        var root = lay("scene");
        assertThat(Pipeline.run(context(root, 2).stages(6, 8)).ok()).isTrue();
        var before = content(root);

        var kept = Pipeline.run(context(root, 2).stages(6, 8));

        assertThat(kept.rows()).allMatch(r -> r.status() == TaskStatus.SKIPPED_EXISTING);
        assertThat(content(root)).isEqualTo(before);

        var again = Pipeline.run(context(root, 2).stages(6, 6).existing(ExistingPolicy.RERUN));

        assertThat(again.ok()).isTrue();
        assertThat(again.rows().getFirst().figures()).containsEntry("scla_smooth_used", true);
        assertThat(root.resolve("scla_smooth_sb2.mat")).exists();
        assertThat(root.resolve("scla2.mat")).doesNotExist();
        assertThat(root.resolve("scn2.mat")).doesNotExist();
        assertThat(recordsOf(root)).anyMatch(record -> record.contains("scla_smooth_sb2"));

        assertThat(SclaReset.run(root)).containsExactly(Path.of("scla_smooth_sb2.mat"));
        var plain = Pipeline.run(context(root, 2).stages(6, 8).existing(ExistingPolicy.RERUN));
        assertThat(plain.rows().getFirst().figures()).containsEntry("scla_smooth_used", false);
        assertThat(content(root)).isEqualTo(before);
    }

    @Test
    void aNetworkInTwoPartsFailsByNameAndLeavesTheDatasetAsItWas() throws IOException {
        var root = lay("scene");
        ParameterFiles.of(root).set("drop_ifg_index", "2");
        var before = FakeDataset.content(root);

        var report = Pipeline.run(context(root, 2).stages(6, 8));

        assertThat(report.ok()).isFalse();
        assertThat(report.rows().getFirst().details()).contains("images 1, 2 have no link to the reference image");
        assertThat(FakeDataset.content(root)).isEqualTo(before);
        ParameterFiles.of(root).set("unwrap_method", "4D");
        assertThatThrownBy(() -> Pipeline.run(context(root, 2).stages(6, 8)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("unwrap_method");
    }

    private Path lay(String name) throws IOException {
        var root = Files.createDirectories(temp.resolve(name));
        for (var part : List.of("stage1", "stage5b")) {
            try (var files = Files.list(Golden.sbSmall().resolve("expected").resolve(part))) {
                for (var file : files.filter(f -> f.toString().endsWith(".mat")).toList()) {
                    Files.copy(file, root.resolve(file.getFileName()));
                }
            }
        }
        return root;
    }

    private static PipelineContext context(Path root, int threads) {
        return PipelineContext.of(root)
                .config(RunConfig.defaults().with("runtime.cpu_workers", threads))
                .histogramCache(Optional.empty());
    }

    private static Map<String, String> content(Path root) throws IOException {
        return FakeDataset.content(root).entrySet().stream()
                .filter(e -> RESULTS.contains(e.getKey().replace(".mat", "")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static List<String> recordsOf(Path root) throws IOException {
        try (var files = Files.walk(root.resolve(".stampede"))) {
            return files.filter(f -> f.toString().contains("provenance") && Files.isRegularFile(f))
                    .map(f -> {
                        try {
                            return new ObjectMapper().readTree(f.toFile()).toString();
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .toList();
        }
    }
}
