package dev.stampede.mosaic.pipeline;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Every parameter of a mosaic, by the name users write: `shared_window_size` in a file and in Java,
/// `--shared-window-size` on the command line.
public enum MosaicOption {
    SHARED_INPUT_IMAGES(
            "PATHS",
            "required",
            "images: a folder, a pattern with * and ? (in quotes), or a list of files (with commas)"),
    SHARED_OUTPUT_IMAGE_PATH("FILE", "required", "the mosaic"),
    SHARED_TEMP_DIR("DIR", "none", "folder for intermediates; a new one if none is named"),
    DELETE_TEMP_DIR("BOOL", "true", "remove at the end what this run made in the temporary folder"),
    RESUME("BOOL", "true", "go on where the same run was broken off; keep what a next run needs for that"),
    REPORT("DIR", "none", "folder for report.json and pictures: before and after, seamlines, gains, differences"),
    KEEP_INTERMEDIATES("BOOL", "false", "write the images of every stage; else stages run without files between"),
    SHARED_DEBUG_LOGS("BOOL", "false", "more messages"),
    SHARED_CACHE("SIZE", "auto", "block cache of the raster library: a number of MB, or such as 2GB"),
    SHARED_CUSTOM_NODATA_VALUE("NUMBER", "none", "no-data value of results; the images' own becomes it"),
    SHARED_WINDOW_SIZE("PIXELS", "1024", "columns and rows of a tile of the outputs"),
    SHARED_IMAGE_THREADS("N", "auto", "threads: auto, cpu or a number"),
    SHARED_IO_THREADS("N", "auto", "as above, checked and reported; one pool serves all work"),
    SHARED_TILE_THREADS("N", "auto", "as above, checked and reported; one pool serves all work"),
    SHARED_CALCULATION_DTYPE("TYPE", "float32", "type of block maps and of numbers in saved adjustments"),
    SHARED_OUTPUT_DTYPE("TYPE", "none", "pixel type of results; none: that of the first image"),
    SHARED_SAVE_AS_COG("BOOL", "false", "mosaic and matched images as cloud-optimized GeoTIFFs"),
    MATCHING_GLOBAL_METHOD("NAME", "global_regression", "global_regression or none"),
    MATCHING_LOCAL_METHOD("NAME", "local_block_adjustment", "local_block_adjustment or none"),
    ALIGN_METHOD("NAME", "align_rasters", "align_rasters or none"),
    SEAMLINE_METHOD("NAME", "voronoi_center_seamline", "voronoi_center_seamline or none"),
    CLIP_METHOD("NAME", "mask_rasters", "mask_rasters or none"),
    MERGE_METHOD("NAME", "merge_rasters", "merge_rasters or none"),
    GLOBAL_REGRESSION_OUTPUT_IMAGES("PATHS", "none", "globally matched images: folder or template with $"),
    GLOBAL_REGRESSION_VECTOR_MASK("MASK", "none", "polygons of the statistics: include|exclude,FILE[,FIELD]"),
    GLOBAL_REGRESSION_ESTIMATE_STATS("BOOL", "none", "statistics from a sample of blocks; exact by default"),
    GLOBAL_REGRESSION_SPECIFY_MODEL_IMAGES("NAMES", "none", "images the model goes over: include|exclude,NAME,..."),
    GLOBAL_REGRESSION_CUSTOM_MEAN_FACTOR("NUMBER", "1", "weight of the means of overlaps"),
    GLOBAL_REGRESSION_CUSTOM_STD_FACTOR("NUMBER", "1", "weight of the deviations of overlaps"),
    GLOBAL_REGRESSION_SAVE_ADJUSTMENTS("FILE", "none", "keeps statistics and adjustments as JSON"),
    GLOBAL_REGRESSION_LOAD_ADJUSTMENTS("FILE", "none", "takes statistics from such a file"),
    GLOBAL_REGRESSION_BUILD_OVERVIEWS("BOOL", "false", "overviews in globally matched images"),
    LOCAL_BLOCK_ADJUSTMENT_OUTPUT_IMAGES("PATHS", "none", "locally matched images: folder or template with $"),
    LOCAL_BLOCK_ADJUSTMENT_VECTOR_MASK("MASK", "none", "polygons of the block means: include|exclude,FILE[,FIELD]"),
    LOCAL_BLOCK_ADJUSTMENT_NUMBER_OF_BLOCKS("N", "100", "blocks per image, or ROWS,COLS, or coefficient_of_variation"),
    LOCAL_BLOCK_ADJUSTMENT_ALPHA("NUMBER", "1", "factor on corrected values (gamma, offset)"),
    LOCAL_BLOCK_ADJUSTMENT_CORRECTION_METHOD("NAME", "offset", "gamma, linear or offset"),
    LOCAL_BLOCK_ADJUSTMENT_SAVE_BLOCK_MAPS("FILES", "none", "keeps maps: REFERENCE,TEMPLATE with $ for the image"),
    LOCAL_BLOCK_ADJUSTMENT_LOAD_BLOCK_MAPS("FILES", "none", "takes maps: REFERENCE|none,MAP,..."),
    LOCAL_BLOCK_ADJUSTMENT_OVERRIDE_BOUNDS_CANVAS_COORDS("BOUNDS", "none", "canvas: MINX,MINY,MAXX,MAXY"),
    LOCAL_BLOCK_ADJUSTMENT_BUILD_OVERVIEWS("BOOL", "false", "overviews in locally matched images"),
    ALIGN_RASTERS_OUTPUT_IMAGES("PATHS", "none", "aligned images: folder or template with $"),
    ALIGN_RASTERS_RESAMPLING_METHOD("NAME", "bilinear", "nearest, bilinear or cubic"),
    ALIGN_RASTERS_TAP("BOOL", "true", "pixel edges at multiples of the pixel size"),
    ALIGN_RASTERS_RESOLUTION("NAME", "highest", "highest, average or lowest"),
    VORONOI_CENTER_SEAMLINE_OUTPUT_MASK("FILE", "none", "keeps the seamlines"),
    VORONOI_CENTER_SEAMLINE_AOI_PATH("FILE", "none", "polygons the mosaic is cut to"),
    VORONOI_CENTER_SEAMLINE_VECTOR_MASK("MASK", "none", "outlines of the images: FILE,FIELD"),
    VORONOI_CENTER_SEAMLINE_IMAGE_FIELD_NAME("NAME", "image", "field that holds the image's name"),
    VORONOI_CENTER_SEAMLINE_MIN_POINT_SPACING("NUMBER", "10", "distance of seeds, map units"),
    VORONOI_CENTER_SEAMLINE_MIN_CUT_LENGTH("NUMBER", "0", "shorter edges are not used, map units"),
    VORONOI_CENTER_SEAMLINE_DEBUG_VECTORS_PATH("FILE", "none", "keeps the steps in between"),
    MASK_RASTERS_OUTPUT_IMAGES("PATHS", "none", "clipped images: folder or template with $"),
    MASK_RASTERS_VECTOR_MASK("MASK", "none", "polygons to clip by in place of seamlines: include|exclude,FILE[,FIELD]"),
    MASK_RASTERS_INCLUDE_TOUCHED_PIXELS("BOOL", "false", "keep every pixel a polygon touches"),
    MERGE_RASTERS_RESOLUTION("NAME", "highest", "highest, average or lowest"),
    MERGE_RASTERS_BUILD_OVERVIEWS("BOOL", "true", "overviews in the mosaic"),
    MERGE_RASTERS_COMPRESSION("NAME", "predicted", "predicted (ZSTD over differences: fast, small) or plain"),
    COMPAT("ROWS", "none", "faults of the reference to reproduce: spectralmatch, or numbers such as 2,7,-1");

    private final String label;
    private final String standard;
    private final String description;

    MosaicOption(String label, String standard, String description) {
        this.label = label;
        this.standard = standard;
        this.description = description;
    }

    /// Name in files and in Java.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Name on the command line, without dashes in front.
    public String flag() {
        return key().replace('_', '-');
    }

    /// The name without the stage in front, as messages write it.
    String shortName() {
        for (var stage : new String[] {
            "shared_",
            "global_regression_",
            "local_block_adjustment_",
            "align_rasters_",
            "voronoi_center_seamline_",
            "mask_rasters_",
            "merge_rasters_"
        }) {
            if (key().startsWith(stage)) {
                return key().substring(stage.length());
            }
        }
        return key();
    }

    /// What kind of value it takes.
    public String label() {
        return label;
    }

    /// The default as text.
    public String standard() {
        return standard;
    }

    public String description() {
        return description;
    }

    /// The parameter of a name, with dashes or underscores.
    public static Optional<MosaicOption> named(String name) {
        var key = name.replace('-', '_');
        return Arrays.stream(values())
                .filter(option -> option.key().equals(key))
                .findFirst();
    }
}
