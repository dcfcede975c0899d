package dev.stampede.mosaic.clip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.mosaic.Compatibility;
import dev.stampede.mosaic.FileSource;
import dev.stampede.mosaic.MosaicSets;
import dev.stampede.mosaic.PixelComparison;
import dev.stampede.mosaic.clip.ClipParameters.Mode;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The golden aligned images, cut by the golden seamlines, against the golden clipped ones: all pixels but two
/// per image, which lie on the outline.
class ClipGoldenTest {
    private static final int TIES = 2;

    /// Of the pixels the outline passes through, those it meets in a corner only, to 1e-6 of a pixel: one walk
    /// along the outline finds them on one side, another on the other.
    private static final int TOUCHED_TIES = 3;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "mosaic_synth, default, default/seamline/ImageMasks.gpkg, image, INCLUDE, false",
                "mosaic_landsat, default, default/seamline/ImageMasks.gpkg, image, INCLUDE, false",
                "mosaic_worldview, default, default/seamline/ImageMasks.gpkg, image, INCLUDE, false",
                "mosaic_landsat, variants/clip_touched, default/seamline/ImageMasks.gpkg, image, INCLUDE, true",
                "mosaic_landsat, variants/clip_vector_include, vectors/landsat_clip.gpkg, none, INCLUDE, false",
                "mosaic_landsat, variants/clip_vector_exclude, vectors/landsat_clip.gpkg, none, EXCLUDE, false",
            })
    void pixelsAreThoseOfTheReference(
            String set, String variant, String vectors, String field, Mode mode, boolean touched) throws IOException {
        var root = MosaicSets.open(set);
        var images = MosaicSets.images(root.resolve("default/aligned"));
        var outputs = outputs(images);
        var parameters = new ClipParameters(
                mode, root.resolve(vectors), Optional.ofNullable(field), touched, OptionalDouble.empty());

        try (var workers = new Workers(2)) {
            new Clip(parameters, Compatibility.of("spectralmatch,-1")).run(images, outputs, workers, Progress.NONE);
        }

        var expected = MosaicSets.images(root.resolve(variant).resolve("clip"));
        assertThat(expected).hasSameSizeAs(outputs);
        for (int i = 0; i < outputs.size(); i++) {
            var difference = PixelComparison.of(outputs.get(i), expected.get(i));
            long bands = 4; // at most
            long ties = touched ? TOUCHED_TIES : TIES;
            assertThat(difference.differing())
                    .as("%s: %s", expected.get(i), difference)
                    .isLessThanOrEqualTo(ties * bands);
        }
    }

    private List<Path> outputs(List<Path> images) {
        return images.stream()
                .map(image -> folder.resolve(FileSource.name(image) + "_Mask.tif"))
                .toList();
    }
}
