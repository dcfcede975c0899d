package dev.stampede.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.bindings.gdal.GdalDataset;
import dev.stampede.io.raster.RasterFile;
import dev.stampede.io.vector.VectorFiles;
import dev.stampede.mosaic.MosaicSets;
import dev.stampede.mosaic.PixelComparison;
import dev.stampede.raster.DType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every mosaic command with its options, by flags and from files.
class MosaicStagesCommandTest {
    @TempDir
    Path folder;

    private Path set;
    private String input;

    @BeforeEach
    void set() {
        set = MosaicSets.open("mosaic_synth");
        input = set.resolve("input").toString();
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private static CommandLineRun mosaic(String command, String... arguments) {
        var all = new ArrayList<>(List.of("mosaic", command));
        all.addAll(List.of(arguments));
        return CommandLineRun.of(all.toArray(String[]::new));
    }

    private static CommandLineRun done(CommandLineRun run) {
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    private static void refused(CommandLineRun run, String message) {
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }

    private static PixelComparison compare(Path a, Path b) throws IOException {
        return PixelComparison.of(a, b);
    }

    private CommandLineRun whole(String output, String... more) {
        var arguments =
                new ArrayList<>(List.of("--shared-input-images", input, "--shared-output-image-path", at(output)));
        arguments.addAll(List.of(more));
        return mosaic("run", arguments.toArray(String[]::new));
    }

    @Test
    void aFileAndFlagsMeanTheSameAndFlagsWin() throws Exception {
        Files.writeString(folder.resolve("m.yaml"), """
                shared_input_images: %s
                shared_output_image_path: %s
                shared_window_size: 64
                local_block_adjustment_number_of_blocks: [4, 5]
                local_block_adjustment_correction_method: linear
                align_rasters_resampling_method: cubic
                merge_rasters_build_overviews: false
                report: %s
                """.formatted(input, at("file.tif"), at("report")));

        var file = done(mosaic("run", "--parameters", at("m.yaml")));
        done(mosaic("run", "--parameters", at("m.yaml"), "--shared-output-image-path", at("over.tif")));
        done(whole(
                "flags.tif",
                "--shared-window-size",
                "64",
                "--local-block-adjustment-number-of-blocks",
                "4,5",
                "--local-block-adjustment-correction-method",
                "linear",
                "--align-rasters-resampling-method",
                "cubic",
                "--merge-rasters-build-overviews",
                "false"));

        assertThat(file.json().get("output").asText()).isEqualTo(at("file.tif"));
        assertThat(folder.resolve("report/report.json")).exists();
        for (var other : List.of("over.tif", "flags.tif")) {
            assertThat(compare(folder.resolve("file.tif"), folder.resolve(other))
                            .differing())
                    .isZero();
        }
        try (var dataset = GdalDataset.openRaster(at("flags.tif"))) {
            assertThat(dataset.band(1).overviewCount()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--matching-global-method",
        "--matching-local-method",
        "--align-method",
        "--seamline-method --clip-method",
        "--clip-method",
        "--matching-global-method --matching-local-method --align-method --seamline-method --clip-method"
    })
    void stagesCanBeLeftOut(String methods) throws Exception {
        var arguments = new ArrayList<String>();
        for (var method : methods.split(" ")) {
            arguments.addAll(List.of(method, "none"));
        }

        var run = done(whole("m.tif", arguments.toArray(String[]::new)));

        assertThat(run.json().has("adjustments")).isEqualTo(!methods.contains("global"));
        try (var mosaic = RasterFile.open(at("m.tif"))) {
            assertThat(mosaic.info().width()).isEqualTo(methods.contains("clip") ? 299 : 293);
        }
    }

    @Test
    void withoutMergingTheImagesOfTheLastStageAreTheResult() throws Exception {
        var run = done(mosaic(
                "run",
                "--shared-input-images",
                input,
                "--merge-method",
                "none",
                "--seamline-method",
                "none",
                "--clip-method",
                "none",
                "--align-rasters-output-images",
                at("aligned")));

        assertThat(run.json().get("output")).hasSize(4);
        assertThat(run.json().get("output").get(0).asText()).endsWith("aligned/scene_00_Global_Local_Align.tif");
    }

    @Test
    void aSeamlineMethodThatIsNoneNeedsAnotherMaskToClip() {
        refused(whole("m.tif", "--seamline-method", "none"), "mask_rasters requires a vector mask");
        refused(whole("m.tif", "--clip-method", "scissors"), "clip_method must be one of");
    }

    @Test
    void savedAdjustmentsGiveTheSameImagesAgain() throws Exception {
        done(mosaic(
                "global",
                "--input-images",
                input,
                "--output-images",
                at("first"),
                "--save-adjustments",
                at("gains.json"),
                "--calculation-dtype",
                "float64"));

        var second = done(mosaic(
                "global",
                "--input-images",
                input,
                "--output-images",
                at("second"),
                "--load-adjustments",
                at("gains.json")));

        assertThat(second.json().get("adjustments")).hasSize(4);
        for (int i = 0; i < 4; i++) {
            var name = "scene_0" + i + "_Global.tif";
            assertThat(compare(
                                    folder.resolve("first").resolve(name),
                                    folder.resolve("second").resolve(name))
                            .differing())
                    .isZero();
        }
        Files.writeString(folder.resolve("broken.json"), "{\"scene_00\": {}}");
        refused(
                mosaic(
                        "global",
                        "--input-images",
                        input,
                        "--output-images",
                        at("third"),
                        "--load-adjustments",
                        at("broken.json")),
                "'scene_00' is missing 'adjustments' dictionary.");
        assertThat(folder.resolve("third")).doesNotExist();
    }

    @Test
    void modelImagesAndFactorsOfGlobalMatching() throws Exception {
        var lead = done(mosaic(
                "global",
                "--input-images",
                input,
                "--output-images",
                at("lead"),
                "--specify-model-images",
                "include,scene_00",
                "--custom-mean-factor",
                "2",
                "--custom-std-factor",
                "0.5"));

        var own = lead.json().get("adjustments").get("scene_00").get(0);
        var other = lead.json().get("adjustments").get("scene_01").get(0);
        assertThat(Math.abs(own.get("scale").asDouble() - 1))
                .isLessThan(Math.abs(other.get("scale").asDouble() - 1));
        refused(
                mosaic("global", "--input-images", input, "--output-images", at("x"), "--custom-mean-factor", "much"),
                "custom_mean_factor must be a number.");
        refused(mosaic("global", "--input-images", input), "output_images is missing");
    }

    @Test
    void savedBlockMapsGiveTheSameImagesAgain() throws Exception {
        var matched = set.resolve("default/global").toString();
        done(mosaic(
                "local",
                "--input-images",
                matched,
                "--output-images",
                at("first"),
                "--number-of-blocks",
                "6,7",
                "--save-block-maps",
                at("reference.tif") + "," + at("map_$.tif")));

        var maps = new StringBuilder(at("reference.tif"));
        for (int i = 0; i < 4; i++) {
            maps.append(',').append(at("map_scene_0" + i + "_Global.tif"));
        }
        done(mosaic(
                "local",
                "--input-images",
                matched,
                "--output-images",
                at("second"),
                "--load-block-maps",
                maps.toString()));
        done(mosaic(
                "local",
                "--input-images",
                matched,
                "--output-images",
                at("third"),
                "--load-block-maps",
                "none," + at("map_scene_00_Global.tif") + "," + at("map_scene_01_Global.tif")));

        try (var map = RasterFile.open(at("reference.tif"))) {
            assertThat(map.info().height()).isEqualTo(6);
            assertThat(map.info().width()).isEqualTo(7);
        }
        for (int i = 0; i < 4; i++) {
            var name = "scene_0" + i + "_Global_Local.tif";
            for (var other : List.of("second", "third")) {
                assertThat(compare(
                                        folder.resolve("first").resolve(name),
                                        folder.resolve(other).resolve(name))
                                .differing())
                        .as("%s %s", other, name)
                        .isZero();
            }
        }
        refusedMaps(matched, maps + "," + at("map_scene_00_Global.tif"), "Duplicate keys");
        refusedMaps(matched, at("reference.tif") + "," + at("gone_scene_00_Global.tif"), "does not exist");
        refusedMaps(
                matched,
                at("reference.tif") + "," + set.resolve("default/blockmaps/scene_00_Global_LocalBlockMap.tif"),
                "Inconsistent block map shapes");
        refused(
                mosaic(
                        "local",
                        "--input-images",
                        matched,
                        "--output-images",
                        at("never"),
                        "--load-block-maps",
                        at("reference.tif"),
                        "--override-bounds-canvas-coords",
                        "0,0,10,10"),
                "Override bounds canvas coordinates do not match loaded block maps bounds");
        assertThat(folder.resolve("never")).doesNotExist();
    }

    private void refusedMaps(String matched, String maps, String message) {
        refused(
                mosaic("local", "--input-images", matched, "--output-images", at("never"), "--load-block-maps", maps),
                message);
        assertThat(folder.resolve("never")).doesNotExist();
    }

    /// Blocks that stick out of the images, and some that hold no pixel at all.
    @Test
    void aCanvasLargerThanTheImagesMakesNoBlackBars() throws Exception {
        var matched = set.resolve("default/global").toString();
        for (var method : List.of("offset", "gamma", "linear")) {
            done(mosaic(
                    "local",
                    "--input-images",
                    matched,
                    "--output-images",
                    at(method),
                    "--correction-method",
                    method,
                    "--number-of-blocks",
                    "12,12",
                    "--override-bounds-canvas-coords",
                    "599000,2296000,604000,2301000"));

            for (int i = 0; i < 4; i++) {
                assertThat(validPixels(folder.resolve(method).resolve("scene_0" + i + "_Global_Local.tif")))
                        .as("%s, image %s", method, i)
                        .isEqualTo(validPixels(Path.of(matched, "scene_0" + i + "_Global.tif")));
            }
        }
        refused(
                mosaic(
                        "local",
                        "--input-images",
                        matched,
                        "--output-images",
                        at("x"),
                        "--override-bounds-canvas-coords",
                        "10,0,0,10"),
                "with an area");
    }

    private static long validPixels(Path file) throws IOException {
        try (var raster = RasterFile.open(file.toString());
                var arena = Arena.ofConfined()) {
            var pixels = arena.allocate(8 * raster.info().window().pixels(), 8);
            raster.read(raster.info().window(), new int[] {2}, DType.FLOAT64, pixels);
            long valid = 0;
            for (long p = 0; p < raster.info().window().pixels(); p++) {
                valid += pixels.getAtIndex(ValueLayout.JAVA_DOUBLE, p) == 0 ? 0 : 1;
            }
            return valid;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "variants/align_cubic_notap, --resampling cubic --keep-corners",
        "variants/align_nearest_lowest, --resampling nearest --resolution lowest"
    })
    void alignWithItsOptions(String golden, String options) throws Exception {
        var arguments = new ArrayList<>(
                List.of(set.resolve("default/local").toString(), "--output", at("aligned"), "--window-size", "64"));
        arguments.addAll(List.of(options.split(" ")));

        done(mosaic("align", arguments.toArray(String[]::new)));

        for (int i = 0; i < 4; i++) {
            var name = "scene_0" + i + "_Global_Local_Align.tif";
            assertThat(compare(
                                    folder.resolve("aligned").resolve(name),
                                    set.resolve(golden + "/aligned").resolve(name))
                            .most())
                    .isLessThanOrEqualTo(1);
        }
    }

    @Test
    void seamlinesWithTheirOptions() throws Exception {
        var aligned = set.resolve("default/aligned").toString();

        done(mosaic(
                "seamlines",
                aligned,
                "--output",
                at("seams.geojson"),
                "--image-field",
                "scene",
                "--min-point-spacing",
                "25"));
        done(mosaic(
                "seamlines",
                aligned,
                "--output",
                at("cut.gpkg"),
                "--aoi",
                at("seams.geojson"),
                "--footprints",
                at("seams.geojson"),
                "--footprint-field",
                "scene"));

        var seams = VectorFiles.readFirst(folder.resolve("seams.geojson"));
        assertThat(seams.features()).hasSize(4);
        assertThat(seams.features().getFirst().fields()).containsEntry("scene", "scene_00_Global_Local_Align");
        // Parts may overlap a little where a line of a third image cut one of them; there they are parted again.
        var cut = VectorFiles.readFirst(folder.resolve("cut.gpkg")).features();
        for (int i = 0; i < 4; i++) {
            double before = seams.features().get(i).geometry().getArea();
            assertThat(cut.get(i).geometry().getArea()).isBetween(0.95 * before, before * (1 + 1e-9));
        }
        refused(
                mosaic(
                        "seamlines",
                        aligned,
                        "--output",
                        at("x.gpkg"),
                        "--footprints",
                        at("seams.geojson"),
                        "--footprint-field",
                        "nothing"),
                "Field 'nothing' was not found");
        assertThat(folder.resolve("x.gpkg")).doesNotExist();
    }

    @Test
    void clipWithItsOptions() throws Exception {
        var aligned = set.resolve("default/aligned").toString();
        var seams = set.resolve("default/seamline/ImageMasks.gpkg").toString();
        Files.createDirectories(folder.resolve("outside"));

        done(mosaic("clip", aligned, "--output", at("inside"), "--polygons", seams, "--field", "image", "--touched"));
        done(mosaic(
                "clip",
                aligned,
                "--output",
                at("outside/cut_$.tif"),
                "--polygons",
                seams,
                "--field",
                "image",
                "--exclude",
                "--nodata",
                "65535"));

        var whole = Path.of(aligned, "scene_00_Global_Local_Align.tif");
        var inside = folder.resolve("inside/scene_00_Global_Local_Align_Mask.tif");
        var outside = folder.resolve("outside/cut_scene_00_Global_Local_Align.tif");
        try (var raster = RasterFile.open(outside.toString());
                var all = RasterFile.open(whole.toString())) {
            assertThat(raster.info().noData().getFirst()).hasValue(65535);
            assertThat(raster.info().width()).isEqualTo(all.info().width());
        }
        assertThat(validPixels(inside)).isBetween(1L, validPixels(whole) - 1);
    }

    @Test
    void mergeWithItsOptions() throws Exception {
        var cut = set.resolve("default/clip").toString();
        var aligned = set.resolve("default/aligned").toString();
        var seams = set.resolve("default/seamline/ImageMasks.gpkg").toString();

        done(mosaic("merge", cut, "--output", at("m.tif"), "--dtype", "float32", "--no-overviews", "--nodata", "0"));
        done(mosaic("merge", aligned, "--output", at("soft.tif"), "--feather", "60", "--polygons", seams));

        try (var raster = RasterFile.open(at("m.tif"));
                var dataset = GdalDataset.openRaster(at("m.tif"))) {
            assertThat(raster.info().dtype()).isEqualTo(DType.FLOAT32);
            assertThat(dataset.band(1).overviewCount()).isZero();
        }
        assertThat(folder.resolve("soft.tif")).exists();
        refused(mosaic("merge", aligned, "--output", at("x.tif"), "--feather", "60"), "--feather needs --polygons");
        refused(mosaic("merge", cut, "--output", at("x.tif"), "--dtype", "float16"), "--dtype is float16");
        assertThat(folder.resolve("x.tif")).doesNotExist();
    }
}
