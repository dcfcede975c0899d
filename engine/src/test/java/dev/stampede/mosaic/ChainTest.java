package dev.stampede.mosaic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.io.raster.RasterInfo;
import dev.stampede.kernels.Backend;
import dev.stampede.kernels.resample.GridResample;
import dev.stampede.mosaic.align.Align;
import dev.stampede.mosaic.align.AlignParameters;
import dev.stampede.mosaic.clip.Clip;
import dev.stampede.mosaic.clip.ClipParameters;
import dev.stampede.mosaic.merge.Merge;
import dev.stampede.mosaic.merge.MergeParameters;
import dev.stampede.mosaic.source.MatchingKernels;
import dev.stampede.raster.Window;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Alignment, clipping and merging one after the other, with files between them and without.
class ChainTest {
    @TempDir
    Path folder;

    private static Align align(AlignParameters parameters) {
        return new Align(
                parameters,
                () -> GridResample.FAMILY.variants().get(Backend.REFERENCE).get());
    }

    private List<Path> outputs(List<Path> images, String suffix) {
        return images.stream()
                .map(image -> folder.resolve(FileSource.name(image) + suffix))
                .toList();
    }

    private Path staged(List<Path> images, AlignParameters aligning, Clip clip, MergeParameters merging, int threads)
            throws IOException {
        var merged = folder.resolve("staged.tif");
        var aligned = outputs(images, "_Align.tif");
        var clipped = outputs(aligned, "_Mask.tif");
        try (var workers = new Workers(threads)) {
            align(aligning).run(images, aligned, 64, workers, Progress.NONE);
            clip.run(aligned, clipped, workers, Progress.NONE);
            new Merge(merging, MatchingKernels.fastest().gainOffset()).run(clipped, merged, workers, Progress.NONE);
        }
        return merged;
    }

    @ParameterizedTest
    @CsvSource({"mosaic_synth, 1, 32", "mosaic_worldview, 3, 112"})
    void filesBetweenTheStagesChangeNothing(String set, int threads, int window) throws IOException {
        var root = MosaicSets.open(set);
        var images = MosaicSets.images(root.resolve("default/local"));
        var parameters = ClipParameters.bySeamlines(root.resolve("default/seamline/ImageMasks.gpkg"), "image");
        var clip = new Clip(parameters, Compatibility.NONE);
        var merging = MergeParameters.DEFAULT.withWindow(window);
        var staged = staged(images, AlignParameters.DEFAULT, clip, merging, threads);

        var fused = folder.resolve("fused.tif");
        var opened = FileSource.openAll(images);
        try (var workers = new Workers(2)) {
            var aligned = align(AlignParameters.DEFAULT).over(opened).stream()
                    .map(image -> (PixelSource) new Renamed(image, image.name() + "_Align"))
                    .toList();
            new Merge(merging, MatchingKernels.fastest().gainOffset())
                    .write(clip.over(aligned), fused, workers, Progress.NONE);
        } finally {
            FileSource.closeAll(opened);
        }

        assertThat(PixelComparison.of(fused, staged).differing()).isZero();
    }

    /// Cropping inwards or outwards, the mosaic away from the crop is the golden one.
    @Test
    void croppingOutwardsOnlyAddsPixels() throws IOException {
        var root = MosaicSets.open("mosaic_synth");
        var images = MosaicSets.images(root.resolve("default/local"));
        var parameters = ClipParameters.bySeamlines(root.resolve("default/seamline/ImageMasks.gpkg"), "image");
        var inwards = new Clip(parameters, Compatibility.of("9"));
        var merging = MergeParameters.DEFAULT.withWindow(64);

        var golden = PixelComparison.of(
                staged(images, AlignParameters.DEFAULT, inwards, merging, 2), root.resolve("default/merged.tif"));
        var ours = PixelComparison.of(
                staged(images, AlignParameters.DEFAULT, new Clip(parameters, Compatibility.NONE), merging, 2),
                root.resolve("default/merged.tif"));

        assertThat(golden.differing()).isLessThanOrEqualTo(8);
        assertThat(ours.differing()).isLessThan(ours.values() / 1000);
    }

    @ParameterizedTest
    @CsvSource({
        "mosaic_landsat, default/aligned, variants/seam_aoi, HIGHEST",
        "mosaic_landsat, default/aligned, variants/seam_spacing90, HIGHEST",
        "mosaic_worldview, variants/res_lowest/aligned, variants/res_lowest, LOWEST",
    })
    void clippedAndMergedImagesAreThoseOfTheReference(String set, String aligned, String variant, Resolution resolution)
            throws IOException {
        var root = MosaicSets.open(set);
        var images = MosaicSets.images(root.resolve(aligned));
        var clip = new Clip(
                ClipParameters.bySeamlines(root.resolve(variant).resolve("seamline/ImageMasks.gpkg"), "image"),
                Compatibility.of("spectralmatch,-1"));
        var clipped = outputs(images, "_Mask.tif");
        var merged = folder.resolve("merged.tif");

        try (var workers = new Workers(2)) {
            clip.run(images, clipped, workers, Progress.NONE);
            new Merge(
                            MergeParameters.DEFAULT.withResolution(resolution).withWindow(128),
                            MatchingKernels.fastest().gainOffset())
                    .run(clipped, merged, workers, Progress.NONE);
        }

        var difference = PixelComparison.of(merged, root.resolve(variant).resolve("merged.tif"));
        assertThat(difference.differing()).as("%s", difference).isLessThanOrEqualTo(18); // 2 ties per image, 3 bands
    }

    /// An image under another name, as a file between stages would have it.
    private record Renamed(PixelSource image, String name) implements PixelSource {
        @Override
        public RasterInfo info() {
            return image.info();
        }

        @Override
        public void read(Window window, MemorySegment outPixels) throws IOException {
            image.read(window, outPixels);
        }
    }
}
