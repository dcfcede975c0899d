package dev.stampede.insar.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.golden.Golden;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.io.mat.MatFormat;
import dev.stampede.io.mat.MatValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArtifactSchemaTest {
    static Stream<Path> goldenFolders() throws IOException {
        try (var files = Files.walk(Golden.psSmall().resolve("expected"))) {
            return files
                    .filter(f -> f.toString().endsWith(".mat"))
                    .map(Path::getParent)
                    .distinct()
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("goldenFolders")
    void everyFileOfTheReferenceFitsTheTable(Path folder) throws IOException {
        var sizes = new HashMap<String, Long>();
        var known = 0;
        try (var files = Files.list(folder)) {
            for (var file : files.sorted().toList()) {
                var schema = ArtifactSchema.of(file.getFileName().toString().replace(".mat", ""));
                if (schema.isPresent()) {
                    known++;
                    assertThat(schema.get().problems(file, false, sizes)).isEmpty();
                }
            }
        }

        assertThat(known > 0 || folder.endsWith("parms") || folder.endsWith("stage0") || folder.endsWith("stage1"))
                .isTrue();
    }

    @Test
    void everyProductOfEveryStepHasASchema() {
        var without = new TreeSet<String>();
        StageFiles.ALL.forEach(step -> without.addAll(step.products()));
        without.removeIf(artifact -> ArtifactSchema.of(artifact).isPresent());

        // Debug files are known by name only.
        assertThat(without).containsExactlyInAnyOrder("uw_stat_cost", "uw_unwrap_time");
    }

    @Test
    void namesVariableFoundAndExpected(@TempDir Path temp) throws IOException {
        var file = temp.resolve("bp1.mat");
        write(file, "bperp_mat", Mat.column(1, 2, 3));
        var sizes = new HashMap<String, Long>();
        sizes.put("n_ps", 4L);

        var problems = ArtifactSchema.of("bp1").orElseThrow().problems(file, false, sizes);

        assertThat(problems)
                .containsExactly("bp1.bperp_mat is double [3, 1], expected single or double [n_ps, n_fit] or empty"
                        + " with n_ps = 4");
    }

    @Test
    void missingVariablesAndWrongClassesAreProblems(@TempDir Path temp) throws IOException {
        var file = temp.resolve("phuw_sb2.mat");
        write(file, "ph_uw", Mat.column(1, 2, 3));

        var problems = ArtifactSchema.of("phuw_sb2").orElseThrow().problems(file, true, new HashMap<>());

        assertThat(problems)
                .containsExactly(
                        "phuw_sb2.ph_uw is double [3, 1], expected single [n_ps, n_ifg]",
                        "phuw_sb2.msd is missing, expected single [n_ifg, 1]");
    }

    @Test
    void emptyStandsForAbsentOnlyWhereTheTableSaysSo(@TempDir Path temp) throws IOException {
        var file = temp.resolve("x.mat");
        write(file, "inc", Mat.empty());
        assertThat(ArtifactSchema.of("inc2").orElseThrow().problems(file, false, new HashMap<>()))
                .isEmpty();

        write(file, "ifg_std", Mat.empty());
        assertThat(ArtifactSchema.of("ifgstd2").orElseThrow().problems(file, false, new HashMap<>()))
                .hasSize(1);
    }

    @Test
    void rulesKnowUnitAndMeaning() {
        var rule = ArtifactSchema.of("pm1").orElseThrow().variable("K_ps").orElseThrow();

        assertThat(rule.unit()).isEqualTo("rad/m");
        assertThat(rule.shape()).isEqualTo(List.of("n_ps", "1"));
        assertThat(rule.describe()).isEqualTo("double [n_ps, 1]");
    }

    private static void write(Path file, String name, MatValue value) throws IOException {
        var variables = new LinkedHashMap<String, MatValue>();
        variables.put(name, value);
        MatFiles.write(file, variables, MatFormat.V5);
    }
}
