package dev.stampede.mosaic.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.mosaic.FileSource;
import dev.stampede.mosaic.SmallImages;
import dev.stampede.mosaic.source.MatchingKernels;
import dev.stampede.raster.Affine;
import dev.stampede.raster.Window;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.UsageException;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Images that are unusual, or do not fit together.
class MosaicEdgeCasesTest {
    @TempDir
    Path folder;

    private Path input;
    private SmallImages images;

    @BeforeEach
    void needsGdal() throws IOException {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
        input = Files.createDirectories(folder.resolve("in"));
        images = new SmallImages(input);
    }

    private MosaicResult run(Object... more) throws IOException {
        Map<String, Object> values = new TreeMap<>();
        values.put("shared_input_images", input.toString());
        values.put("shared_output_image_path", folder.resolve("mosaic.tif").toString());
        values.put("shared_window_size", 32);
        for (int i = 0; i < more.length; i += 2) {
            values.put((String) more[i], more[i + 1]);
        }
        try (var workers = new Workers(2)) {
            return new MosaicPipeline(PipelineParameters.of(values), MatchingKernels.fastest(), workers, Progress.NONE)
                    .run();
        }
    }

    private void assertRefused(String message) throws IOException {
        assertThatThrownBy(this::run).isInstanceOf(UsageException.class).hasMessageContaining(message);
        assertNothingWritten();
    }

    private void assertNothingWritten() throws IOException {
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(input);
        }
    }

    @Test
    void imagesThatDoNotTouchStayAsTheyAre() throws IOException {
        images.write("a", SmallImages.at(0, 0));
        images.write("b", SmallImages.at(1000, 0));

        var result = run();

        result.solution()
                .orElseThrow()
                .adjustments()
                .values()
                .forEach(bands -> bands.forEach(band -> {
                    assertThat(band.scale()).isBetween(1 - 1e-9, 1 + 1e-9);
                    assertThat(band.offset()).isBetween(-1e-6, 1e-6);
                }));
        try (var mosaic = FileSource.open(folder.resolve("mosaic.tif"))) {
            assertThat(mosaic.width()).isEqualTo(140);
            assertThat(mosaic.height()).isEqualTo(SmallImages.SIDE);
        }
    }

    @Test
    void imagesOfOneExtentGiveAMosaicOfThatExtent() throws IOException {
        images.write("a", SmallImages.at(0, 0));
        images.write(
                "b",
                SmallImages.at(0, 0),
                SmallImages.UTM,
                2,
                0,
                (col, row) -> 1500 + 5 * col + 4 * row + (col * row) % 13);

        run("seamline_method", "none", "clip_method", "none");

        try (var mosaic = FileSource.open(folder.resolve("mosaic.tif"))) {
            assertThat(mosaic.width()).isEqualTo(SmallImages.SIDE);
        }
    }

    /// The line between two images of one extent gives each its side, and no pixel is left empty.
    @Test
    void twoImagesOfOneExtentFillItTogether() throws IOException {
        images.write("a", SmallImages.at(0, 0));
        images.write(
                "b",
                SmallImages.at(0, 0),
                SmallImages.UTM,
                2,
                0,
                (col, row) -> 1500 + 5 * col + 4 * row + (col * row) % 13);

        run("shared_window_size", 16);

        try (var mosaic = FileSource.open(folder.resolve("mosaic.tif"));
                var arena = Arena.ofConfined()) {
            var pixels = arena.allocate(8L * SmallImages.SIDE * SmallImages.SIDE);
            mosaic.readFirstBand(new Window(0, 0, SmallImages.SIDE, SmallImages.SIDE), pixels);
            for (int i = 0; i < SmallImages.SIDE * SmallImages.SIDE; i++) {
                assertThat(pixels.getAtIndex(ValueLayout.JAVA_DOUBLE, i))
                        .as("pixel %d", i)
                        .isGreaterThan(0);
            }
        }
    }

    @Test
    void otherReferenceSystemsAreRefused() throws IOException {
        images.write("a", SmallImages.at(0, 0));
        images.write("b", SmallImages.at(100, 0), "EPSG:32634", 2, 0, (col, row) -> 1000 + col);

        assertRefused("Fail: Image 1 has different CRS.");
    }

    @Test
    void otherNumbersOfBandsAreRefused() throws IOException {
        images.write("a", SmallImages.at(0, 0));
        images.write("b", SmallImages.at(100, 0), SmallImages.UTM, 3, 0, (col, row) -> 1000 + col);

        assertRefused("Fail: Image 1 has 3 bands; expected 2.");
    }

    @Test
    void otherNoDataValuesAreRefused() throws IOException {
        images.write("a", SmallImages.at(0, 0));
        images.write("b", SmallImages.at(100, 0), SmallImages.UTM, 2, 7, (col, row) -> 1000 + col);

        assertRefused("Fail: Image 1, band 1 has different nodata value.");
    }

    @Test
    void rotatedGridsAreRefused() throws IOException {
        images.write("a", SmallImages.at(0, 0));
        images.write("b", new Affine(10, 1, 500100, 1, -10, 5000000), SmallImages.UTM, 2, 0, (col, row) -> 1000 + col);

        assertRefused("rotated");
    }

    @Test
    void otherResolutionsAreBroughtToTheHighest() throws IOException {
        images.write("a", SmallImages.at(0, 0));
        images.write(
                "b",
                Affine.northUp(500200, 5000000, 15, 15),
                SmallImages.UTM,
                2,
                0,
                (col, row) -> 900 + 9 * col + 2 * row);

        run();

        try (var mosaic = FileSource.open(folder.resolve("mosaic.tif"))) {
            assertThat(mosaic.affine().pixelWidth()).isEqualTo(10);
        }
    }

    @Test
    void anImageWithoutAValidPixelIsNamed() throws IOException {
        images.write("a", SmallImages.at(0, 0));
        images.write("blank", SmallImages.at(100, 0), SmallImages.UTM, 2, 0, (col, row) -> 0);

        assertRefused("image 'blank' has no valid pixel");
    }

    @Test
    void aFileThatIsNoImageIsNamed() throws IOException {
        images.write("a", SmallImages.at(0, 0));
        Files.writeString(input.resolve("b.tif"), "not an image");

        assertRefused("b.tif");
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        images.write("a", SmallImages.at(0, 0));

        assertThatThrownBy(() -> run(
                        "shared_input_images",
                        java.util.List.of(
                                input.resolve("a.tif").toString(),
                                input.resolve("gone.tif").toString())))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("gone.tif: there is no such image");
        assertNothingWritten();
    }

    @Test
    void aNoDataValueTheTypeLacksIsRefused() throws IOException {
        images.write("a", SmallImages.at(0, 0));

        assertThatThrownBy(() -> run("shared_custom_nodata_value", -9999))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("-9999.0 cannot be stored in uint16");
        assertNothingWritten();
    }

    @Test
    void aNoDataValueOfTheUserReplacesTheImages() throws IOException {
        images.write(
                "a", SmallImages.at(0, 0), SmallImages.UTM, 2, 0, (col, row) -> col < 5 ? 0 : 1000 + 7 * col + 3 * row);

        run("shared_custom_nodata_value", 65535, "clip_method", "none", "seamline_method", "none");

        try (var mosaic = FileSource.open(folder.resolve("mosaic.tif"));
                var arena = Arena.ofConfined()) {
            var pixels = arena.allocate(mosaic.bytes(mosaic.window()), 8);
            mosaic.read(mosaic.window(), pixels);
            assertThat(mosaic.noData()).isEqualTo(65535);
            assertThat(pixels.getAtIndex(ValueLayout.JAVA_DOUBLE, 0)).isEqualTo(65535);
            assertThat(pixels.getAtIndex(ValueLayout.JAVA_DOUBLE, 10)).isBetween(1060.0, 1080.0);
        }
    }
}
