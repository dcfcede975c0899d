package dev.stampede.mosaic.align;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.resample.GridResample;
import dev.stampede.kernels.resample.Interpolation;
import dev.stampede.mosaic.FileSource;
import dev.stampede.mosaic.MosaicSets;
import dev.stampede.mosaic.PixelComparison;
import dev.stampede.mosaic.Resolution;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The golden locally matched images, aligned, against the golden aligned ones: 1 unit on 10 of a million.
class AlignGoldenTest {
    private static final double MAX_SHARE = 1e-5;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "mosaic_synth, default, BILINEAR, true, HIGHEST",
        "mosaic_synth, variants/align_nearest_lowest, NEAREST, true, LOWEST",
        "mosaic_synth, variants/align_cubic_notap, CUBIC, false, HIGHEST",
        "mosaic_landsat, default, BILINEAR, true, HIGHEST",
        "mosaic_landsat, variants/align_nearest, NEAREST, true, HIGHEST",
        "mosaic_landsat, variants/align_cubic, CUBIC, true, HIGHEST",
        "mosaic_landsat, variants/align_notap, BILINEAR, false, HIGHEST",
        "mosaic_worldview, default, BILINEAR, true, HIGHEST",
        "mosaic_worldview, variants/res_lowest, BILINEAR, true, LOWEST",
        "mosaic_worldview, variants/res_average, BILINEAR, true, AVERAGE",
    })
    void pixelsAreThoseOfTheReference(
            String set, String variant, Interpolation method, boolean targetPixels, Resolution resolution)
            throws IOException {
        var root = MosaicSets.open(set);
        var images = MosaicSets.images(root.resolve("default/local"));
        var outputs = outputs(images);
        var kernel = GridResample.FAMILY.variants().get(Backend.REFERENCE).get();

        try (var workers = new Workers(2)) {
            new Align(new AlignParameters(method, targetPixels, resolution), () -> kernel)
                    .run(images, outputs, 128, workers, Progress.NONE);
        }

        var expected = MosaicSets.images(root.resolve(variant).resolve("aligned"));
        for (int i = 0; i < outputs.size(); i++) {
            var difference = PixelComparison.of(outputs.get(i), expected.get(i));
            assertThat(difference.most())
                    .as("%s: %s", expected.get(i), difference)
                    .isLessThanOrEqualTo(1);
            assertThat(difference.differing())
                    .as("%s: %s", expected.get(i), difference)
                    .isLessThanOrEqualTo((long) Math.max(1, MAX_SHARE * difference.values()));
        }
    }

    private List<Path> outputs(List<Path> images) {
        var outputs = new ArrayList<Path>();
        images.forEach(image -> outputs.add(folder.resolve(FileSource.name(image) + "_Align.tif")));
        return outputs;
    }
}
