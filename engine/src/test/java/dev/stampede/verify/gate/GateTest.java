package dev.stampede.verify.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stampede.golden.Golden;
import dev.stampede.insar.pipeline.config.RunConfig;
import dev.stampede.io.Sha256;
import dev.stampede.io.mat.FormatException;
import dev.stampede.runtime.UsageException;
import dev.stampede.verify.RuleTable;
import dev.stampede.verify.Verifier;
import dev.stampede.verify.VerifyScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stages 7 and 8 of the golden set behind the gate.
class GateTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

    @TempDir
    Path folder;

    private Path dataset;
    private Path run;

    @BeforeEach
    void lay() throws IOException {
        dataset = Files.createDirectories(folder.resolve("dataset"));
        run = folder.resolve("run");
        for (var stage : new String[] {"parms", "stage5b", "stage6", "stage7", "stage8"}) {
            try (var files = Files.list(Golden.psSmall().resolve("expected").resolve(stage))) {
                for (var file : files.filter(f -> f.toString().endsWith(".mat")).toList()) {
                    Files.copy(file, dataset.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        dev.stampede.insar.params.ParameterFiles.of(dataset)
                .add("lambda", dev.stampede.io.mat.Mat.scalar(dev.stampede.golden.GoldenWorkspace.WAVELENGTH));
        Files.writeString(dataset.resolve("STAMPS.log"), "before\n");
    }

    private Gate.Report gate(Optional<Budget> budget, Path golden) throws IOException {
        var rules = RuleTable.defaults(RunConfig.defaults().tolerance());
        return Gate.run(new Gate.Options(
                dataset,
                run,
                7,
                8,
                budget,
                Optional.of(result -> Verifier.verify(result, golden, rules, VerifyScope.ALL)),
                context -> context.config(RunConfig.defaults().with("runtime.cpu_workers", 2))
                        .histogramCache(Optional.empty())));
    }

    private Path expected() throws IOException {
        var tree = Files.createDirectories(folder.resolve("expected"));
        for (var name : new String[] {"stage7/scla2.mat", "stage8/scn2.mat"}) {
            var file = Golden.psSmall().resolve("expected").resolve(name);
            Files.copy(file, tree.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        return tree;
    }

    private static Map<String, String> hashes(Path root) throws IOException {
        var all = new TreeMap<String, String>();
        try (var files = Files.walk(root)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                all.put(root.relativize(file).toString(), Sha256.ofFile(file));
            }
        }
        return all;
    }

    private Budget budget(String json) throws IOException {
        var file = folder.resolve("budget.json");
        Files.writeString(file, json);
        return Budget.read(file, TODAY);
    }

    @Test
    void recomputesInACopyAndLeavesTheDatasetAsItWas() throws IOException {
        Files.writeString(dataset.resolve("scn2.mat"), "stale"); // the copy must not keep it
        var before = hashes(dataset);

        var report = gate(Optional.empty(), expected());

        assertThat(report.run().ok()).as("%s", report.run()).isTrue();
        assertThat(report.verification()).isPresent();
        assertThat(report.verification().get().ok())
                .as("%s", report.verification().get().failed())
                .isTrue();
        assertThat(report.ok()).isTrue();
        assertThat(hashes(dataset)).isEqualTo(before);
        assertThat(run.resolve("STAMPS.log")).isNotEmptyFile();
        var written = new ObjectMapper()
                .readTree(report.reports().resolve("native-run-report.json").toFile());
        assertThat(written.get("ok").asBoolean()).isTrue();
        assertThat(written.get("stages")).hasSize(2);
        assertThat(report.reports().resolve("native-run-timings.json")).exists();
        assertThat(report.reports().resolve("native-coverage-report.json")).exists();
        assertThat(report.reports().resolve("native-verify-report.json")).exists();
    }

    @Test
    void failsOnAnExcessUnlessAWaiverIsInForce() throws IOException {
        var golden = expected();
        var strict = budget("{\"total_seconds\": 1e9, \"stages\": ["
                + "{\"stage\": 7, \"scope\": \"merged\", \"max_seconds\": 1e-9},"
                + "{\"stage\": 8, \"scope\": \"merged\", \"max_seconds\": 1e9, \"max_peak_bytes\": 1e15}]}");

        var report = gate(Optional.of(strict), golden);

        assertThat(report.ok()).isFalse();
        assertThat(report.budget()).filteredOn(f -> !f.ok()).singleElement().satisfies(f -> {
            assertThat(f.what()).contains("stage 7");
            assertThat(f.measure()).isEqualTo("seconds");
        });
        var waived = budget("{\"stages\": [{\"stage\": 7, \"scope\": \"merged\", \"max_seconds\": 1e-9,"
                + "\"waiver\": {\"reason\": \"slow disk\", \"owner\": \"me\", \"expires\": \"2026-11-26\"}}]}");
        assertThat(waived.judge(report.run())).allMatch(Budget.Finding::ok);
        var expired = budget("{\"stages\": [{\"stage\": 7, \"scope\": \"merged\", \"max_seconds\": 1e-9,"
                + "\"waiver\": {\"reason\": \"slow disk\", \"owner\": \"me\", \"expires\": \"2026-11-25\"}}]}");
        assertThat(expired.judge(report.run())).noneMatch(Budget.Finding::ok);
    }

    @Test
    void refusesABudgetThatMakesNoSense() {
        assertThatThrownBy(() -> budget("{"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("not JSON");
        assertThatThrownBy(() -> budget("{\"stages\": [{\"stage\": 9, \"scope\": \"merged\"}]}"))
                .hasMessageContaining("expected 1 to 8");
        assertThatThrownBy(() -> budget("{\"total_seconds\": -1}")).hasMessageContaining("positive");
        assertThatThrownBy(() -> budget(
                        "{\"stages\": [{\"stage\": 1, \"scope\": \"patch\", \"waiver\": {\"reason\":" + " \"x\"}}]}"))
                .hasMessageContaining("owner");
    }

    @Test
    void refusesPlacesItMustNotReplace() throws IOException {
        refuses(dataset, "lie inside each other");
        refuses(dataset.resolve("run"), "lie inside each other");
        refuses(folder, "lie inside each other");
        refuses(Path.of("/"), "no place to replace");
        refuses(Path.of(""), "no place to replace");
        Files.createDirectories(run);
        Files.writeString(run.resolve("thesis.txt"), "mine");
        refuses(run, "not a gate's run");
        assertThat(run.resolve("thesis.txt")).hasContent("mine");
        Files.createDirectories(dataset.resolve("PATCH_1"));
        Files.createDirectories(dataset.resolve("PATCH_2"));
        Files.writeString(dataset.resolve("patch.list"), "PATCH_1\n");
        assertThatThrownBy(() -> CleanCopy.make(dataset, folder.resolve("other"), 1, 8))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("does not name PATCH_2");
        assertThat(folder.resolve("other")).doesNotExist();
    }

    private void refuses(Path place, String why) {
        assertThatThrownBy(() -> CleanCopy.make(dataset, place, 1, 8))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(why);
        assertThat(dataset.resolve("ps2.mat")).exists();
    }

    @Test
    void anEarlierRunIsReplacedAndItsPatchesAreAllBack() throws IOException {
        Files.createDirectories(dataset.resolve("PATCH_1"));
        Files.createDirectories(dataset.resolve("PATCH_2"));
        Files.writeString(dataset.resolve("PATCH_2/pm1.mat"), "old");
        Files.writeString(dataset.resolve("PATCH_2/ps1.mat"), "input");
        Files.writeString(dataset.resolve("patch.list"), "PATCH_1\n");
        Files.writeString(dataset.resolve("patch.list_old"), "PATCH_1\nPATCH_2\n");
        Files.createDirectories(run.resolve("_native_gate_reports"));
        Files.writeString(run.resolve("left.mat"), "from before");

        CleanCopy.make(dataset, run, 2, 8);

        assertThat(run.resolve("left.mat")).doesNotExist();
        assertThat(run.resolve("patch.list")).hasContent("PATCH_1\nPATCH_2\n");
        assertThat(run.resolve("patch.list_old")).doesNotExist();
        assertThat(run.resolve("PATCH_2/pm1.mat")).doesNotExist();
        assertThat(run.resolve("PATCH_2/ps1.mat")).hasContent("input");
        assertThat(dataset.resolve("PATCH_2/pm1.mat")).exists();
    }
}
