package dev.stampede.mosaic.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stampede.mosaic.FileSource;
import dev.stampede.mosaic.MosaicSets;
import dev.stampede.mosaic.SmallImages;
import dev.stampede.mosaic.global.OverlapDifferences;
import dev.stampede.mosaic.pipeline.MosaicPipeline;
import dev.stampede.mosaic.pipeline.MosaicResult;
import dev.stampede.mosaic.pipeline.PipelineParameters;
import dev.stampede.mosaic.source.MatchingKernels;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.UsageException;
import dev.stampede.runtime.Workers;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MosaicReportTest {
    @TempDir
    Path folder;

    private final List<String> notes = new ArrayList<>();

    private MosaicResult run(Path input, Object... more) throws IOException {
        Map<String, Object> values = new TreeMap<>();
        values.put("shared_input_images", input.toString());
        values.put("shared_output_image_path", folder.resolve("mosaic.tif").toString());
        values.put("report", folder.resolve("report").toString());
        for (int i = 0; i < more.length; i += 2) {
            values.put((String) more[i], more[i + 1]);
        }
        try (var workers = new Workers(2)) {
            return new MosaicPipeline(PipelineParameters.of(values), MatchingKernels.fastest(), workers, Progress.NONE)
                    .notes(notes::add)
                    .run();
        }
    }

    private JsonNode document() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("report/report.json").toFile());
    }

    private List<String> written() throws IOException {
        try (var files = Files.list(folder.resolve("report"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static BufferedImage picture(Path file) throws IOException {
        var image = ImageIO.read(file.toFile());
        assertThat(image).as("%s", file).isNotNull();
        return image;
    }

    @Test
    void everythingIsThere() throws IOException {
        var input = MosaicSets.open("mosaic_synth").resolve("input");

        var result = run(input);

        assertThat(written())
                .containsExactly(
                        "adjustments.png",
                        "before-after.png",
                        "overlap-differences.png",
                        "report.json",
                        "seamlines.png");
        var document = document();
        assertThat(document.get("run").get("output").asText())
                .isEqualTo(folder.resolve("mosaic.tif").toString());
        assertThat(document.get("pictures")).hasSize(4);
        double share = 0;
        for (var image : document.get("images")) {
            share += image.get("mosaic_share").asDouble();
            var adjustments = result.solution()
                    .orElseThrow()
                    .adjustments()
                    .get(image.get("name").asText());
            for (int band = 0; band < 4; band++) {
                var row = image.get("bands").get(band);
                assertThat(row.get("gain").asDouble())
                        .isEqualTo(adjustments.get(band).scale());
                assertThat(row.get("offset").asDouble())
                        .isEqualTo(adjustments.get(band).offset());
                assertThat(row.get("mean_after").asDouble())
                        .isCloseTo(
                                adjustments.get(band).scale()
                                                * row.get("mean_before").asDouble()
                                        + adjustments.get(band).offset(),
                                within(1e-9));
            }
        }
        assertThat(share).isCloseTo(1, within(1e-12));
    }

    @Test
    void differencesAreThoseOfTheImagesBeforeAndAfter() throws IOException {
        var input = MosaicSets.open("mosaic_synth").resolve("input");

        run(
                input,
                "local_block_adjustment_output_images",
                folder.resolve("local").toString());

        var rows = document().get("overlap_differences");
        try (var workers = new Workers(2)) {
            var before = FileSource.openAll(MosaicSets.images(input));
            var after = FileSource.openAll(MosaicSets.images(folder.resolve("local")));
            try {
                var first = OverlapDifferences.of(before, workers);
                var last = OverlapDifferences.of(after, workers);
                assertThat(rows).hasSize(first.size()).hasSize(24);
                for (int i = 0; i < first.size(); i++) {
                    assertThat(rows.get(i).get("before").get("rmse").asDouble())
                            .isEqualTo(first.get(i).rmse());
                    assertThat(rows.get(i).get("after_local").get("rmse").asDouble())
                            .isEqualTo(last.get(i).rmse());
                    assertThat(rows.get(i).get("after_local").get("mean").asDouble())
                            .isEqualTo(last.get(i).mean());
                }
            } finally {
                FileSource.closeAll(before);
                FileSource.closeAll(after);
            }
        }
        for (var band : document().get("overlap_differences_of_all_pairs")) {
            assertThat(band.get("after_local_rmse").asDouble())
                    .isLessThan(band.get("after_global_rmse").asDouble())
                    .isLessThan(0.2 * band.get("before_rmse").asDouble());
        }
    }

    @Test
    void theMosaicAfterHasNoStepsWhereThePictureBeforeHas() throws IOException {
        run(MosaicSets.open("mosaic_synth").resolve("input"));

        var image = picture(folder.resolve("report/before-after.png"));

        // Pictures are 756 x 760 pixels; a seam of the images as they came is at 42.6 % of the width.
        int top = 110;
        int width = 756;
        assertThat(image.getWidth()).isBetween(2 * width, 2 * width + 250);
        int left = frame(image, 60, top + 300);
        int second = frame(image, left + width + 5, top + 300);
        double before = step(image, left + (int) (0.4266 * width), top + 100, top + 280);
        double after = step(image, second + (int) (0.4266 * width), top + 100, top + 280);
        assertThat(before).isGreaterThan(3 * after).isGreaterThan(20);
    }

    /// The first column from `from` on that is the left side of a picture's frame.
    private static int frame(BufferedImage image, int from, int y) {
        for (int x = from; x < image.getWidth(); x++) {
            boolean line = true;
            for (int row = y; row < y + 100; row++) {
                line &= (image.getRGB(x, row) & 0xffffff) == 0x222222;
            }
            if (line) {
                return x;
            }
        }
        throw new AssertionError("no frame");
    }

    /// Mean change of a colour from 8 pixels left to 8 pixels right of a column.
    private static double step(BufferedImage image, int x, int fromY, int toY) {
        double sum = 0;
        for (int y = fromY; y < toY; y++) {
            for (int shift = 0; shift <= 16; shift += 8) {
                sum += Math.abs((image.getRGB(x - 8, y) >> shift & 0xff) - (image.getRGB(x + 8, y) >> shift & 0xff));
            }
        }
        return sum / (toY - fromY) / 3;
    }

    @Test
    void whatARunDidNotMakeIsLeftOut() throws IOException {
        run(
                MosaicSets.open("mosaic_synth").resolve("input"),
                "matching_global_method",
                "none",
                "matching_local_method",
                "none",
                "seamline_method",
                "none",
                "clip_method",
                "none");

        assertThat(written()).containsExactly("before-after.png", "overlap-differences.png", "report.json");
        assertThat(document().get("overlap_differences").get(0).has("after_local"))
                .isFalse();
    }

    @Test
    void oneImageHasNoDifferences() throws IOException {
        var input = Files.createDirectories(folder.resolve("in"));
        Files.copy(MosaicSets.open("mosaic_synth").resolve("input/scene_00.tif"), input.resolve("scene_00.tif"));

        run(input);

        assertThat(written()).containsExactly("adjustments.png", "before-after.png", "report.json", "seamlines.png");
        assertThat(document().get("overlap_differences")).isEmpty();
    }

    @Test
    void stagesThatMakeDifferencesLargerAreNamed() throws IOException {
        var images = new SmallImages(Files.createDirectories(folder.resolve("clouds")));
        images.write("clear", SmallImages.at(0, 0));
        // Shadow of 2 with a cloud in it: the exponent that lifts the shadow lifts the cloud to the end of the range.
        images.write(
                "cloudy",
                SmallImages.at(100, 0),
                SmallImages.UTM,
                2,
                0,
                (col, row) -> (col - 10) * (col - 10) + (row - 10) * (row - 10) < 9
                        ? 6000
                        : col < 20 && row < 20 ? 2 : 1000 + 7 * col + 3 * row);

        run(
                images.folder(),
                "matching_global_method",
                "none",
                "local_block_adjustment_number_of_blocks",
                List.of(4, 4));

        var warnings = document().get("warnings");
        assertThat(warnings).hasSize(1);
        var warning = warnings.get(0);
        assertThat(warning.get("stage").asText()).isEqualTo("local_matching");
        assertThat(warning.get("overlaps").asInt()).isEqualTo(2);
        assertThat(warning.get("worse")).hasSize(2);
        assertThat(warning.get("bands_worse_over_all_pairs")).hasSize(2);
        for (var pair : warning.get("worse")) {
            var numbers =
                    document().get("overlap_differences").get(pair.get("band").asInt() - 1);
            assertThat(pair.get("first").asText()).isEqualTo("clear");
            assertThat(pair.get("second").asText()).isEqualTo("cloudy");
            assertThat(pair.get("rmse_before")).isEqualTo(numbers.get("before").get("rmse"));
            assertThat(pair.get("rmse_after"))
                    .isEqualTo(numbers.get("after_local").get("rmse"));
            assertThat(pair.get("rmse_after").asDouble())
                    .isGreaterThan(1.25 * pair.get("rmse_before").asDouble());
        }
        assertThat(notes).containsExactly(warning.get("message").asText());
        assertThat(notes.getFirst())
                .startsWith(
                        "warning: after local matching 2 of 2 overlaps (pair and band) are further apart than before")
                .contains("clear - cloudy band 1 ")
                .contains("; over all pairs together bands 1, 2 are.")
                .contains("--matching-local-method none");
    }

    @Test
    void aGoodMatchHasNoWarning() throws IOException {
        run(MosaicSets.open("mosaic_synth").resolve("input"));

        assertThat(document().get("warnings")).isEmpty();
        assertThat(notes).isEmpty();
    }

    @Test
    void whatRoundingAddsIsNoWarning() {
        var before = List.of(new OverlapDifferences.Difference("a", "b", 1, 100, 0, 0.1));
        var after = List.of(new OverlapDifferences.Difference("a", "b", 1, 100, 0, 0.4));
        var table = new DifferenceTable(List.of("before", "after_global"), List.of(before, after));

        assertThat(StageWarning.of(table, true)).isEmpty();
        assertThat(StageWarning.of(table, false)).hasSize(1);
    }

    @Test
    void aBandCanBeWorseWithoutAPairThatIsMuchWorse() {
        var before = List.of(new OverlapDifferences.Difference("a", "b", 1, 100, 0, 100));
        var after = List.of(new OverlapDifferences.Difference("a", "b", 1, 100, 0, 110));
        var table = new DifferenceTable(List.of("before", "after_global"), List.of(before, after));

        var warnings = StageWarning.of(table, true);

        assertThat(warnings).hasSize(1);
        assertThat(warnings.getFirst().worse()).isEmpty();
        assertThat(warnings.getFirst().text())
                .startsWith("warning: after global matching overlapping images are further apart than before; over all"
                        + " pairs together band 1 is. ")
                .endsWith("(--matching-global-method none)");
    }

    @Test
    void aFileInPlaceOfTheFolderIsRefused() throws IOException {
        Files.writeString(folder.resolve("report"), "a file");

        assertThatThrownBy(() -> run(MosaicSets.open("mosaic_synth").resolve("input")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("name another one with --report");
        assertThat(folder.resolve("mosaic.tif")).doesNotExist();
    }
}
