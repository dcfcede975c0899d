package dev.stampede.mosaic.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.io.raster.RasterFile;
import dev.stampede.mosaic.MosaicSets;
import dev.stampede.mosaic.source.MatchingKernels;
import dev.stampede.raster.DType;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From the images to the mosaic, against every mosaic the reference program made of them: within 1 on 99.9 % of the
/// pixels farther than 2 pixels from a seam. Polygons differ in the last digits of their corners, and paths through
/// the Voronoi diagram that are equally long may be taken the other way, hence the distance.
class MosaicAcceptanceTest {
    private static final int DISTANCE = 2;
    private static final double SHARE = 0.999;
    private static final double MOST = 1;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "mosaic_synth; default; spectralmatch,-1;",
                "mosaic_synth; variants/exact_stats; spectralmatch,-1; global_regression_estimate_stats=false",
                "mosaic_synth; variants/align_nearest_lowest; spectralmatch,-1; align_rasters_resampling_method=nearest"
                        + " align_rasters_resolution=lowest",
                "mosaic_synth; variants/float32_out; spectralmatch,-1; shared_output_dtype=float32",
                "mosaic_landsat; default; spectralmatch;",
                "mosaic_landsat; variants/seam_spacing90; spectralmatch; voronoi_center_seamline_min_point_spacing=90"
                        + " voronoi_center_seamline_min_cut_length=15",
                "mosaic_landsat; variants/seam_aoi; spectralmatch; voronoi_center_seamline_min_point_spacing=90"
                        + " voronoi_center_seamline_aoi_path=SET/vectors/landsat_aoi.gpkg",
                "mosaic_landsat; variants/clip_vector_include; spectralmatch; seamline_method=none"
                        + " mask_rasters_vector_mask=include,SET/vectors/landsat_clip.gpkg",
                "mosaic_landsat; variants/float32; spectralmatch; shared_output_dtype=float32",
                "mosaic_landsat; variants/nodata_custom; spectralmatch; shared_custom_nodata_value=65535",
                "mosaic_worldview; default; spectralmatch,-1;",
                // The corner of one image differs from the reference's in the last digit, and of two equally long
                // ways through the diagram the other one is taken: compared with the reference's seamlines.
                "mosaic_worldview; variants/res_lowest; spectralmatch,-1; align_rasters_resolution=lowest"
                        + " merge_rasters_resolution=lowest seamline_method=none"
                        + " mask_rasters_vector_mask=include,SET/variants/res_lowest/seamline/ImageMasks.gpkg,image"
            })
    void theMosaicIsThatOfTheReferenceAwayFromSeams(String name, String variant, String compat, String options)
            throws IOException {
        var set = MosaicSets.open(name);
        var golden = set.resolve(variant);
        var ours = folder.resolve("mosaic.tif");
        var seams = folder.resolve("seams.gpkg");
        Map<String, Object> values = new TreeMap<>();
        values.put("shared_input_images", set.resolve("input").toString());
        values.put("shared_output_image_path", ours.toString());
        values.put("voronoi_center_seamline_output_mask", seams.toString());
        values.put("compat", compat);
        if (options != null) {
            for (var option : options.split(" ")) {
                var parts = option.split("=");
                values.put(parts[0], parts[1].replace("SET", set.toString()));
            }
        }

        try (var workers = new Workers(2)) {
            new MosaicPipeline(PipelineParameters.of(values), MatchingKernels.fastest(), workers, Progress.NONE).run();
        }

        boolean cut = !values.containsKey("seamline_method");
        var theirSeams = java.nio.file.Files.exists(golden.resolve("seamline/ImageMasks.gpkg"))
                ? golden.resolve("seamline/ImageMasks.gpkg")
                : set.resolve("default/seamline/ImageMasks.gpkg");
        compare(
                ours,
                golden.resolve("merged.tif"),
                cut ? new Path[] {seams, theirSeams} : new Path[0],
                name + " " + variant);
    }

    private static void compare(Path ours, Path golden, Path[] seams, String what) throws IOException {
        try (var a = RasterFile.open(ours.toString());
                var b = RasterFile.open(golden.toString());
                var arena = Arena.ofConfined()) {
            var info = b.info();
            assertThat(a.info().width()).isEqualTo(info.width());
            assertThat(a.info().height()).isEqualTo(info.height());
            assertThat(a.info().dtype()).isEqualTo(info.dtype());
            assertThat(a.info().noData()).isEqualTo(info.noData());
            var near = new boolean[info.width() * info.height()];
            for (var file : seams) {
                SeamDistanceMask.add(file, info, DISTANCE, near);
            }
            int[] bands = IntStream.rangeClosed(1, info.bands()).toArray();
            var x = arena.allocate(8L * near.length * bands.length, 8);
            var y = arena.allocate(8L * near.length * bands.length, 8);
            a.read(info.window(), bands, DType.FLOAT64, x);
            b.read(info.window(), bands, DType.FLOAT64, y);
            long compared = 0;
            long within = 0;
            long equal = 0;
            for (int p = 0; p < near.length; p++) {
                if (near[p]) {
                    continue;
                }
                compared++;
                boolean same = true;
                boolean close = true;
                for (int band = 0; band < bands.length; band++) {
                    long at = (long) band * near.length + p;
                    double d = Math.abs(
                            x.getAtIndex(ValueLayout.JAVA_DOUBLE, at) - y.getAtIndex(ValueLayout.JAVA_DOUBLE, at));
                    same &= d == 0;
                    close &= d <= MOST;
                }
                within += close ? 1 : 0;
                equal += same ? 1 : 0;
            }
            double share = (double) within / compared;
            var line = "%s: %d pixels farther than %d from a seam, %.5f %% within 1, %.5f %% equal"
                    .formatted(what, compared, DISTANCE, 100 * share, 100.0 * equal / compared);
            System.getLogger("mosaic").log(System.Logger.Level.DEBUG, line);
            assertThat(compared).as("most of the mosaic is away from seams").isGreaterThan(near.length * 8L / 10);
            assertThat(share).as(line).isGreaterThanOrEqualTo(SHARE);
        }
    }
}
