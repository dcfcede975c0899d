package dev.stampede.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.io.raster.GeoTiff;
import dev.stampede.io.raster.NpyFile;
import dev.stampede.io.zarr.ZarrSource;
import dev.stampede.patcher.Scenes;
import dev.stampede.raster.DType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `patch` on the golden scene.
class PatchCommandTest {
    private static final String NDVI = "{op: Sequential, config: {operators: ["
            + "{op: DNToReflectance, config: {scale: 2.75e-05, offset: -0.2}}, "
            + "{op: NDVI, config: {red_idx: 3, nir_idx: 4}}]}}";

    @TempDir
    Path folder;

    private final String scene = Scenes.golden("inputs/landsat_20210326.tif").toString();

    @BeforeEach
    void needsGdal() {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
    }

    @Test
    void writesTheIndexOfTheWholeScene() throws Exception {
        var output = folder.resolve("ndvi.tif");

        var run = CommandLineRun.of(
                "patch",
                scene,
                output.toString(),
                "--pipeline",
                write("p.yaml", NDVI),
                "--size",
                "48",
                "--threads",
                "2",
                "--co",
                "COMPRESS=DEFLATE");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().get("patches").asInt()).isEqualTo(12);
        assertThat(run.json().get("failures")).isEmpty();
        try (var arena = Arena.ofConfined()) {
            var numbers = Scenes.landsat(arena);
            var expected = Scenes.ndvi(arena, numbers);
            var actual = GeoTiff.read(arena, output.toString());
            assertThat(actual.dtype()).isEqualTo(DType.FLOAT32);
            assertThat(actual.sameExtent(numbers)).isTrue();
            assertThat(actual.fill()).hasValue(Double.NaN);
            for (int r = 0; r < 96; r++) {
                for (int c = 0; c < 128; c++) {
                    assertEquals(expected.values().get(r, c), actual.band(0).get(r, c), 1e-6);
                }
            }
        }
        assertThat(Files.list(folder)).hasSize(2);
    }

    @Test
    void sumsInAStoreAndResultsInAStoreAreTheSame() throws Exception {
        var pipeline = write("p.yaml", NDVI);
        var file = folder.resolve("ndvi.tif");
        var store = folder.resolve("ndvi.zarr");
        var sums = folder.resolve("sums.zarr").toString();
        var window = List.of("--pipeline", pipeline, "--size", "48", "--dtype", "float64");

        var rows = patch(scene, file.toString(), window);
        var first = patch(scene, store.toString(), window, "--sums", sums);
        var again = patch(scene, store.toString(), window, "--sums", sums);
        var other = patch(scene, store.toString(), window, "--sums", sums, "--window", "boxcar");
        var both = patch(scene, store.toString(), window, "--sums", sums, "--journal", sums);

        assertThat(List.of(rows.code(), first.code(), again.code())).containsOnly(0);
        assertThat(other.code()).isEqualTo(ExitCode.USAGE);
        assertThat(other.err()).contains("is the journal of another run");
        assertThat(both.code()).isEqualTo(ExitCode.USAGE);
        try (var arena = Arena.ofConfined()) {
            var expected = GeoTiff.read(arena, file.toString());
            var actual = ZarrSource.open(store.resolve("values")).readAll(arena);
            assertThat(actual.sameExtent(expected)).isTrue();
            for (int r = 0; r < 96; r++) {
                for (int c = 0; c < 128; c++) {
                    assertEquals(expected.band(0).get(r, c), actual.band(0).get(r, c), 1e-12);
                }
            }
        }
    }

    private static CommandLineRun patch(String input, String output, List<String> options, String... more) {
        var all = new ArrayList<>(List.of("patch", input, output));
        all.addAll(options);
        all.addAll(List.of(more));
        return CommandLineRun.of(all.toArray(String[]::new));
    }

    @Test
    void takesAPatcherFromAFileAndEqualsTheGoldenMosaic() throws Exception {
        var output = folder.resolve("ndvi.tif");
        var patcher = write(
                "patcher.yaml",
                "{op: GridSampler, config: {patcher: {op: SpatialPatcher, config: {"
                        + "geometry: {op: SpatialRectangular, config: {size: [48, 40], boundary: shrink}}, "
                        + "sampler: {op: SpatialRegularStride, config: {step: [16, 20]}}, "
                        + "window: {op: SpatialHann}, aggregation: {op: SpatialOverlapAdd}}}}}");

        var run = CommandLineRun.of(
                "patch", scene, output.toString(), "--pipeline", write("p.yaml", NDVI), "--patcher", patcher);

        assertThat(run.code()).as(run.err()).isZero();
        try (var arena = Arena.ofConfined()) {
            var expected = NpyFile.read(arena, Scenes.golden("stitch/ola_Hann_shrink_48x40s16x20.npy"));
            var actual = GeoTiff.read(arena, output.toString());
            for (int r = 0; r < 96; r++) {
                for (int c = 0; c < 128; c++) {
                    assertEquals(expected.get(r, c), actual.band(0).get(r, c), 2e-6);
                }
            }
        }
    }

    @Test
    void explainsMistakesAndLeavesNothingBehind() throws Exception {
        var output = folder.resolve("out.tif");
        var pipeline = write("p.yaml", "{op: NDVI, config: {red_idx: 30, nir_idx: 4}}");

        var badBand = CommandLineRun.of("patch", scene, output.toString(), "--pipeline", pipeline);
        var tooLarge = CommandLineRun.of(
                "patch", scene, output.toString(), "--pipeline", pipeline, "--size", "200", "--boundary", "drop");
        var noInput = CommandLineRun.of(
                "patch", folder.resolve("none.tif").toString(), output.toString(), "--pipeline", pipeline);
        var noPatcher =
                CommandLineRun.of("patch", scene, output.toString(), "--pipeline", pipeline, "--patcher", pipeline);

        assertThat(badBand.code()).isEqualTo(2);
        assertThat(badBand.err()).contains("the patch at (row 0, column 0)").contains("30");
        assertThat(tooLarge.code()).isEqualTo(2);
        assertThat(tooLarge.err()).contains("does not fit");
        assertThat(noInput.code()).isEqualTo(2);
        assertThat(noInput.err()).contains("none.tif does not exist");
        assertThat(noPatcher.code()).isEqualTo(2);
        assertThat(noPatcher.err()).contains("expected a GridSampler");
        var reading = write("r.yaml", "{op: ReadGeoTIFF, config: {src: 'a.tif'}}");
        var ownInput = CommandLineRun.of("patch", scene, output.toString(), "--pipeline", reading);
        assertThat(ownInput.code()).isEqualTo(2);
        assertThat(ownInput.err()).contains("r.yaml").contains("reads its own input");
        assertThat(Files.list(folder)).hasSize(2);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
