package dev.stampede.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.insar.pipeline.config.RunConfig;
import dev.stampede.insar.pipeline.config.ToleranceConfig;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.io.mat.MatFormat;
import dev.stampede.io.mat.MatValue;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifierTest {
    private static final ToleranceConfig STRICT = RunConfig.defaults().tolerance();
    private static final ToleranceConfig SCIENTIFIC =
            RunConfig.defaults().with("tolerance.profile", "scientific").tolerance();

    @TempDir
    Path folder;

    private Path run;
    private Path golden;

    @BeforeEach
    void folders() throws IOException {
        run = Files.createDirectories(folder.resolve("run"));
        golden = Files.createDirectories(folder.resolve("golden"));
    }

    private static void write(Path folder, String name, Object... namesAndValues) throws IOException {
        var variables = new LinkedHashMap<String, MatValue>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            variables.put((String) namesAndValues[i], (MatValue) namesAndValues[i + 1]);
        }
        var file = folder.resolve(name + ".mat");
        Files.createDirectories(file.getParent());
        MatFiles.write(file, variables, MatFormat.V7);
    }

    private VerificationReport verify(ToleranceConfig tolerance) throws IOException {
        return Verifier.verify(run, golden, RuleTable.defaults(tolerance), VerifyScope.ALL);
    }

    private static MatArray matrix(int rows, int cols, double... values) {
        return Mat.of(DoubleMatrix.copyOf(Arena.ofAuto(), rows, cols, values));
    }

    private static MatArray singles(int rows, int cols, float... values) {
        return Mat.of(FloatMatrix.copyOf(Arena.ofAuto(), rows, cols, values));
    }

    private static MatArray phasor(double modulus, double... angles) {
        var m = ComplexMatrix.allocate(Arena.ofAuto(), angles.length, 1);
        for (int i = 0; i < angles.length; i++) {
            m.re().set(i, 0, (float) (modulus * Math.cos(angles[i])));
            m.im().set(i, 0, (float) (modulus * Math.sin(angles[i])));
        }
        return Mat.of(m);
    }

    @Test
    void equalTreesAgree() throws IOException {
        for (var tree : List.of(run, golden)) {
            write(tree, "PATCH_1/pm1", "coh_ps", Mat.column(0.5, Double.NaN), "K_ps", Mat.column(1, 2));
            write(tree, "ps2", "n_ps", Mat.scalar(2.0), "ij", matrix(2, 3, 1, 2, 5, 6, 7, 8));
        }

        var report = verify(STRICT);

        assertThat(report.ok()).isTrue();
        assertThat(report.document(false)).containsEntry("checked", 2).containsEntry("ok", true);
    }

    @Test
    void namesEveryFailingKeyWithFirstIndexAndValues() throws IOException {
        write(golden, "PATCH_1/pm1", "coh_ps", Mat.column(0.5, 0.6, 0.7), "K_ps", Mat.column(1, 2, 3));
        write(run, "PATCH_1/pm1", "coh_ps", Mat.column(0.5, 0.6001, 0.8), "K_ps", Mat.column(1, 2, 3.5));

        var failed = verify(STRICT).failed();

        assertThat(failed).hasSize(1);
        assertThat(failed.getFirst().failures()).extracting(Outcome::variable).containsExactly("coh_ps", "K_ps");
        var coherence = failed.getFirst().failures().getFirst();
        assertThat(coherence.outliers()).isEqualTo(2);
        assertThat(coherence.first().orElseThrow()).isEqualTo(new Outcome.Place(List.of(2L, 1L), "0.6001", "0.6"));
        assertThat(coherence.message()).contains("coh_ps: 2 of 3 values", "[2, 1]: 0.6001, expected 0.6");
    }

    @Test
    void missingFilesAndVariablesAreFailuresOfTheirOwnKind() throws IOException {
        write(golden, "PATCH_1/pm1", "coh_ps", Mat.column(0.5), "K_ps", Mat.column(1));
        write(golden, "scla2", "K_ps_uw", Mat.column(1));
        write(run, "PATCH_1/pm1", "coh_ps", Mat.column(0.5), "extra", Mat.column(1));

        var report = verify(STRICT);

        assertThat(report.failed()).hasSize(2);
        assertThat(report.failed().getFirst().failures().getFirst().kind()).contains(FailureKind.MISSING_REQUIRED_KEYS);
        assertThat(report.failed().get(1).kind()).contains(FailureKind.MISSING_RUN_ARTIFACT);
        assertThat(report.files().getFirst().notes()).contains("extra occurs in the run only");
    }

    @Test
    void shapesMustMatchButAVectorMayLieTheOtherWay() throws IOException {
        write(golden, "PATCH_1/pm1", "coh_ps", Mat.column(0.5, 0.6), "K_ps", matrix(2, 2, 1, 2, 3, 4));
        write(run, "PATCH_1/pm1", "coh_ps", Mat.row(0.5, 0.6), "K_ps", matrix(4, 1, 1, 2, 3, 4));

        var report = verify(STRICT);
        var strict = Verifier.verify(run, golden, RuleTable.defaults(STRICT), new VerifyScope(8, false, true));

        assertThat(report.failed().getFirst().failures())
                .extracting(Outcome::variable)
                .containsExactly("K_ps");
        assertThat(report.failed().getFirst().notes().toString()).contains("coh_ps lies the other way");
        assertThat(strict.failed().getFirst().failures()).hasSize(2);
    }

    @Test
    void anotherNumericClassIsANote() throws IOException {
        write(golden, "PATCH_1/pm1", "grid_ij", singles(2, 1, 3, 4));
        write(run, "PATCH_1/pm1", "grid_ij", matrix(2, 1, 3, 4));

        var report = verify(STRICT);

        assertThat(report.ok()).isTrue();
        assertThat(report.files().getFirst().notes()).contains("grid_ij is double, golden single");
    }

    @Test
    void wrappedPhaseIsComparedOnTheCircle() throws IOException {
        write(golden, "PATCH_1/ph1", "ph", phasor(3, Math.PI - 1e-5, 1));
        write(run, "PATCH_1/ph1", "ph", phasor(3, -Math.PI + 1e-5, 1));

        assertThat(verify(STRICT).ok()).isTrue();
    }

    @Test
    void rightPhaseWithWrongAmplitudeIsAFailure() throws IOException {
        write(golden, "PATCH_1/ph1", "ph", phasor(3, 0.1, 1));
        write(run, "PATCH_1/ph1", "ph", phasor(2, 0.1, 1));

        var failed = verify(STRICT).failed();

        assertThat(failed.getFirst().failures().getFirst().figures()).containsEntry("modulus_outliers", 2L);
    }

    @Test
    void zeroedPhaseAgainstPhaseIsAFailure() throws IOException {
        write(golden, "PATCH_1/ph1", "ph", phasor(1, 0.1, 1));
        write(run, "PATCH_1/ph1", "ph", phasor(0, 0.1, 1));

        assertThat(verify(STRICT).ok()).isFalse();
    }

    @Test
    void wholeCyclesCountAfterRemovingOneConstantPerInterferogram() throws IOException {
        double c = 2 * Math.PI;
        write(golden, "phuw2", "ph_uw", matrix(3, 2, 0, 1, 2, 3, 4, 5));
        write(run, "phuw2", "ph_uw", matrix(3, 2, 0 + c, 1 + c, 2 + c, 3, 4, 5 - c));

        var outcome = verify(STRICT).failed().getFirst().failures().getFirst();

        assertThat(outcome.figures()).containsEntry("wrong_cycles", 1L);
        assertThat((long[]) outcome.figures().get("wrong_cycles_per_interferogram"))
                .containsExactly(0, 1);
        assertThat((long[]) outcome.figures().get("removed_cycles_per_interferogram"))
                .containsExactly(1, 0);
        assertThat(outcome.first().orElseThrow().index()).containsExactly(3L, 2L);
    }

    @Test
    void theScientificProfileForgivesOneCycleInAThousand() throws IOException {
        double[] values = new double[2000];
        write(golden, "phuw2", "ph_uw", matrix(2000, 1, values.clone()));
        values[7] = 2 * Math.PI;
        write(run, "phuw2", "ph_uw", matrix(2000, 1, values));

        assertThat(verify(STRICT).ok()).isFalse();
        assertThat(verify(SCIENTIFIC).ok()).isTrue();
        assertThat(verify(SCIENTIFIC).document(false).get("tolerated").toString())
                .contains("phuw2.mat");
    }

    @Test
    void aFractionOfACycleIsNeverForgiven() throws IOException {
        write(golden, "phuw2", "ph_uw", matrix(2, 1, 0, 1));
        write(run, "phuw2", "ph_uw", matrix(2, 1, 0, 1.01));

        assertThat(verify(SCIENTIFIC).ok()).isFalse();
    }

    @Test
    void nothingAgainstANumberIsInfinitelyFar() throws IOException {
        write(golden, "PATCH_1/pm1", "coh_ps", Mat.column(0.5, Double.NaN));
        write(run, "PATCH_1/pm1", "coh_ps", Mat.column(Double.NaN, 0.5));

        var outcome = verify(STRICT).failed().getFirst().failures().getFirst();

        assertThat(outcome.outliers()).isEqualTo(2);
        assertThat(outcome.worst()).isInfinite();
    }

    @Test
    void valuesThatDependOnTheTriangulationAreReportedNotGated() throws IOException {
        write(golden, "PATCH_1/weed1", "ps_max", singles(2, 1, 1f, 2f), "ix_weed", Mat.logicalColumn(true, false));
        write(run, "PATCH_1/weed1", "ps_max", singles(2, 1, 1.1f, 2f), "ix_weed", Mat.logicalColumn(true, false));

        var report = verify(STRICT);

        assertThat(report.ok()).isTrue();
        assertThat(report.document(false).get("tolerated").toString()).contains("ps_max");
    }

    @Test
    void scopeLeavesOutLaterStagesAndIntermediates() throws IOException {
        write(golden, "PATCH_1/pm1", "coh_ps", Mat.column(0.5));
        write(golden, "uw_grid", "n_i", Mat.scalar(3.0));
        write(golden, "scn2", "ph_hpt", Mat.column(0.5));
        var rules = RuleTable.defaults(STRICT);

        assertThat(Verifier.verify(run, golden, rules, VerifyScope.throughStage(2))
                        .files())
                .hasSize(1);
        assertThat(Verifier.verify(run, golden, rules, VerifyScope.throughStage(6))
                        .files())
                .hasSize(2);
        assertThat(Verifier.verify(run, golden, rules, new VerifyScope(8, true, false))
                        .files())
                .hasSize(2);
        assertThatThrownBy(() -> VerifyScope.throughStage(9)).hasMessageContaining("1 to 8");
    }

    @Test
    void classificationNamesTheEarliestBoundary() throws IOException {
        write(golden, "PATCH_1/weed1", "ix_weed", Mat.logicalColumn(true));
        write(golden, "PATCH_1/pm1", "coh_ps", Mat.column(0.5));

        var document = verify(STRICT).document(true);

        assertThat(document.get("classification").toString()).contains("next_target=stage2_patch_boundary");
    }

    @Test
    void pointsInCommonAreComparedWhenSelectionsDiffer() throws IOException {
        write(golden, "ps2", "ij", matrix(3, 3, 1, 2, 3, 10, 20, 30, 5, 5, 5), "n_ps", Mat.scalar(3.0));
        write(golden, "scla2", "K_ps_uw", Mat.column(1, 2, 3));
        write(run, "ps2", "ij", matrix(2, 3, 1, 2, 10, 30, 5, 5), "n_ps", Mat.scalar(2.0));
        write(run, "scla2", "K_ps_uw", Mat.column(1, 3));

        var report = verify(STRICT);

        var scla = report.files().stream()
                .filter(f -> f.path().equals("scla2.mat"))
                .findFirst()
                .orElseThrow();
        assertThat(scla.ok()).isTrue();
        assertThat(scla.notes().toString()).contains("2 common rows of 2, golden 3");
        assertThat(report.ok()).as("the number of points differs").isFalse();
    }

    @Test
    void comparesTwoFilesOverChosenKeys() throws IOException {
        write(golden, "a", "x", Mat.column(1, 2), "y", Mat.column(1));
        write(run, "b", "x", Mat.column(1, 2), "y", Mat.column(2));
        var rules = RuleTable.defaults(STRICT);

        var x = Verifier.compare(run.resolve("b.mat"), golden.resolve("a.mat"), rules, Set.of("x"), false);
        var all = Verifier.compare(run.resolve("b.mat"), golden.resolve("a.mat"), rules, Set.of(), false);

        assertThat(x.ok()).isTrue();
        assertThat(all.ok()).isFalse();
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        assertThatThrownBy(
                        () -> Verifier.verify(run.resolve("none"), golden, RuleTable.defaults(STRICT), VerifyScope.ALL))
                .isInstanceOf(NotDirectoryException.class)
                .hasMessageContaining("is not a folder");
    }

    @Test
    void readsRulesOfAManifestAndRefusesMistypedFields() throws IOException {
        var manifest = Files.writeString(folder.resolve("manifest.json"), """
                {"rules": [{"artifact": "select1", "variable": "ix", "class": "X", "comparison": "set",
                            "tolerance": {"jaccard": 0.5}}]}
                """);
        var mistyped = Files.writeString(folder.resolve("mistyped.json"), """
                {"rules": [{"artifact": "select1", "variable": "ix", "class": "X", "tolerence": {}}]}
                """);
        write(golden, "PATCH_1/select1", "ix", Mat.column(1, 2, 3));
        write(run, "PATCH_1/select1", "ix", Mat.column(2, 1, 4));

        var report = Verifier.verify(run, golden, RuleTable.manifest(manifest, STRICT), VerifyScope.ALL);

        var outcome = report.files().getFirst().outcomes().getFirst();
        assertThat(outcome.figures()).containsEntry("jaccard", 0.5);
        assertThat(report.ok()).isTrue();
        assertThatThrownBy(() -> RuleTable.manifest(mistyped, STRICT)).hasMessageContaining("unknown field tolerence");
    }

    @Test
    void aSelectionMayDifferWhereTheValueEqualsTheThreshold() throws IOException {
        write(
                golden,
                "PATCH_1/select1",
                "ix",
                Mat.column(11, 12, 13),
                "keep_ix",
                Mat.logicalColumn(true, true, false),
                "coh_ps2",
                Mat.column(0.9, 0.5 + 1e-12, 0.1),
                "coh_thresh",
                Mat.scalar(0.5));
        write(
                run,
                "PATCH_1/select1",
                "ix",
                Mat.column(11, 12, 13),
                "keep_ix",
                Mat.logicalColumn(true, false, false),
                "coh_ps2",
                Mat.column(0.9, 0.5, 0.1),
                "coh_thresh",
                Mat.scalar(0.5));

        var report = verify(STRICT);

        assertThat(report.ok()).isTrue();
        assertThat(report.files().getFirst().notes().toString())
                .contains("keep_ix differs where the value equals the threshold: [12]");
    }
}
