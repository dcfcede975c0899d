package dev.stampede.mosaic.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stampede.kernels.matching.NoData;
import dev.stampede.mosaic.Compatibility;
import dev.stampede.mosaic.MosaicInputs;
import dev.stampede.mosaic.MosaicSets;
import dev.stampede.mosaic.PixelSource;
import dev.stampede.mosaic.VectorMask;
import dev.stampede.mosaic.global.Adjustment;
import dev.stampede.mosaic.global.GlobalSource;
import dev.stampede.mosaic.global.Pixels;
import dev.stampede.mosaic.source.MaskedSource;
import dev.stampede.mosaic.source.MatchingKernels;
import dev.stampede.mosaic.source.VectorRegions;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.DType;
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
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Block maps and locally matched images against kept results of the reference program, which leave the
/// globally matched images as input.
class LocalGoldenTest {
    private static final double MAPS = 1e-3;
    private static final double ONE_IN_TEN_THOUSAND = 1e-4;

    private static LocalParameters parameters(String set, String variant) {
        var defaults = LocalParameters.DEFAULTS;
        boolean landsat = set.equals("mosaic_landsat");
        return switch (variant) {
            case "variants/gamma" -> defaults.withMethod(CorrectionMethod.GAMMA, landsat ? 0.98 : 1);
            case "variants/linear" -> defaults.withMethod(CorrectionMethod.LINEAR, 1);
            case "variants/linear_blocks_4x5" ->
                defaults.withMethod(CorrectionMethod.LINEAR, 1).withBlocks(new BlockCount.RowsCols(4, 5));
            case "variants/linear_blocks_6x9" ->
                defaults.withMethod(CorrectionMethod.LINEAR, 1).withBlocks(new BlockCount.RowsCols(6, 9));
            case "variants/cov_blocks" -> defaults.withBlocks(new BlockCount.FromVariation());
            case "variants/blocks_25" -> defaults.withBlocks(new BlockCount.PerImage(25));
            case "variants/override_bounds" ->
                defaults.withCanvas(new Bounds(203000, 2209000, 215500, 2217200))
                        .withBlocks(new BlockCount.RowsCols(8, 12));
            case "variants/local_mask_include" -> defaults.withVectorMask(clipMask(MosaicSets.open(set)));
            case "variants/float64calc" -> defaults.withCalculation(DType.FLOAT64);
            default -> defaults;
        };
    }

    private static VectorMask clipMask(Path set) {
        return new VectorMask(true, set.resolve("vectors/landsat_clip.gpkg"), Optional.empty());
    }

    private static Function<PixelSource, MaskedSource.Region> regions(Path set, String variant) throws IOException {
        if (!variant.endsWith("local_mask_include")) {
            return null;
        }
        var regions = new VectorRegions(clipMask(set));
        return image -> regions.of(image, image.name());
    }

    private static MosaicInputs images(Path folder, Compatibility compatibility) throws IOException {
        return MosaicInputs.open(MosaicSets.images(folder), OptionalDouble.empty(), null, compatibility);
    }

    @ParameterizedTest
    @CsvSource({
        "mosaic_synth, default, 'spectralmatch,-1', default",
        "mosaic_synth, variants/exact_stats, 'spectralmatch,-1', variants/exact_stats",
        "mosaic_synth, variants/linear_blocks_4x5, 'spectralmatch,-1', default",
        "mosaic_landsat, default, spectralmatch, default",
        "mosaic_landsat, variants/linear_blocks_6x9, spectralmatch, default",
        "mosaic_landsat, variants/cov_blocks, spectralmatch, default",
        "mosaic_landsat, variants/blocks_25, spectralmatch, default",
        "mosaic_landsat, variants/override_bounds, spectralmatch, default",
        "mosaic_landsat, variants/float64calc, spectralmatch, default",
        "mosaic_landsat, variants/local_mask_include, spectralmatch, default",
        "mosaic_worldview, default, 'spectralmatch,-1', default",
    })
    void mapsAreThoseOfTheReference(String name, String variant, String mode, String stage) throws IOException {
        var set = MosaicSets.open(name);
        var compatibility = Compatibility.of(mode);
        var maps = set.resolve(variant).resolve("blockmaps");
        try (var inputs = images(set.resolve(stage).resolve("global"), compatibility);
                var workers = new Workers(2)) {
            var matching = new LocalMatching(parameters(name, variant), compatibility, MatchingKernels.fastest());

            var solution = matching.solve(
                    variant.endsWith("float64calc") ? unrounded(set, compatibility) : inputs.images(),
                    regions(set, variant),
                    workers,
                    Progress.NONE);

            assertClose(solution.reference(), BlockMapFile.read(maps.resolve("ReferenceBlockMap.tif")), "reference");
            for (var map : solution.local().entrySet()) {
                var file = maps.resolve(map.getKey() + "LocalBlockMap.tif");
                file = Files.exists(file) ? file : maps.resolve(map.getKey() + "_LocalBlockMap.tif");
                file = Files.exists(file) ? file : maps.resolve(map.getKey() + "LocalBlockMap.tif");
                assertClose(map.getValue(), BlockMapFile.read(file), map.getKey());
            }
        }
    }

    /// The variant whose globally matched images are floating-point numbers and were not kept.
    private static List<GlobalSource> unrounded(Path set, Compatibility compatibility) throws IOException {
        var golden = new ObjectMapper().readTree(Files.readString(set.resolve("default/solution_full_precision.json")));
        var images = new ArrayList<GlobalSource>();
        for (var image : images(set.resolve("input"), compatibility).images()) {
            var bands = new ArrayList<Adjustment>();
            var of = golden.get("params").get(image.name());
            for (int band = 0; band < image.bands(); band++) {
                bands.add(new Adjustment(
                        of.get("scale").get(band).asDouble(),
                        of.get("offset").get(band).asDouble()));
            }
            images.add(new GlobalSource(
                    image,
                    bands,
                    DType.FLOAT32,
                    NoData.unprotected(0),
                    MatchingKernels.fastest().gainOffset()));
        }
        return images;
    }

    private static void assertClose(BlockMap actual, BlockMap expected, String what) {
        assertThat(actual.grid().rows())
                .as("rows of %s", what)
                .isEqualTo(expected.grid().rows());
        assertThat(actual.grid().cols())
                .as("columns of %s", what)
                .isEqualTo(expected.grid().cols());
        assertThat(actual.grid().canvas().minX())
                .isCloseTo(expected.grid().canvas().minX(), within(1e-6));
        for (int band = 0; band < actual.bands(); band++) {
            for (int block = 0; block < actual.grid().blocks(); block++) {
                double e = expected.values().get(band)[block];
                double a = actual.values().get(band)[block];
                if (Double.isNaN(e)) {
                    assertThat(a).as("%s, band %d, block %d", what, band, block).isNaN();
                } else {
                    assertThat(a).as("%s, band %d, block %d", what, band, block).isCloseTo(e, within(MAPS));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mosaic_synth, default, 'spectralmatch,-1', default, default",
        "mosaic_synth, variants/exact_stats, 'spectralmatch,-1', variants/exact_stats, variants/exact_stats",
        "mosaic_synth, variants/gamma, 'spectralmatch,-1', default, default",
        "mosaic_synth, variants/linear_blocks_4x5, 'spectralmatch,-1', default, variants/linear_blocks_4x5",
        "mosaic_landsat, default, spectralmatch, default, default",
        "mosaic_landsat, variants/gamma, spectralmatch, default, default",
        "mosaic_landsat, variants/linear_blocks_6x9, spectralmatch, default, variants/linear_blocks_6x9",
        "mosaic_landsat, variants/override_bounds, spectralmatch, default, variants/override_bounds",
        "mosaic_worldview, default, 'spectralmatch,-1', default, default",
        "mosaic_worldview, variants/gamma, 'spectralmatch,-1', default, default",
        "mosaic_worldview, variants/linear, 'spectralmatch,-1', default, default",
    })
    void imagesFollowFromTheMaps(String name, String variant, String mode, String stage, String mapsOf)
            throws IOException {
        var set = MosaicSets.open(name);
        var compatibility = Compatibility.of(mode);
        var maps = set.resolve(mapsOf).resolve("blockmaps");
        var reference = maps.resolve("ReferenceBlockMap.tif");
        var local = MosaicSets.images(maps).stream()
                .filter(file -> !file.equals(reference))
                .toList();
        try (var inputs = images(set.resolve(stage).resolve("global"), compatibility);
                var workers = new Workers(2);
                var arena = Arena.ofConfined()) {
            var kernels = MatchingKernels.fastest();
            var loading = parameters(name, variant)
                    .withMaps(
                            Optional.empty(), Optional.of(new LocalParameters.LoadMaps(Optional.of(reference), local)));
            var matching = new LocalMatching(
                    new LocalParameters(
                            loading.vectorMask(),
                            loading.blocks(),
                            loading.alpha(),
                            loading.method(),
                            loading.saveMaps(),
                            loading.loadMaps(),
                            Optional.empty(),
                            loading.calculation()),
                    compatibility,
                    kernels);
            var solution = matching.solve(inputs.images(), null, workers, Progress.NONE);
            var report = new ArrayList<String>();
            for (var image : inputs.images()) {
                var corrected =
                        matching.correct(image, solution, inputs.outputType(), NoData.unprotected(inputs.noData()));
                var file = set.resolve(variant).resolve("local").resolve(corrected.name() + ".tif");
                try (var expected = MosaicInputs.open(List.of(file), OptionalDouble.empty(), null, compatibility)) {
                    var difference = Pixels.compare(corrected, expected.images().getFirst(), arena);
                    report.add(image.name() + " " + difference);
                    assertThat((double) difference.differing() / difference.pixels())
                            .as("%s", report)
                            .isLessThanOrEqualTo(ONE_IN_TEN_THOUSAND);
                    assertThat(difference.largest()).isLessThanOrEqualTo(1);
                }
            }
        }
    }

    @Test
    void theReferenceMapFollowsFromLocalMapsExactly() throws IOException {
        var maps = MosaicSets.open("mosaic_synth").resolve("default/blockmaps");
        var set = MosaicSets.open("mosaic_synth");
        var reference = maps.resolve("ReferenceBlockMap.tif");
        try (var inputs = images(set.resolve("default/global"), Compatibility.NONE);
                var workers = new Workers(2)) {
            var local = MosaicSets.images(maps).stream()
                    .filter(file -> !file.equals(reference))
                    .toList();
            var parameters = LocalParameters.DEFAULTS.withMaps(
                    Optional.empty(), Optional.of(new LocalParameters.LoadMaps(Optional.empty(), local)));

            var solution = new LocalMatching(parameters, Compatibility.NONE, MatchingKernels.fastest())
                    .solve(inputs.images(), null, workers, Progress.NONE);

            var expected = BlockMapFile.read(reference);
            for (int band = 0; band < expected.bands(); band++) {
                assertThat(solution.reference().values().get(band))
                        .isEqualTo(expected.values().get(band));
            }
        }
    }

    @Test
    void aSquareOfBlocksPerImage() {
        assertThat(BlockGrid.ofTotal(new Bounds(0, 0, 30, 20), 75))
                .extracting(BlockGrid::rows, BlockGrid::cols)
                .containsExactly(7, 10);
        assertThat(BlockGrid.ofTotal(new Bounds(0, 0, 1, 1), 1))
                .extracting(BlockGrid::rows, BlockGrid::cols)
                .containsExactly(1, 1);
    }
}
