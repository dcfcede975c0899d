package dev.stampede.mosaic.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.mosaic.FileSource;
import dev.stampede.mosaic.MosaicSets;
import dev.stampede.mosaic.global.OverlapDifferences;
import dev.stampede.mosaic.source.MatchingKernels;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Our defaults match overlapping images at least as well as the reference does.
class OverlapDifferencesTest {
    private static List<OverlapDifferences.Difference> differences(Path folder, Workers workers) throws IOException {
        var images = FileSource.openAll(MosaicSets.images(folder));
        try {
            return OverlapDifferences.of(images, workers);
        } finally {
            FileSource.closeAll(images);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mosaic_synth", "mosaic_landsat", "mosaic_worldview"})
    void overlapsAreNoFurtherApartThanThoseOfTheReference(String name, @TempDir Path folder) throws IOException {
        var set = MosaicSets.open(name);
        try (var workers = new Workers(2)) {
            new MosaicPipeline(
                            PipelineParameters.of(Map.of(
                                    "shared_input_images", set.resolve("input").toString(),
                                    "shared_output_image_path",
                                            folder.resolve("mosaic.tif").toString(),
                                    "local_block_adjustment_output_images",
                                            folder.resolve("local").toString())),
                            MatchingKernels.fastest(),
                            workers,
                            Progress.NONE)
                    .run();

            var before = differences(set.resolve("input"), workers);
            var ours = differences(folder.resolve("local"), workers);
            var theirs = differences(set.resolve("default/local"), workers);

            var worse = new ArrayList<String>();
            for (int i = 0; i < ours.size(); i++) {
                var line = "%s & %s, band %d: %.3f before, %.4f, reference %.4f"
                        .formatted(
                                before.get(i).first(),
                                before.get(i).second(),
                                ours.get(i).band(),
                                before.get(i).rmse(),
                                ours.get(i).rmse(),
                                theirs.get(i).rmse());
                System.getLogger("mosaic").log(System.Logger.Level.DEBUG, line);
                // A few pixels that round the other way move the eighth digit.
                if (ours.get(i).rmse() > theirs.get(i).rmse() * (1 + 1e-6)) {
                    worse.add(line);
                }
            }
            assertThat(worse)
                    .as("pairs and bands further apart than with the reference")
                    .isEmpty();
        }
    }
}
