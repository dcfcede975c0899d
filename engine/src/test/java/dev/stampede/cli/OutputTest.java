package dev.stampede.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.golden.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The documents commands print: names and types of their fields are a contract with programs that read them.
class OutputTest {
    @TempDir
    static Path folder;

    private static Path dataset;

    @BeforeAll
    static void assembleDataset() throws IOException {
        dataset = Files.createDirectories(folder.resolve("work"));
        for (String stage : List.of("0", "1", "2", "3", "4", "5a", "5b", "6", "7", "8")) {
            copyTree(Golden.psSmall().resolve("expected/stage" + stage), dataset);
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (var walk = Files.walk(from)) {
            for (Path source : walk.toList()) {
                Path target = to.resolve(from.relativize(source).toString());
                if (Files.isDirectory(source)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static JsonNode json(int code, String... arguments) throws Exception {
        var run = CommandLineRun.of(arguments);
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        assertThat(run.out()).endsWith("\n");
        return run.json();
    }

    private static List<String> fields(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String d() {
        return dataset.toString();
    }

    @Test
    void status() throws Exception {
        var status = json(0, "status", "--dataset", d());

        assertThat(fields(status)).startsWith("dataset", "merged_stage", "patches");
        assertThat(status.get("dataset").asText()).isEqualTo(d());
        assertThat(status.get("merged_stage").asInt()).isEqualTo(8);
        assertThat(status.get("patches")).hasSize(2);
        assertThat(fields(status.get("patches").get(0))).startsWith("patch", "stage");
        assertThat(status.get("patches").get(0).get("patch").asText()).isEqualTo("PATCH_1");
        assertThat(status.get("patches").get(0).get("stage").asInt()).isEqualTo(5);
        assertThat(status.get("n_ps").asInt()).isEqualTo(1382);
        assertThat(status.get("disk_bytes").asLong()).isPositive();
    }

    @Test
    void dryRun() throws Exception {
        var rows = json(0, "run", "--dataset", d(), "--dry-run", "--existing", "rerun", "--start-step", "4");

        assertThat(rows).hasSize(2 + 2 + 1 + 1 + 1 + 1);
        for (var row : rows) {
            assertThat(fields(row)).startsWith("stage", "scope", "target", "status", "details", "duration_sec");
            assertThat(row.get("scope").asText()).isIn("patch", "merged");
            assertThat(row.get("status").asText()).isEqualTo("planned");
            assertThat(row.get("duration_sec").isNull()).isTrue();
        }
        assertThat(rows.get(0).get("target").asText()).isEqualTo("PATCH_1");
        assertThat(rows.get(5).get("target").asText()).isEqualTo("work");
    }

    @Test
    void aDryRunForPeopleShowsTheSettingsInForce() {
        var run = CommandLineRun.of(
                "run", "--dataset", d(), "--dry-run", "--format", "human", "--set", "runtime.stage7_chunk_ps=77");

        assertThat(run.out())
                .contains("runtime.stage7_chunk_ps", "77", "--set", "memory: planned", "Java machine", "limit");
    }

    @Test
    void prepareAndRunReportWhatTheyDid() throws Exception {
        var work = folder.resolve("fresh");
        var prepared = json(
                0,
                "prep",
                "snap",
                "--dataset",
                work.toString(),
                "--export",
                Golden.psSmall().resolve("inputs").toString(),
                "--amp-dispersion",
                "0.37",
                "--range-patches",
                "2",
                "--range-overlap",
                "12");

        assertThat(fields(prepared)).containsExactly("dataset_root", "patch_count", "candidate_count", "patches");
        assertThat(prepared.get("patch_count").asInt()).isEqualTo(2);
        assertThat(prepared.get("candidate_count").asInt()).isEqualTo(3029);
        assertThat(fields(prepared.get("patches").get(0))).containsExactly("patch", "candidates", "bounds", "noover");
        assertThat(prepared.get("patches").get(0).get("bounds").toString()).isEqualTo("[1,84,1,144]");
        assertThat(prepared.get("patches").get(1).get("noover").toString()).isEqualTo("[73,144,1,144]");

        var again = CommandLineRun.of(
                "prep",
                "snap",
                "--dataset",
                work.toString(),
                "--export",
                Golden.psSmall().resolve("inputs").toString());
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("--force");

        var report = folder.resolve("report.json");
        var rows = json(0, "stage", "1", "--dataset", work.toString(), "--patch", "PATCH_2");
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).get("status").asText()).isEqualTo("completed");
        assertThat(rows.get(0).get("duration_sec").isNumber()).isTrue();
        assertThat(rows.get(0).get("output_artifacts").toString()).contains("PATCH_2/ps1.mat");

        var second = json(0, "run", "--dataset", work.toString(), "--end-step", "1", "--report", report.toString());
        assertThat(second.get(1).get("status").asText()).isEqualTo("skipped_existing");
        assertThat(Files.readString(report))
                .contains("memory_limit_bytes", "memory_planned_bytes", "memory_peak_bytes", "results");

        var refused = CommandLineRun.of("run", "--dataset", work.toString(), "--end-step", "1", "--existing", "fail");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("PATCH_1");
    }

    @Test
    void parametersAreListedChangedAndReset() throws Exception {
        var copy = Files.createDirectories(folder.resolve("params"));
        Files.copy(dataset.resolve("parms.mat"), copy.resolve("parms.mat"), StandardCopyOption.REPLACE_EXISTING);
        String at = copy.toString();

        var all = json(0, "params", "list", "--dataset", at);
        assertThat(all.get("density_rand").asDouble()).isEqualTo(2);
        assertThat(all.get("weed_max_noise").asText()).isEqualTo("Infinity");
        assertThat(all.get("insar_processor").asText()).isEqualTo("snap");

        var changed = json(0, "params", "set", "density", "7", "--dataset", at);
        assertThat(fields(changed.get(0))).containsExactly("name", "value", "file");
        assertThat(changed.get(0).get("name").asText()).isEqualTo("density_rand");
        assertThat(json(0, "params", "get", "density_rand", "--dataset", at)
                        .get("density_rand")
                        .asDouble())
                .isEqualTo(7);

        json(0, "params", "set", "drop_ifg_index", "[1", "4]", "--dataset", at);
        assertThat(json(0, "params", "get", "drop", "--dataset", at)
                        .get("drop_ifg_index")
                        .toString())
                .isEqualTo("[1.0,4.0]");

        assertThat(json(0, "params", "reset", "density_rand", "--dataset", at)
                        .get(0)
                        .get("value")
                        .asDouble())
                .isEqualTo(20);
    }

    @Test
    void verifyAndCompare() throws Exception {
        var good = json(0, "verify", "--run", d(), "--golden", d());
        assertThat(fields(good))
                .startsWith("ok", "profile", "through_stage", "final_products_only", "checked", "failed", "tolerated");
        assertThat(good.get("ok").asBoolean()).isTrue();
        assertThat(good.get("through_stage").isNull()).isTrue();
        assertThat(good.get("checked").asInt()).isGreaterThan(40);

        var bad = json(
                1,
                "compare",
                dataset.resolve("PATCH_1/pm1.mat").toString(),
                dataset.resolve("PATCH_2/pm1.mat").toString());
        var failure = bad.get("failed").get(0);
        assertThat(fields(failure))
                .contains(
                        "path",
                        "ok",
                        "message",
                        "failing_key",
                        "max_abs",
                        "failure_kind",
                        "shape_run",
                        "shape_oracle",
                        "outliers",
                        "failures");
        assertThat(fields(failure.get("outliers").get(0)))
                .containsExactly("key", "count", "total", "fraction", "allowed_fraction", "max_abs", "max_abs_limit");

        var classified =
                json(1, "verify", "--run", folder.toString(), "--golden", d(), "--classify", "--through-stage", "3");
        assertThat(classified.get("classification").get("next_target").asText()).isEqualTo("stage1_patch_boundary");
        assertThat(classified.get("through_stage").asInt()).isEqualTo(3);
    }

    @Test
    void verifyAgainstTheTruthAndAGoldenCase() throws Exception {
        var truth = json(
                0,
                "verify",
                "--run",
                d(),
                "--truth",
                Golden.psSmall().resolve("truth/truth.mat").toString());
        assertThat(truth.get("v").get("rmse_mm_yr").asDouble()).isBetween(2.06, 2.07);
        assertThat(fields(truth.get("v"))).containsExactly("rmse_mm_yr", "median_abs_mm_yr", "p95_abs_mm_yr");

        var report = folder.resolve("margins.md");
        var run = CommandLineRun.of(
                "verify", "--run", d(), "--golden", Golden.psSmall().toString(), "--report", report.toString());
        assertThat(run.json().get("checked").asInt()).isGreaterThan(60);
        assertThat(Files.readString(report)).startsWith("| stage | artifact | variable |");
    }

    @Test
    void describeInputs() throws Exception {
        var all = json(0, "describe-inputs");
        assertThat(all.get("stages")).hasSize(9);
        for (var stage : all.get("stages")) {
            assertThat(fields(stage)).containsExactly("stage", "scope", "title", "inputs");
            for (var input : stage.get("inputs")) {
                assertThat(fields(input))
                        .startsWith("logical_input", "array_name", "shape_hint", "meaning", "common_sources");
            }
        }

        var checked = json(0, "describe-inputs", "--stage", "1,2,6", "--dataset", d(), "--patch", "PATCH_2");
        assertThat(fields(checked.get("stage1_dataset_check")))
                .containsExactly("dataset", "patch", "metadata_mode", "overview", "consistency", "warnings");
        assertThat(checked.get("stage1_dataset_check").get("patch").asText()).isEqualTo("PATCH_2");
        var check = checked.get("stages").get(1).get("dataset_check");
        assertThat(check.get("ok").asBoolean()).as(check.toString()).isTrue();
        assertThat(fields(check.get("inputs").get(0)))
                .containsExactly("array_name", "required", "present", "found", "finite", "non_finite_values");
    }

    @Test
    void describeInputsFindsWhatIsMissing() throws Exception {
        var copy = Files.createDirectories(folder.resolve("partial"));
        copyTree(Golden.psSmall().resolve("expected/stage0"), copy);
        copyTree(Golden.psSmall().resolve("expected/stage1"), copy);
        Files.delete(copy.resolve("PATCH_1/bp1.mat"));

        var document = json(0, "describe-inputs", "--stage", "2", "--dataset", copy.toString());

        var check = document.get("stages").get(0).get("dataset_check");
        assertThat(check.get("ok").asBoolean()).isFalse();
        assertThat(check.get("problems").toString()).contains("bp1.mat is missing");
    }

    @Test
    void describeBackends() throws Exception {
        var document = json(0, "describe-backends");

        assertThat(fields(document))
                .containsExactly(
                        "providers", "kernels", "runtime_external_dependencies", "lane_bits", "threads", "device");
        assertThat(fields(document.get("providers"))).containsExactly("reference", "vector", "native", "cuda");
        assertThat(fields(document.get("providers").get("cuda")))
                .containsExactly("description", "aliases", "available", "unavailable_reason");
        assertThat(document.get("providers")
                        .get("cuda")
                        .get("unavailable_reason")
                        .asText())
                .isNotBlank();
        var tools = document.get("runtime_external_dependencies");
        assertThat(tools).hasSize(3);
        for (var tool : tools) {
            assertThat(fields(tool))
                    .containsExactly("name", "kind", "setting", "found", "selected", "file", "version", "reason");
            assertThat(tool.get("selected").asBoolean()).isFalse();
            assertThat(
                            tool.get("found").asBoolean()
                                    ? tool.get("file").asText()
                                    : tool.get("reason").asText())
                    .contains(tool.get("name").asText());
        }
        assertThat(fields(document.get("kernels").get("stage2_topofit")))
                .startsWith("supported_backends", "available_backends", "baseline_backend");
    }

    @Test
    void listLegacy() throws Exception {
        var root = Files.createDirectories(folder.resolve("stamps"));
        Files.createDirectories(root.resolve("bin"));
        Files.createDirectories(root.resolve("matlab"));
        Files.writeString(root.resolve("bin/calamp"), "");
        Files.writeString(root.resolve("matlab/stamps.m"), "");
        Files.writeString(root.resolve("matlab/notes.txt"), "");

        var files = json(0, "list-legacy", "--stamps-root", root.toString());

        assertThat(files).hasSize(2);
        assertThat(files.get(0).asText()).isEqualTo(root.resolve("bin/calamp").toString());
    }
}
