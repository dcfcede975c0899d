package dev.stampede.mosaic.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.mosaic.Compatibility;
import dev.stampede.mosaic.PathRules;
import dev.stampede.mosaic.local.BlockCount;
import dev.stampede.mosaic.local.CorrectionMethod;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.DType;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PipelineParametersTest {
    @TempDir
    Path folder;

    @BeforeEach
    void twoFiles() throws IOException {
        Files.writeString(folder.resolve("b.tif"), "");
        Files.writeString(folder.resolve("a.tif"), "");
        Files.writeString(folder.resolve("c.txt"), "");
    }

    private PipelineParameters read(Object... more) throws IOException {
        Map<String, Object> values = new TreeMap<>();
        values.put("shared_input_images", folder.toString());
        values.put("shared_output_image_path", folder.resolve("out.tif").toString());
        for (int i = 0; i < more.length; i += 2) {
            values.put((String) more[i], more[i + 1]);
        }
        return PipelineParameters.of(values);
    }

    @Test
    void aListOfFilesMayBeATextWithCommas() throws IOException {
        var p = read("shared_input_images", folder.resolve("b.tif") + "," + folder.resolve("a.tif"));

        assertThat(p.inputs()).containsExactly(folder.resolve("b.tif"), folder.resolve("a.tif"));
    }

    @Test
    void defaultsAreTheIntendedOnes() throws IOException {
        var p = read();

        assertThat(p.inputs()).containsExactly(folder.resolve("a.tif"), folder.resolve("b.tif"));
        assertThat(p.files().staged()).isFalse();
        assertThat(p.files().deleteTempDir()).isTrue();
        assertThat(p.shared().windowSize()).isEqualTo(1024);
        assertThat(p.shared().compatibility()).isEqualTo(Compatibility.NONE);
        assertThat(p.global().orElseThrow().estimateStats()).isEmpty();
        assertThat(p.local().orElseThrow().blocks()).isEqualTo(new BlockCount.PerImage(100));
        assertThat(p.local().orElseThrow().method()).isEqualTo(CorrectionMethod.OFFSET);
        assertThat(p.align().orElseThrow().targetPixels()).isTrue();
        assertThat(p.seamline().orElseThrow().minPointSpacing()).isEqualTo(10);
        assertThat(p.clip().orElseThrow().mask()).isEmpty();
        assertThat(p.merge().orElseThrow().overviews()).isTrue();
    }

    @Test
    void textAndTypedValuesMeanTheSame() throws IOException {
        var text = read(
                "local-block-adjustment-number-of-blocks", "4,5",
                "shared-custom-nodata-value", "-9999",
                "shared-output-dtype", "Float32",
                "shared-cache", "2GB",
                "align-rasters-tap", "False",
                "global-regression-specify-model-images", "include,a,b",
                "local-block-adjustment-override-bounds-canvas-coords", "0,1,2,3",
                "clip-method", "none");
        var typed = read(
                "local_block_adjustment_number_of_blocks",
                List.of(4, 5),
                "shared_custom_nodata_value",
                -9999,
                "shared_output_dtype",
                "float32",
                "shared_cache",
                List.of(2, "GB"),
                "align_rasters_tap",
                false,
                "global_regression_specify_model_images",
                List.of("include", List.of("a", "b")),
                "local_block_adjustment_override_bounds_canvas_coords",
                List.of(0, 1.0, 2, 3),
                "clip_method",
                null);

        assertThat(text).isEqualTo(typed);
        assertThat(text.shared().outputType()).contains(DType.FLOAT32);
        assertThat(text.shared().cacheBytes()).isEqualTo(2L << 30);
        assertThat(text.local().orElseThrow().canvas()).contains(new Bounds(0, 1, 2, 3));
        assertThat(text.clip()).isEmpty();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(
                        "shared_input_images",
                        3,
                        "input_images must be a string (path or glob pattern) or a list of strings."),
                Arguments.of(
                        "shared_input_images", List.of("a", 3), "All elements in input_images list must be strings."),
                Arguments.of("shared_output_image_path", 5, "shared_output_image_path must be a string."),
                Arguments.of("shared_temp_dir", 5, "shared_temp_dir must be a string or None."),
                Arguments.of("delete_temp_dir", "maybe", "delete_temp_dir must be a boolean."),
                Arguments.of("shared_debug_logs", 1, "debug_logs must be a boolean."),
                Arguments.of("shared_window_size", -1, "window_size must be > 0."),
                Arguments.of("shared_window_size", "big", "window_size must be an int or None."),
                Arguments.of("shared_custom_nodata_value", "x", "custom_nodata_value must be a number or None."),
                Arguments.of("shared_calculation_dtype", 1, "calculation_dtype must be a string."),
                Arguments.of("shared_output_dtype", 1, "output_dtype must be a string or None."),
                Arguments.of("shared_cache", 0, "cache int value must be > 0 (in MB)."),
                Arguments.of("shared_cache", List.of(0, "GB"), "cache size must be > 0."),
                Arguments.of("shared_cache", List.of(1, "TB"), "cache unit must be one of {\"KB\",\"MB\",\"GB\"}."),
                Arguments.of(
                        "shared_cache",
                        "lots",
                        "cache must be an int (MB) or (size:int, unit:str) like (2, 'GB'), or None."),
                Arguments.of("shared_image_threads", 0, "image_threads must be a positive integer, got 0."),
                Arguments.of("shared_io_threads", "many", "io_threads must be \"cpu\", an int, or None."),
                Arguments.of("global_regression_estimate_stats", "x", "estimate_stats must be a boolean."),
                Arguments.of(
                        "global_regression_vector_mask", "include", "vector_mask must be a tuple of 2 or 3 elements."),
                Arguments.of(
                        "global_regression_vector_mask",
                        "inside,f.gpkg",
                        "The first element of vector_mask must be 'include' or 'exclude'."),
                Arguments.of(
                        "global_regression_vector_mask",
                        List.of("include", 3),
                        "The second element must be a string (vector file path)."),
                Arguments.of(
                        "global_regression_vector_mask",
                        List.of("include", "f", 3),
                        "The third element, if provided, must be a string (field name)."),
                Arguments.of(
                        "global_regression_specify_model_images",
                        "a,b",
                        "specify_model_images must be a tuple of ('include'|'exclude', list of strings)."),
                Arguments.of("global_regression_custom_mean_factor", "x", "custom_mean_factor must be a number."),
                Arguments.of("global_regression_save_adjustments", 1, "save_adjustments must be a string or None."),
                Arguments.of("local_block_adjustment_number_of_blocks", "few", "number_of_blocks must be an int"),
                Arguments.of("local_block_adjustment_alpha", "x", "alpha must be a float or int."),
                Arguments.of(
                        "local_block_adjustment_correction_method", "x", "correction_method must be either 'gamma'"),
                Arguments.of(
                        "local_block_adjustment_save_block_maps",
                        "one",
                        "save_block_maps must be a tuple of two strings or None."),
                Arguments.of(
                        "local_block_adjustment_load_block_maps",
                        List.of(1),
                        "load_block_maps must be a tuple (str|None, list[str]|None) or None."),
                Arguments.of(
                        "local_block_adjustment_override_bounds_canvas_coords",
                        "1,2,3",
                        "override_bounds_canvas_coords must be a tuple of four floats or ints, or None."),
                Arguments.of(
                        "align_rasters_resampling_method",
                        "x",
                        "resampling_method must be one of 'nearest', 'bilinear', or 'cubic'."),
                Arguments.of("align_rasters_tap", "x", "tap must be a boolean."),
                Arguments.of(
                        "merge_rasters_resolution",
                        "x",
                        "resolution must be one of 'highest', 'average', or 'lowest'."),
                Arguments.of("voronoi_center_seamline_min_point_spacing", 0, "min_point_spacing must be > 0."),
                Arguments.of("voronoi_center_seamline_min_cut_length", "x", "min_cut_length must be a number."),
                Arguments.of(
                        "voronoi_center_seamline_vector_mask",
                        "x",
                        "vector_mask must be a tuple of (vector_path, field_name) or None."),
                Arguments.of("voronoi_center_seamline_aoi_path", 1, "aoi_path must be a string or None."),
                Arguments.of("mask_rasters_include_touched_pixels", "x", "include_touched_pixels must be a boolean."),
                Arguments.of("align_method", "warp", "align_method must be one of ['None', 'align_rasters']."),
                Arguments.of(
                        "seamline_method",
                        "none",
                        "mask_rasters requires a vector mask. Set mask_rasters_vector_mask or enable the seamline stage."),
                Arguments.of("shared_windw_size", 3, "unknown parameter 'shared_windw_size'"),
                Arguments.of("compat", "3", "compatibility row 3 cannot be chosen"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsNamedAndNothingIsMade(String name, Object value, String message) throws IOException {
        assertThatThrownBy(() -> read(name, value))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(message);
        try (var files = Files.list(folder)) {
            assertThat(files.count()).isEqualTo(3);
        }
    }

    @Test
    void aCloudOptimizedFileNeedsTiles() {
        assertThatThrownBy(() -> read("shared_save_as_cog", true, "shared_window_size", "none"))
                .hasMessage("When save_as_cog=True, window_size must be set.");
        assertThatThrownBy(() -> read("shared_save_as_cog", true, "shared_window_size", 100))
                .hasMessage("When save_as_cog=True, window_size must be a multiple of 16.");
    }

    @Test
    void threadsAreCheckedBesideACache() {
        assertThatThrownBy(() -> read("shared_cache", 100, "shared_tile_threads", -2))
                .hasMessage("tile_threads must be a positive integer, got -2.");
    }

    @Test
    void pathsFollowFolderPatternAndTemplate() throws IOException {
        assertThat(PathRules.search(folder + "/b*", null)).containsExactly(folder.resolve("b.tif"));
        assertThat(PathRules.create("out", "$_Global.tif", List.of("x", "y")))
                .containsExactly(Path.of("out/x_Global.tif"), Path.of("out/y_Global.tif"));
        assertThat(PathRules.create("out/$/$.tif", null, List.of("x"))).containsExactly(Path.of("out/x/x.tif"));
        assertThatThrownBy(() -> PathRules.search(folder + "/*.xyz", null))
                .hasMessageContaining("No results found for paths");
        assertThatThrownBy(() -> PathRules.search(folder.toString(), null))
                .hasMessage("Pattern is a directory, but no default_file_pattern was provided.");
        assertThatThrownBy(() -> PathRules.create("one.tif", null, Arrays.asList("x", "y")))
                .hasMessageContaining("same path");
    }
}
