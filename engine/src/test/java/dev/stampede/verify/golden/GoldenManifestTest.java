package dev.stampede.verify.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.golden.Golden;
import dev.stampede.insar.pipeline.config.RunConfig;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.verify.Comparison;
import dev.stampede.verify.FileOutcome;
import dev.stampede.verify.RuleTable;
import dev.stampede.verify.Verifier;
import dev.stampede.verify.VerifyScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoldenManifestTest {
    @TempDir
    Path folder;

    private static GoldenCase open(String name) throws IOException {
        var golden = GoldenCase.open(Golden.psSmall().resolveSibling(name));
        assumeTrue(golden.data().isPresent(), () -> "the data of " + name + " are not on this machine");
        return golden;
    }

    private static RuleTable rules(GoldenCase golden) throws IOException {
        return RuleTable.manifest(golden.manifest(), RunConfig.defaults().tolerance());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ps_small", "sb_small"})
    void everyVariableOfEveryStageHasARow(String name) throws IOException {
        var golden = open(name);
        var rules = rules(golden);

        List<String> without = new ArrayList<>();
        for (var stage : golden.tree().stages().entrySet()) {
            for (Path file : files(stage.getValue())) {
                String artifact = file.getFileName().toString().replaceFirst("\\.mat$", "");
                if (golden.tree().probes().contains(artifact)) {
                    continue;
                }
                for (String variable : variables(file)) {
                    for (String run : new String[] {"stages", "injected"}) {
                        if (rules.findRow(stage.getKey(), artifact, variable, run)
                                .isEmpty()) {
                            without.add(stage.getKey() + " " + artifact + "." + variable + " in run " + run);
                        }
                    }
                }
            }
        }

        assertThat(without).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ps_small", "sb_small"})
    void theGoldenTreeAgreesWithItselfUnderEveryRow(String name) throws IOException {
        var golden = open(name);
        for (var stage : golden.tree().stages().values()) {
            GoldenWork.overlay(stage, folder);
        }
        GoldenWork.expandPlaceholders(folder, golden.tree().data());

        for (String run : new String[] {"stages", "injected", "own"}) {
            var report = Verifier.verifyCase(golden.tree(), folder, rules(golden), run, VerifyScope.ALL);

            assertThat(report.failed()).as(run).isEmpty();
            assertThat(report.files())
                    .flatExtracting(FileOutcome::outcomes)
                    .filteredOn(o -> o.worst() != (o.rule().comparison() == Comparison.SET ? 1 : 0))
                    .isEmpty();
        }
    }

    @Test
    void aFolderWithoutManifestIsNotACase() {
        assertThat(GoldenCase.isCase(folder)).isFalse();
        assertThatThrownBy(() -> GoldenCase.open(folder)).hasMessageContaining("has no manifest.json");
    }

    private static List<String> variables(Path file) throws IOException {
        if (!file.toString().endsWith(".mat")) {
            return List.of("*");
        }
        try (var mat = MatFiles.open(file)) {
            return mat.variables().stream().map(v -> v.name()).toList();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }
}
