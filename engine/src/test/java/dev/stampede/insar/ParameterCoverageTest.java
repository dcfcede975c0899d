package dev.stampede.insar;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.insar.params.ParameterInfo;
import dev.stampede.insar.params.ParameterTable;
import dev.stampede.insar.params.Parameters;
import dev.stampede.io.mat.Mat;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every parameter of the table is honoured, which a test shows, or refused by name.
class ParameterCoverageTest {
    /// Tests of rows `... | parameter | value`: that parameter changes a result.
    private static final List<String> TABLES = List.of(
            "insar.ParameterEffectTest.changesTheResult", "plot.ValueMapTest.aParameterOfTheMapsChangesThePicture");

    /// Tests of their own, where an effect needs data made for it.
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            entry("small_baseline_flag", "insar.stage4.Stage4Test.adjacencyIsOffForSmallBaselines"),
            entry("insar_processor", "insar.stage1.Stage1Test.refusesOtherProcessorsByName"),
            entry("heading", "insar.stage5.Stage5MergeTest.theDirectionOfFlightTurnsTheCoordinates"),
            entry("platform", "insar.values.ValueSourceTest.theDriftOfEnvisatGrowsWithRange"),
            entry("n_cores", "insar.pipeline.PipelineTest.coresOfTheDatasetAreTheThreadsUnlessTheRunSaysOtherwise"),
            entry("weed_zero_elevation", "insar.stage4.Stage4Test.heightsBelowNothingAreDroppedOnRequestOnly"),
            entry(
                    "merge_resample_size",
                    "insar.stage5.Stage5MergeTest.resamplingAveragesCellsAndSkipsPatchesWithoutCore"),
            entry("merge_standard_dev", "insar.stage5.Stage5MergeTest.cellsTooNoisyAreDropped"),
            entry(
                    "unwrap_spatial_cost_func_flag",
                    "insar.SmallBaselineMotionTest.theGradientAroundAnEdgeMayExplainItAndDoesNoHarm"),
            entry(
                    "unwrap_hold_good_values",
                    "insar.stage6.SmallBaselineStage6Test.goodValuesOfAnEarlierRunAreHeldAndBadOnesUnwrappedAgain"),
            entry(
                    "sb_scla_drop_index",
                    "insar.stage7.SmallBaselineSclaTest.anInterferogramLeftOutChangesTheEstimateOfThePairsOnly"),
            entry(
                    "subtr_tropo",
                    "insar.TroposphereTest.theLookAngleErrorIgnoresADeclaredTroposphereAndAnOldAtmosphere"),
            entry("tropo_method", "insar.TroposphereTest.aSpectrometerAndAModelAddUpWhereThereIsASpectrometer"),
            entry("ref_centre_lonlat", "insar.model.ReferenceAreaTest.degreesAndCircleCutTogether"),
            entry("ref_y", "insar.model.ReferenceAreaTest.localBoundsWinAndAreExclusive"),
            entry("ref_velocity", "insar.export.PointExportTest.csvHasARowPerPointWithWhatTheArtifactsSay"));

    static Stream<String> honoured() {
        return ParameterTable.all().stream().filter(p -> !isRefused(p)).map(ParameterInfo::name);
    }

    @ParameterizedTest
    @MethodSource("honoured")
    void aTestShowsWhatItChanges(String name) throws ReflectiveOperationException {
        var shown = new HashSet<String>();
        for (var table : TABLES) {
            for (var row : method(table).getAnnotation(CsvSource.class).value()) {
                shown.add(row.split("\\|")[1].strip());
            }
        }

        if (!shown.contains(name)) {
            assertThat(ELSEWHERE).as("a test that shows the effect of " + name).containsKey(name);
            var test = method(ELSEWHERE.get(name));
            assertThat(test.isAnnotationPresent(Test.class) || test.isAnnotationPresent(ParameterizedTest.class))
                    .as(ELSEWHERE.get(name))
                    .isTrue();
        }
    }

    @Test
    void whatIsRefusedIsRefusedByNameForEveryOtherValue() {
        var refused = ParameterTable.all().stream()
                .filter(ParameterCoverageTest::isRefused)
                .toList();

        assertThat(refused.stream().map(ParameterInfo::name))
                .isEqualTo(List.of("quick_est_gamma_flag", "unwrap_alpha", "krig_atmo"));
        for (var p : refused) {
            assertThat(p.single() == null
                            || p.rule().problem(p.name(), p.single()).isEmpty())
                    .isTrue();
            for (var value : List.of(Mat.scalar(3), Mat.scalar(-1), Mat.text("x"), Mat.row(1, 2))) {
                assertThat(p.rule().problem(p.name(), value))
                        .as(p.name())
                        .hasValueSatisfying(text -> assertThat(text).contains("parameter " + p.name() + " is "));
            }
            // A stage reads it, so a run looks at it before it writes.
            assertThat(p.readers().getFirst()).as(p.name()).matches("[2-8](, [2-8])*");
        }
    }

    @Test
    void noRowOfTheEffectsIsAboutSomethingElse() throws ReflectiveOperationException {
        var known = Set.copyOf(
                ParameterTable.all().stream().map(ParameterInfo::name).toList());
        for (var table : TABLES) {
            for (var row : method(table).getAnnotation(CsvSource.class).value()) {
                assertThat(known).contains(row.split("\\|")[1].strip());
            }
        }
        assertThat(known).containsAll(ELSEWHERE.keySet());
        assertThat(Parameters.defaults(true, "snap").values().keySet())
                .allMatch(n -> n.equals("Created") || known.contains(n));
    }

    private static boolean isRefused(ParameterInfo p) {
        return p.effect().contains("refused");
    }

    private static Method method(String place) throws ReflectiveOperationException {
        int dot = place.lastIndexOf('.');
        var type = Class.forName("dev.stampede." + place.substring(0, dot));
        return Arrays.stream(type.getDeclaredMethods())
                .filter(m -> m.getName().equals(place.substring(dot + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no test " + place));
    }
}
