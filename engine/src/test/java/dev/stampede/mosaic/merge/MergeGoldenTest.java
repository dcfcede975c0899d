package dev.stampede.mosaic.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.mosaic.MosaicSets;
import dev.stampede.mosaic.PixelComparison;
import dev.stampede.mosaic.source.MatchingKernels;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The golden clipped images, merged, against the golden mosaic: equal.
class MergeGoldenTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "mosaic_synth, default/clip, default/merged.tif",
        "mosaic_landsat, default/clip, default/merged.tif",
        "mosaic_worldview, default/clip, default/merged.tif",
        "mosaic_landsat, variants/clip_vector_include/clip, variants/clip_vector_include/merged.tif",
        "mosaic_landsat, input, variants/merge_only/merged.tif",
        "mosaic_worldview, input, variants/merge_unaligned/merged.tif",
    })
    void pixelsAreThoseOfTheReference(String set, String clipped, String merged) throws IOException {
        var root = MosaicSets.open(set);
        var output = folder.resolve("merged.tif");

        try (var workers = new Workers(2)) {
            new Merge(
                            MergeParameters.DEFAULT.withWindow(256),
                            MatchingKernels.fastest().gainOffset())
                    .run(MosaicSets.images(root.resolve(clipped)), output, workers, Progress.NONE);
        }

        var difference = PixelComparison.of(output, root.resolve(merged));
        assertThat(difference.differing()).as("%s", difference).isZero();
    }
}
