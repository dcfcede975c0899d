package dev.stampede.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.bindings.gdal.GdalDataset;
import dev.stampede.mosaic.MosaicSets;
import dev.stampede.mosaic.PixelComparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MosaicCommandTest {
    @TempDir
    Path folder;

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void theStagesOneAfterTheOtherGiveTheGoldenMosaic() throws Exception {
        var set = MosaicSets.open("mosaic_synth");
        Files.createDirectories(folder.resolve("aligned"));
        Files.createDirectories(folder.resolve("cut"));

        var aligned = CommandLineRun.of(
                "mosaic", "align", set.resolve("default/local").toString(), "--output", at("aligned"));
        var seams = CommandLineRun.of(
                "mosaic",
                "seamlines",
                at("aligned"),
                "--output",
                at("seams.gpkg"),
                "--debug-vectors",
                at("debug.gpkg"));
        var cut = CommandLineRun.of(
                "mosaic",
                "clip",
                at("aligned"),
                "--output",
                at("cut"),
                "--polygons",
                at("seams.gpkg"),
                "--field",
                "image",
                "--compat",
                "spectralmatch");
        var merged = CommandLineRun.of(
                "mosaic", "merge", at("cut/*.tif"), "--output", at("mosaic.tif"), "--window-size", "256");
        var cog = CommandLineRun.of("mosaic", "merge", at("cut"), "--output", at("cog.tif"), "--cog");

        for (var run : new CommandLineRun[] {aligned, seams, cut, merged, cog}) {
            assertThat(run.code()).as(run.err()).isZero();
        }
        assertThat(aligned.json().get("outputs")).hasSize(4);
        assertThat(aligned.json().get("outputs").get(0).asText()).endsWith("scene_00_Global_Local_Align.tif");
        var golden = set.resolve("default/merged.tif");
        // Corners of the seams differ in the last digits, so a pixel on a seam may come from the other image.
        assertThat(PixelComparison.of(folder.resolve("mosaic.tif"), golden).differing())
                .isLessThanOrEqualTo(20);
        assertThat(PixelComparison.of(folder.resolve("cog.tif"), folder.resolve("mosaic.tif"))
                        .differing())
                .isZero();
    }

    @Test
    void mistakesAreNamedAndNothingIsWritten() throws IOException {
        var set = MosaicSets.open("mosaic_synth");
        var seams = set.resolve("default/seamline/ImageMasks.gpkg").toString();
        var aligned = set.resolve("default/aligned").toString();

        var nothing = CommandLineRun.of("mosaic", "merge", at("none"), "--output", at("m.tif"));
        var missing = CommandLineRun.of("mosaic", "merge", at("a.tif"), at("b.tif"), "--output", at("m.tif"));
        var field = CommandLineRun.of(
                "mosaic", "clip", aligned, "--output", at("$.tif"), "--polygons", seams, "--field", "name");
        var spacing =
                CommandLineRun.of("mosaic", "seamlines", aligned, "--output", at("s.gpkg"), "--min-point-spacing", "0");
        var noVectors =
                CommandLineRun.of("mosaic", "clip", aligned, "--output", at("$.tif"), "--polygons", at("no.gpkg"));

        var format = CommandLineRun.of("mosaic", "seamlines", aligned, "--output", at("s.xyz"));
        var noVector = CommandLineRun.of(
                "mosaic",
                "clip",
                aligned,
                "--output",
                at("$.tif"),
                "--polygons",
                set.resolve("default/merged.tif").toString());
        var noRaster = CommandLineRun.of("mosaic", "align", seams, "--output", at("$.tif"));

        for (var run : new CommandLineRun[] {nothing, missing, field, spacing, noVectors, format, noVector, noRaster}) {
            assertThat(run.code()).as(run.err()).isEqualTo(2);
            assertThat(run.stackTraceLines()).isZero();
        }
        assertThat(nothing.err()).contains("No results found for paths");
        assertThat(missing.err()).contains("a.tif does not exist");
        assertThat(field.err()).contains("Field 'name' not found in " + seams);
        assertThat(spacing.err()).contains("min_point_spacing must be > 0.");
        assertThat(format.err()).contains("s.xyz: no vector format is known for this name");
        assertThat(noVector.err()).contains("merged.tif");
        assertThat(noRaster.err()).contains("ImageMasks.gpkg");
        assertThat(noVectors.err()).contains("no.gpkg does not exist");
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void imagesAreNeverOverwritten() throws IOException {
        var set = MosaicSets.open("mosaic_synth");
        var image = Files.copy(set.resolve("input/scene_00.tif"), folder.resolve("scene_00.tif"));
        var other = Files.copy(set.resolve("input/scene_01.tif"), folder.resolve("scene_01.tif"));
        var before = Files.readAllBytes(image);
        var seams = set.resolve("default/seamline/ImageMasks.gpkg").toString();

        var runs = new CommandLineRun[] {
            CommandLineRun.of("mosaic", "align", image.toString(), other.toString(), "--output", at("$.tif")),
            CommandLineRun.of(
                    "mosaic", "clip", image.toString(), other.toString(), "--output", at("$.tif"), "--polygons", seams),
            CommandLineRun.of("mosaic", "merge", image.toString(), other.toString(), "--output", image.toString()),
            CommandLineRun.of("mosaic", "global", "--input-images", folder.toString(), "--output-images", at("$.tif"))
        };

        for (var run : runs) {
            assertThat(run.code()).as(run.err()).isEqualTo(2);
            assertThat(run.err()).contains("scene_00.tif would overwrite one of the images");
        }
        assertThat(image).hasBinaryContent(before);
    }

    @Test
    void matchedImagesCanBeCloudOptimized() throws IOException {
        var set = MosaicSets.open("mosaic_synth");

        var run = CommandLineRun.of(
                "mosaic",
                "global",
                "--input-images",
                set.resolve("input").toString(),
                "--output-images",
                at("matched"),
                "--save-as-cog",
                "--window-size",
                "256");

        assertThat(run.code()).as(run.err()).isZero();
        var image = folder.resolve("matched/scene_00_Global.tif");
        try (var dataset = GdalDataset.openRaster(image.toString())) {
            assertThat(dataset.metadata("IMAGE_STRUCTURE")).containsEntry("LAYOUT", "COG");
        }
        try (var files = Files.list(folder.resolve("matched"))) {
            assertThat(files).hasSize(4);
        }
    }
}
