package dev.stampede.mosaic.global;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stampede.kernels.matching.NoData;
import dev.stampede.mosaic.Compatibility;
import dev.stampede.mosaic.FileSource;
import dev.stampede.mosaic.MosaicInputs;
import dev.stampede.mosaic.MosaicSets;
import dev.stampede.mosaic.Selection;
import dev.stampede.mosaic.VectorMask;
import dev.stampede.mosaic.source.MaskedSource;
import dev.stampede.mosaic.source.MatchingKernels;
import dev.stampede.mosaic.source.VectorRegions;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Statistics, adjustments and globally matched images against kept results of the reference program.
class GlobalGoldenTest {
    private static final double STATISTICS = 1e-9;
    private static final double SCALE = 1e-6;
    private static final double OFFSET = 2e-3;

    /// The reference's solver ends before the minimum where the matrix has a condition of a million: there its
    /// own solution is up to 3.8e-3 from the least-squares one, and its sum of squares is the larger.
    private static final double OFFSET_ILL_CONDITIONED = 4e-3;

    private static MosaicInputs inputs(Path folder, Compatibility compatibility) throws IOException {
        return MosaicInputs.open(MosaicSets.images(folder), OptionalDouble.empty(), null, compatibility);
    }

    private static GlobalParameters parameters(String variant, Path set) {
        return switch (variant) {
            case "variants/exact_stats" ->
                set.endsWith("mosaic_landsat")
                        ? GlobalParameters.DEFAULTS.withEstimateStats(false).withFactors(2, 0.5)
                        : GlobalParameters.DEFAULTS.withEstimateStats(false);
            case "variants/model_include_A" ->
                GlobalParameters.DEFAULTS.withModelImages(new Selection(true, List.of("Landsat_A_20210326")));
            case "variants/model_exclude_A" ->
                GlobalParameters.DEFAULTS.withModelImages(new Selection(false, List.of("Landsat_A_20210326")));
            case "variants/load_adjustments" ->
                GlobalParameters.DEFAULTS.withFiles(
                        Optional.empty(), Optional.of(set.resolve("variants/exact_stats/GlobalAdjustments.json")));
            default -> GlobalParameters.DEFAULTS;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "mosaic_synth, default, 'spectralmatch,-1', input",
        "mosaic_synth, variants/exact_stats, 'spectralmatch,-1', input",
        "mosaic_landsat, default, spectralmatch, input",
        "mosaic_landsat, variants/exact_stats, spectralmatch, input",
        "mosaic_landsat, variants/model_include_A, spectralmatch, input",
        "mosaic_landsat, variants/model_exclude_A, spectralmatch, input",
        "mosaic_landsat, variants/load_adjustments, spectralmatch, input",
        "mosaic_landsat, multiband7/reference_mask, spectralmatch, multiband7/input",
        "mosaic_landsat, multiband7/combined_mask, 'spectralmatch,-1', multiband7/input",
        "mosaic_worldview, default, 'spectralmatch,-1', input",
        "mosaic_worldview, variants/reference_mask, spectralmatch, input",
    })
    void statisticsAndAdjustmentsAreThoseOfTheReference(String name, String variant, String mode, String input)
            throws IOException {
        var set = MosaicSets.open(name);
        var compatibility = Compatibility.of(mode);
        var golden = new ObjectMapper()
                .readTree(Files.readString(set.resolve(variant).resolve("solution_full_precision.json")));
        try (var inputs = inputs(set.resolve(input), compatibility);
                var workers = new Workers(2)) {
            var matching = new GlobalMatching(
                    parameters(variant, set),
                    compatibility,
                    MatchingKernels.fastest().moments());

            var solution = matching.solve(inputs.images(), workers, Progress.NONE);

            var differences = new ArrayList<String>();
            for (var image : solution.statistics().whole().entrySet()) {
                compare(
                        image.getValue(),
                        golden.get("whole").get(image.getKey()),
                        "whole " + image.getKey(),
                        differences);
            }
            int pairs = 0;
            for (var overlap : solution.statistics().overlaps()) {
                var first = golden.get("overlap").get(overlap.firstName()).get(overlap.secondName());
                var second = golden.get("overlap").get(overlap.secondName()).get(overlap.firstName());
                var where = overlap.firstName() + " & " + overlap.secondName();
                compare(overlap.first(), first, "first of " + where, differences);
                compare(overlap.second(), second, "second of " + where, differences);
                pairs += 2;
            }
            assertThat(differences).isEmpty();
            int expectedPairs = 0;
            for (var other : golden.get("overlap")) {
                expectedPairs += other.size();
            }
            assertThat(pairs).isEqualTo(expectedPairs);
            solution.adjustments().forEach((image, bands) -> {
                var expected = golden.get("params").get(image);
                for (int band = 0; band < bands.size(); band++) {
                    assertThat(bands.get(band).scale())
                            .as("scale of %s band %d", image, band)
                            .isCloseTo(expected.get("scale").get(band).asDouble(), within(SCALE));
                    assertThat(bands.get(band).offset())
                            .as("offset of %s band %d", image, band)
                            .isCloseTo(
                                    expected.get("offset").get(band).asDouble(),
                                    within(set.endsWith("mosaic_landsat") ? OFFSET_ILL_CONDITIONED : OFFSET));
                }
            });
            assertIsTheSmallerSumOfSquares(solution, golden, parameters(variant, set));
        }
    }

    /// Polygons whose outline runs through pixel centres leave the choice: up to four pixels of an image differ.
    @Test
    void aVectorMaskRestrictsStatistics() throws IOException {
        var set = MosaicSets.open("mosaic_landsat");
        var compatibility = Compatibility.of("spectralmatch");
        var golden = new ObjectMapper()
                .readTree(Files.readString(
                        set.resolve("variants/stats_mask_include").resolve("solution_full_precision.json")));
        try (var inputs = inputs(set.resolve("input"), compatibility);
                var workers = new Workers(2)) {
            var solution = new GlobalMatching(
                            GlobalParameters.DEFAULTS,
                            compatibility,
                            MatchingKernels.fastest().moments())
                    .solve(masked(inputs, set), workers, Progress.NONE);

            solution.statistics().whole().forEach((image, bands) -> {
                for (int band = 0; band < bands.size(); band++) {
                    var expected = golden.get("whole").get(image).get(Integer.toString(band));
                    assertThat(bands.get(band).size())
                            .isBetween(
                                    expected.get("size").asLong() - 4,
                                    expected.get("size").asLong() + 4);
                    double mean = expected.get("mean").asDouble();
                    assertThat(bands.get(band).mean()).isCloseTo(mean, within(5e-5 * mean));
                }
            });
        }
    }

    private static List<MaskedSource> masked(MosaicInputs inputs, Path set) throws IOException {
        var regions = new VectorRegions(
                new VectorMask(true, set.resolve("vectors/landsat_stats_mask.gpkg"), Optional.of("image")));
        return inputs.images().stream()
                .map(image -> new MaskedSource(image, regions.of(image, image.name()), false))
                .toList();
    }

    private static void assertIsTheSmallerSumOfSquares(
            GlobalMatching.Solution solution, JsonNode golden, GlobalParameters parameters) {
        var names = List.copyOf(solution.adjustments().keySet());
        var model =
                parameters.modelImages().orElse(new Selection(false, List.of())).of(names);
        int bands = solution.adjustments().get(names.getFirst()).size();
        for (int band = 0; band < bands; band++) {
            int b = band;
            var ours = names.stream()
                    .map(name -> solution.adjustments().get(name).get(b))
                    .toList();
            var theirs = names.stream()
                    .map(name -> golden.get("params").get(name))
                    .map(of -> new Adjustment(
                            of.get("scale").get(b).asDouble(),
                            of.get("offset").get(b).asDouble()))
                    .toList();
            double fm = parameters.meanFactor();
            double fs = parameters.stdFactor();
            double own = AdjustmentSystem.squares(names, model, solution.statistics(), fm, fs, band, ours);
            double other = AdjustmentSystem.squares(names, model, solution.statistics(), fm, fs, band, theirs);
            assertThat(own).as("sum of squares of band %d", band).isLessThanOrEqualTo(other * (1 + 1e-12));
        }
    }

    private static void compare(List<BandStatistics> actual, JsonNode golden, String where, List<String> differences) {
        for (int band = 0; band < actual.size(); band++) {
            var expected = golden.get(Integer.toString(band));
            var found = actual.get(band);
            if (found.size() != expected.get("size").asLong()
                    || differs(found.mean(), expected.get("mean").asDouble())
                    || differs(found.std(), expected.get("std").asDouble())) {
                differences.add(where + " band " + band + ": " + found + ", expected " + expected);
            }
        }
    }

    private static boolean differs(double a, double b) {
        return !(Math.abs(a - b) <= STATISTICS * Math.max(1, Math.abs(b)));
    }

    @ParameterizedTest
    @CsvSource({
        "mosaic_synth, default, 'spectralmatch,-1'",
        "mosaic_synth, variants/exact_stats, 'spectralmatch,-1'",
        "mosaic_landsat, default, spectralmatch",
        "mosaic_landsat, variants/model_include_A, spectralmatch",
        "mosaic_worldview, default, 'spectralmatch,-1'",
    })
    void imagesFollowFromTheAdjustmentsExactly(String name, String variant, String mode) throws IOException {
        var set = MosaicSets.open(name);
        var compatibility = Compatibility.of(mode);
        var golden = new ObjectMapper()
                .readTree(Files.readString(set.resolve(variant).resolve("solution_full_precision.json")));
        try (var inputs = inputs(set.resolve("input"), compatibility)) {
            for (var image : inputs.images()) {
                var bands = new ArrayList<Adjustment>();
                for (int band = 0; band < image.bands(); band++) {
                    var of = golden.get("params").get(image.name());
                    bands.add(new Adjustment(
                            of.get("scale").get(band).asDouble(),
                            of.get("offset").get(band).asDouble()));
                }
                var matched = new GlobalSource(
                        image,
                        bands,
                        inputs.outputType(),
                        NoData.unprotected(inputs.noData()),
                        MatchingKernels.fastest().gainOffset());
                var file = set.resolve(variant).resolve("global").resolve(matched.name() + ".tif");
                try (var expected = MosaicInputs.open(List.of(file), OptionalDouble.empty(), null, compatibility);
                        var arena = Arena.ofConfined()) {
                    var difference = Pixels.compare(matched, expected.images().getFirst(), arena);
                    assertThat(difference.differing()).as("%s", file).isZero();
                }
            }
        }
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits(@TempDir Path folder) throws IOException {
        var set = MosaicSets.open("mosaic_synth");
        var results = new ArrayList<String>();
        for (int threads : new int[] {1, 3}) {
            try (var inputs = inputs(set.resolve("input"), Compatibility.NONE);
                    var workers = new Workers(threads)) {
                var file = folder.resolve("deep/adjustments" + threads + ".json");
                new GlobalMatching(
                                GlobalParameters.DEFAULTS.withFiles(Optional.of(file), Optional.empty()),
                                Compatibility.NONE,
                                MatchingKernels.fastest().moments())
                        .solve(inputs.images(), workers, Progress.NONE);
                results.add(Files.readString(file));
            }
        }
        assertThat(results.get(0)).isEqualTo(results.get(1)).contains("\"overlap_stats\"");
        assertThat(FileSource.name(Path.of("a.b.tif"))).isEqualTo("a.b");
    }

    @Test
    void ourStatisticsAreTheExactOnesOfTheReference() throws IOException {
        var set = MosaicSets.open("mosaic_synth");
        var golden = new ObjectMapper()
                .readTree(Files.readString(set.resolve("variants/exact_stats/solution_full_precision.json")));
        try (var inputs = inputs(set.resolve("input"), Compatibility.NONE);
                var workers = new Workers(2)) {
            var solution = new GlobalMatching(
                            GlobalParameters.DEFAULTS,
                            Compatibility.NONE,
                            MatchingKernels.fastest().moments())
                    .solve(inputs.images(), workers, Progress.NONE);

            var differences = new ArrayList<String>();
            solution.statistics()
                    .whole()
                    .forEach(
                            (image, bands) -> compare(bands, golden.get("whole").get(image), image, differences));
            assertThat(differences).isEmpty();
        }
    }
}
