package dev.stampede.mosaic.pipeline;

import static dev.stampede.mosaic.pipeline.MosaicOption.*;

import dev.stampede.kernels.resample.Interpolation;
import dev.stampede.mosaic.Compatibility;
import dev.stampede.mosaic.PathRules;
import dev.stampede.mosaic.Resolution;
import dev.stampede.mosaic.Selection;
import dev.stampede.mosaic.align.AlignParameters;
import dev.stampede.mosaic.global.GlobalParameters;
import dev.stampede.mosaic.local.LocalParameters;
import dev.stampede.mosaic.merge.Compression;
import dev.stampede.mosaic.merge.MergeParameters;
import dev.stampede.mosaic.pipeline.PipelineParameters.Outputs;
import dev.stampede.mosaic.seam.SeamlineParameters;
import dev.stampede.raster.DType;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Turns values into parameters, in the order users know: inputs, shared settings, then the stages that run.
/// All checks are made, and before anything is created.
final class ParameterReader {
    private static final Map<String, Compression> COMPRESSIONS =
            Map.of("predicted", Compression.PREDICTED, "plain", Compression.PLAIN);
    private static final Map<String, Resolution> RESOLUTIONS =
            Map.of("highest", Resolution.HIGHEST, "average", Resolution.AVERAGE, "lowest", Resolution.LOWEST);
    private static final Map<String, Interpolation> METHODS =
            Map.of("nearest", Interpolation.NEAREST, "bilinear", Interpolation.BILINEAR, "cubic", Interpolation.CUBIC);
    private static final int COG_UNIT = 16;

    private final Values values;
    private DType calculation;
    private PipelineParameters.Shared shared;

    private ParameterReader(Values values) {
        this.values = values;
    }

    static PipelineParameters read(Values values) throws IOException {
        return new ParameterReader(values).read();
    }

    private PipelineParameters read() throws IOException {
        var inputs = inputs();
        var given = values.text(SHARED_OUTPUT_IMAGE_PATH, "shared_output_image_path must be a string.");
        if (given.isEmpty() && values.stage(MERGE_METHOD)) {
            throw new UsageException("shared_output_image_path must be a string.");
        }
        var output = Path.of(given.orElse(""));
        var tempDir = values.text(SHARED_TEMP_DIR, "shared_temp_dir must be a string or None.")
                .map(Path::of);
        boolean delete = values.bool(DELETE_TEMP_DIR).orElse(true);
        boolean globalRuns = values.stage(MATCHING_GLOBAL_METHOD);
        boolean localRuns = values.stage(MATCHING_LOCAL_METHOD);
        boolean alignRuns = values.stage(ALIGN_METHOD);
        boolean seamlineRuns = values.stage(SEAMLINE_METHOD);
        boolean clipRuns = values.stage(CLIP_METHOD);
        boolean mergeRuns = values.stage(MERGE_METHOD);
        var compatibility =
                Compatibility.of(values.text(COMPAT, "compat must be a string.").orElse("none"));
        shared(compatibility, inputs.size());
        var global = globalRuns ? Optional.of(global()) : Optional.<GlobalParameters>empty();
        var local = localRuns ? Optional.of(LocalReader.read(values, calculation)) : Optional.<LocalParameters>empty();
        var align = alignRuns ? Optional.of(align()) : Optional.<AlignParameters>empty();
        var seamline = seamlineRuns ? Optional.of(seamline()) : Optional.<SeamlineParameters>empty();
        var clip = clipRuns ? Optional.of(clip(seamlineRuns)) : Optional.<PipelineParameters.Clip>empty();
        var merge = mergeRuns ? Optional.of(merge()) : Optional.<MergeParameters>empty();
        var files = new PipelineParameters.Files(
                tempDir,
                delete,
                values.bool(RESUME).orElse(true),
                values.path(REPORT),
                values.bool(KEEP_INTERMEDIATES).orElse(false) || merge.isEmpty(),
                outputs(GLOBAL_REGRESSION_OUTPUT_IMAGES),
                outputs(LOCAL_BLOCK_ADJUSTMENT_OUTPUT_IMAGES),
                outputs(ALIGN_RASTERS_OUTPUT_IMAGES),
                values.text(VORONOI_CENTER_SEAMLINE_OUTPUT_MASK, "output_mask must be a string.")
                        .map(Path::of),
                outputs(MASK_RASTERS_OUTPUT_IMAGES));
        return new PipelineParameters(inputs, output, files, shared, global, local, align, seamline, clip, merge);
    }

    private List<Path> inputs() throws IOException {
        String message = "input_images must be a string (path or glob pattern) or a list of strings.";
        var texts = values.texts(SHARED_INPUT_IMAGES, message, "All elements in input_images list must be strings.")
                .orElseThrow(() -> new UsageException(message));
        if (texts.size() == 1) {
            var only = texts.getFirst();
            var file = Path.of(only);
            if (java.nio.file.Files.isRegularFile(file)) {
                return List.of(file);
            }
            boolean many = only.contains(",") && !java.nio.file.Files.exists(file);
            return many ? Arrays.stream(only.split(",")).map(Path::of).toList() : PathRules.search(only, "*.tif");
        }
        return texts.stream().map(Path::of).toList();
    }

    private Optional<Outputs> outputs(MosaicOption option) {
        return values.texts(
                        option,
                        "output_images must be a string (path or template) or a list of strings.",
                        "All elements in output_images list must be strings.")
                .map(texts -> texts.size() == 1
                        ? new Outputs(texts.getFirst(), List.of())
                        : new Outputs(null, texts.stream().map(Path::of).toList()));
    }

    private void shared(Compatibility compatibility, int images) {
        int window = values.whole(SHARED_WINDOW_SIZE, "window_size must be an int or None.")
                .orElse(values.has(SHARED_WINDOW_SIZE) ? 0 : Integer.parseInt(SHARED_WINDOW_SIZE.standard()));
        boolean unset = values.has(SHARED_WINDOW_SIZE)
                && window == 0
                && values.whole(SHARED_WINDOW_SIZE, "").isEmpty();
        boolean cog = values.bool(SHARED_SAVE_AS_COG).orElse(false);
        if (cog && unset) {
            throw new UsageException("When save_as_cog=True, window_size must be set.");
        }
        if (cog && window % COG_UNIT != 0) {
            throw new UsageException("When save_as_cog=True, window_size must be a multiple of 16.");
        }
        boolean debug = values.bool(SHARED_DEBUG_LOGS).orElse(false);
        if (window <= 0 && !unset) {
            throw new UsageException("window_size must be > 0.");
        }
        if (window % COG_UNIT != 0) {
            throw new UsageException("window_size must be a multiple of 16, the unit of tiles in GeoTIFF.");
        }
        var noData = values.number(SHARED_CUSTOM_NODATA_VALUE, "custom_nodata_value must be a number or None.");
        calculation = values.type(SHARED_CALCULATION_DTYPE, DType.FLOAT32);
        if (!calculation.isFloating()) {
            throw new UsageException("calculation_dtype must be float32 or float64.");
        }
        var type = values.type(SHARED_OUTPUT_DTYPE, null);
        var threads = new ThreadSettings(values, images);
        shared = new PipelineParameters.Shared(
                noData,
                unset ? Integer.parseInt(SHARED_WINDOW_SIZE.standard()) : window,
                Optional.ofNullable(type),
                CacheSetting.bytes(values.list(SHARED_CACHE)),
                cog,
                threads.total(),
                threads.resolved(),
                values.bool(GLOBAL_REGRESSION_BUILD_OVERVIEWS).orElse(false),
                values.bool(LOCAL_BLOCK_ADJUSTMENT_BUILD_OVERVIEWS).orElse(false),
                debug,
                compatibility);
    }

    private GlobalParameters global() {
        var mask = values.mask(GLOBAL_REGRESSION_VECTOR_MASK);
        String message = "specify_model_images must be a tuple of ('include'|'exclude', list of strings).";
        var estimate = values.bool(GLOBAL_REGRESSION_ESTIMATE_STATS);
        var model = values.list(GLOBAL_REGRESSION_SPECIFY_MODEL_IMAGES).map(parts -> selection(parts, message));
        return new GlobalParameters(
                mask,
                estimate,
                model,
                factor(GLOBAL_REGRESSION_CUSTOM_MEAN_FACTOR),
                factor(GLOBAL_REGRESSION_CUSTOM_STD_FACTOR),
                values.path(GLOBAL_REGRESSION_SAVE_ADJUSTMENTS),
                values.path(GLOBAL_REGRESSION_LOAD_ADJUSTMENTS),
                calculation);
    }

    private static Selection selection(List<Object> parts, String message) {
        if (parts.isEmpty()
                || !parts.getFirst().equals("include") && !parts.getFirst().equals("exclude")) {
            throw new UsageException(message);
        }
        var rest = parts.subList(1, parts.size());
        List<?> names = rest.size() == 1 && rest.getFirst() instanceof List<?> list ? list : rest;
        if (names.isEmpty() || !names.stream().allMatch(String.class::isInstance)) {
            throw new UsageException(message);
        }
        return new Selection(
                parts.getFirst().equals("include"),
                names.stream().map(String.class::cast).toList());
    }

    private double factor(MosaicOption option) {
        return values.number(option, option.shortName() + " must be a number.").orElse(1);
    }

    private AlignParameters align() {
        return new AlignParameters(
                values.choice(
                        ALIGN_RASTERS_RESAMPLING_METHOD,
                        METHODS,
                        Interpolation.BILINEAR,
                        "resampling_method must be one of 'nearest', 'bilinear', or 'cubic'."),
                values.bool(ALIGN_RASTERS_TAP).orElse(true),
                resolution(ALIGN_RASTERS_RESOLUTION));
    }

    private Resolution resolution(MosaicOption option) {
        return values.choice(
                option,
                RESOLUTIONS,
                Resolution.HIGHEST,
                "resolution must be one of 'highest', 'average', or 'lowest'.");
    }

    private SeamlineParameters seamline() {
        var outlines = values.list(VORONOI_CENTER_SEAMLINE_VECTOR_MASK).map(parts -> {
            if (parts.size() != 2 || !parts.stream().allMatch(String.class::isInstance)) {
                throw new UsageException("vector_mask must be a tuple of (vector_path, field_name) or None.");
            }
            return new SeamlineParameters.FootprintFile(
                    Path.of(parts.getFirst().toString()), parts.getLast().toString());
        });
        return new SeamlineParameters(
                values.path(VORONOI_CENTER_SEAMLINE_AOI_PATH),
                outlines,
                values.text(VORONOI_CENTER_SEAMLINE_IMAGE_FIELD_NAME, "image_field_name must be a string.")
                        .orElse("image"),
                values.number(VORONOI_CENTER_SEAMLINE_MIN_POINT_SPACING, "min_point_spacing must be a number.")
                        .orElse(SeamlineParameters.DEFAULT.minPointSpacing()),
                values.number(VORONOI_CENTER_SEAMLINE_MIN_CUT_LENGTH, "min_cut_length must be a number.")
                        .orElse(SeamlineParameters.DEFAULT.minCutLength()),
                values.path(VORONOI_CENTER_SEAMLINE_DEBUG_VECTORS_PATH));
    }

    private PipelineParameters.Clip clip(boolean seamlines) {
        var mask = values.mask(MASK_RASTERS_VECTOR_MASK);
        if (mask.isEmpty() && !seamlines) {
            throw new UsageException("mask_rasters requires a vector mask. Set mask_rasters_vector_mask or enable the"
                    + " seamline stage.");
        }
        return new PipelineParameters.Clip(
                mask, values.bool(MASK_RASTERS_INCLUDE_TOUCHED_PIXELS).orElse(false));
    }

    private MergeParameters merge() {
        return new MergeParameters(
                resolution(MERGE_RASTERS_RESOLUTION),
                java.util.OptionalDouble.empty(),
                shared.outputType(),
                values.bool(MERGE_RASTERS_BUILD_OVERVIEWS).orElse(true),
                shared.cloudOptimized(),
                shared.windowSize(),
                values.choice(
                        MERGE_RASTERS_COMPRESSION,
                        COMPRESSIONS,
                        Compression.PREDICTED,
                        "compression must be 'predicted' or 'plain'."));
    }
}
