package dev.stampede.mosaic.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.resample.GridResample;
import dev.stampede.mosaic.FileSource;
import dev.stampede.mosaic.MosaicSets;
import dev.stampede.mosaic.global.Pixels;
import dev.stampede.mosaic.source.MatchingKernels;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.UsageException;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MosaicPipelineTest {
    @TempDir
    Path folder;

    private static MosaicResult run(Map<String, Object> values, int threads) throws IOException {
        return run(values, threads, MatchingKernels.fastest());
    }

    private static MosaicResult run(Map<String, Object> values, int threads, MatchingKernels kernels)
            throws IOException {
        try (var workers = new Workers(threads)) {
            return new MosaicPipeline(PipelineParameters.of(values), kernels, workers, Progress.NONE).run();
        }
    }

    private Map<String, Object> values(Path input, String output, Object... more) {
        Map<String, Object> values = new TreeMap<>();
        values.put("shared_input_images", input.toString());
        values.put("shared_output_image_path", folder.resolve(output).toString());
        for (int i = 0; i < more.length; i += 2) {
            values.put((String) more[i], more[i + 1]);
        }
        return values;
    }

    private static Pixels.Difference compare(Path actual, Path expected) throws IOException {
        try (var a = FileSource.open(actual);
                var b = FileSource.open(expected);
                var arena = Arena.ofConfined()) {
            return Pixels.compare(a, b, arena);
        }
    }

    private List<String> left() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> !file.equals(folder))
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void imagesOnOneGridNeedNoKernelOfResampling() throws IOException {
        var input = MosaicSets.open("mosaic_synth").resolve("input");
        var kernels = MatchingKernels.fastest();
        Supplier<GridResample> none = () -> {
            throw new AssertionError("asked for");
        };
        run(
                values(input, "without.tif"),
                2,
                new MatchingKernels(
                        kernels.moments(),
                        kernels.gainOffset(),
                        kernels.blocks(),
                        Backend.REFERENCE,
                        none,
                        kernels.widening()));
        run(values(input, "with.tif"), 2);

        var difference = compare(folder.resolve("without.tif"), folder.resolve("with.tif"));

        assertThat(difference.largest()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "spectralmatch,-1", "7,13"})
    void withAndWithoutFilesBetweenTheMosaicIsTheSameToTheBit(String compat) throws IOException {
        var input = MosaicSets.open("mosaic_synth").resolve("input");
        run(values(input, "fused.tif", "compat", compat, "shared_window_size", 64), 3);
        run(
                values(
                        input,
                        "staged.tif",
                        "compat",
                        compat,
                        "keep_intermediates",
                        true,
                        "shared_temp_dir",
                        folder.resolve("work").toString(),
                        "delete_temp_dir",
                        false),
                1);

        assertThat(compare(folder.resolve("fused.tif"), folder.resolve("staged.tif"))
                        .differing())
                .isZero();
        assertThat(left())
                .contains(
                        "work/global/scene_00_Global.tif",
                        "work/local/scene_00_Global_Local.tif",
                        "work/aligned/scene_00_Global_Local_Align.tif",
                        "work/seamline/ImageMasks.gpkg",
                        "work/clip/scene_00_Global_Local_Align_Mask.tif");
    }

    @ParameterizedTest
    @CsvSource({"mosaic_synth", "mosaic_landsat"})
    void theReferencesOwnModeGivesItsMosaicAwayFromSeams(String name) throws IOException {
        var set = MosaicSets.open(name);
        run(values(set.resolve("input"), "mosaic.tif", "compat", "spectralmatch,-1"), 2);

        var difference = compare(folder.resolve("mosaic.tif"), set.resolve("default/merged.tif"));

        // Seamlines may differ by a few pixels where paths through the Voronoi diagram are equally long.
        assertThat((double) difference.differing() / difference.pixels()).isLessThan(0.002);
    }

    @Test
    void nothingIsLeftButTheMosaicUnlessAskedFor() throws IOException {
        var input = MosaicSets.open("mosaic_synth").resolve("input");

        var result = run(values(input, "only.tif"), 2);

        assertThat(left()).containsExactly("only.tif");
        assertThat(result.document())
                .containsEntry("output", folder.resolve("only.tif").toString())
                .containsEntry("num_input_images", 4)
                .containsKeys("temp_dir", "start_time", "end_time", "duration_seconds", "resolved_shared_cache");
    }

    @Test
    void aFolderOfTheUserKeepsEverythingElse() throws IOException {
        var input = MosaicSets.open("mosaic_synth").resolve("input");
        var own = Files.createDirectories(folder.resolve("mine/global"));
        Files.writeString(own.resolve("notes.txt"), "keep");

        run(
                values(
                        input,
                        "m.tif",
                        "keep_intermediates",
                        true,
                        "shared_temp_dir",
                        folder.resolve("mine").toString()),
                2);

        assertThat(left()).containsExactly("m.tif", "mine", "mine/global", "mine/global/notes.txt");
    }

    @Test
    void oneImageIsItsOwnMosaic() throws IOException {
        var scene = MosaicSets.open("mosaic_synth").resolve("input/scene_00.tif");
        var single = Files.createDirectories(folder.resolve("in")).resolve("scene_00.tif");
        Files.copy(scene, single);

        run(values(folder.resolve("in"), "whole.tif", "seamline_method", "none", "clip_method", "none"), 2);
        run(values(folder.resolve("in"), "cropped.tif"), 2);

        assertThat(compare(folder.resolve("whole.tif"), single).largest()).isLessThanOrEqualTo(1);
        assertThat(folder.resolve("cropped.tif")).exists();
    }

    @Test
    void theOutputIsNeverOneOfTheInputs() throws IOException {
        var scene = MosaicSets.open("mosaic_synth").resolve("input/scene_00.tif");
        Files.createDirectories(folder.resolve("in"));
        Files.copy(scene, folder.resolve("in/a.tif"));

        assertThatThrownBy(() -> run(values(folder.resolve("in"), "in/a.tif"), 1))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("overwrite");
    }

    @Test
    void theSameNameInTwoFoldersIsRefused() throws IOException {
        var scene = MosaicSets.open("mosaic_synth").resolve("input/scene_00.tif");
        Files.createDirectories(folder.resolve("b"));
        Files.copy(scene, folder.resolve("b/scene_00.tif"));
        var values = values(scene, "m.tif");
        values.put(
                "shared_input_images",
                List.of(scene.toString(), folder.resolve("b/scene_00.tif").toString()));

        assertThatThrownBy(() -> run(values, 1)).hasMessageContaining("same base name 'scene_00'");
        assertThat(left()).doesNotContain("m.tif");
    }

    @Test
    void everyParameterIsListedByItsName() {
        assertThat(java.util.Arrays.stream(MosaicOption.values())
                        .map(MosaicOption::key)
                        .collect(Collectors.toSet()))
                .contains(
                        "shared_input_images", "voronoi_center_seamline_min_point_spacing", "mask_rasters_vector_mask")
                .hasSize(MosaicOption.values().length);
    }
}
