package dev.stampede.cli;

import static dev.stampede.mosaic.SmallImages.UTM;
import static dev.stampede.mosaic.SmallImages.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.io.vector.FieldType;
import dev.stampede.io.vector.VectorFeature;
import dev.stampede.io.vector.VectorFiles;
import dev.stampede.io.vector.VectorLayer;
import dev.stampede.mosaic.SmallImages;
import dev.stampede.raster.Affine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/// Unusual images and images that do not fit together, for the whole and for each stage: the result or one clear
/// line, and nothing half-written.
class MosaicEdgeCasesCommandTest {
    private static final List<String> COMMANDS =
            List.of("run", "global", "local", "align", "seamlines", "clip", "merge");

    @TempDir
    Path folder;

    private Path in;
    private Path out;
    private Path polygons;

    @BeforeEach
    void folders() throws IOException {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
        in = Files.createDirectories(folder.resolve("in"));
        out = Files.createDirectories(folder.resolve("out"));
        polygons = folder.resolve("polygons.gpkg");
        var area = new GeometryFactory().toGeometry(new Envelope(500050, 501200, 4999700, 4999950));
        VectorFiles.write(
                polygons,
                List.of(new VectorLayer(
                        "areas",
                        UTM,
                        Map.of("name", FieldType.TEXT),
                        List.of(new VectorFeature(area, Map.of("name", "all"))))));
    }

    /// Images of a case, in their order.
    private List<Path> images(String what) throws IOException {
        var images = new SmallImages(in);
        var a = images.write("a", at(0, 0));
        return switch (what) {
            case "one image" -> List.of(a);
            case "no overlap" -> List.of(a, images.write("b", at(1000, 0)));
            case "identical extents" ->
                List.of(a, images.write("b", at(0, 0), UTM, 2, 0, (c, r) -> 1500 + 5 * c + 4 * r + (c * r) % 13));
            case "rectangles" -> List.of(a, images.write("b", at(200, 130), UTM, 2, 0, (c, r) -> 900 + 8 * c + r));
            case "other CRS" -> List.of(a, images.write("b", at(200, 0), "EPSG:32634", 2, 0, (c, r) -> 1000 + c + r));
            case "other bands" -> List.of(a, images.write("b", at(200, 0), UTM, 3, 0, (c, r) -> 1000 + c + r));
            case "other nodata" -> List.of(a, images.write("b", at(200, 0), UTM, 2, 7, (c, r) -> 1000 + c + r));
            case "other resolution" ->
                List.of(
                        a,
                        images.write(
                                "b",
                                Affine.northUp(500200, 5000000, 15, 15),
                                UTM,
                                2,
                                0,
                                (c, r) -> 900 + 9 * c + 2 * r + c * r % 7));
            case "rotated" ->
                List.of(
                        a,
                        images.write("b", new Affine(10, 1, 500100, 1, -10, 5000000), UTM, 2, 0, (c, r) -> 1000 + c));
            case "missing" -> List.of(a, in.resolve("gone.tif"));
            case "no image" -> List.of(a, Files.writeString(in.resolve("b.tif"), "not an image"));
            case "cut off" -> {
                var b = images.write("b", at(200, 0));
                Files.write(b, java.util.Arrays.copyOf(Files.readAllBytes(b), 900));
                yield List.of(a, b);
            }
            case "all nodata" -> List.of(a, images.write("blank", at(200, 0), UTM, 2, 0, (c, r) -> 0));
            case "same names" -> {
                var other = Files.createDirectories(in.resolve("other"));
                yield List.of(a, new SmallImages(other).write("a", at(200, 0)));
            }
            default -> throw new IllegalArgumentException(what);
        };
    }

    private CommandLineRun run(String command, List<Path> images) throws IOException {
        var names = images.stream().map(Path::toString).toList();
        var arguments = new ArrayList<>(List.of("mosaic", command));
        switch (command) {
            case "run" -> {
                var parameters = folder.resolve("mosaic.yaml");
                Files.writeString(parameters, "shared_input_images: [" + String.join(", ", names) + "]\n");
                arguments.addAll(List.of(
                        "--parameters", parameters.toString(),
                        "--shared-output-image-path", out.resolve("mosaic.tif").toString()));
            }
            case "global", "local" -> {
                var parameters = folder.resolve("stage.yaml");
                Files.writeString(parameters, "shared_input_images: [" + String.join(", ", names) + "]\n");
                arguments.addAll(List.of("--parameters", parameters.toString(), "--output-images", out.toString()));
            }
            default -> {
                arguments.addAll(names);
                arguments.addAll(List.of(
                        "--output",
                        switch (command) {
                            case "seamlines" -> out.resolve("seams.gpkg").toString();
                            case "merge" -> out.resolve("mosaic.tif").toString();
                            default -> out.toString();
                        }));
                if (command.equals("clip")) {
                    arguments.addAll(List.of("--polygons", polygons.toString()));
                }
            }
        }
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    private List<String> written() throws IOException {
        try (var files = Files.walk(out)) {
            return files.filter(file -> !file.equals(out))
                    .map(file -> out.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    /// Exit codes of run, global, local, align, seamlines, clip and merge; what is said where it is 2.
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "one image,         0 0 0 0 0 0 0,",
        "no overlap,        0 0 0 0 0 0 0,",
        "identical extents, 0 0 0 0 0 0 0,",
        "rectangles,        0 0 0 0 0 0 0,",
        "other resolution,  0 0 0 0 0 0 0,",
        "other CRS,         2 2 2 2 2 0 2, CRS.|reference systems",
        "other bands,       2 2 2 2 0 0 2, 3 bands",
        "other nodata,      2 2 2 2 0 0 0, different nodata value",
        "rotated,           2 2 2 2 0 2 2, rotated",
        "missing,           2 2 2 2 2 2 2, gone.tif",
        "no image,          2 2 2 2 2 2 2, b.tif",
        "cut off,           1 1 1 1 1 1 1, b.tif",
        "all nodata,        2 2 0 0 2 0 0, has no valid pixel|No valid EMP polygon found",
        "same names,        2 2 2 2 2 2 0, same base name|same path"
    })
    void everyCommandGivesTheResultOrOneClearLine(String what, String codes, String said) throws IOException {
        var images = images(what);
        for (int c = 0; c < COMMANDS.size(); c++) {
            var command = COMMANDS.get(c);
            int expected = codes.trim().split(" +")[c].charAt(0) - '0';

            var run = run(command, images);

            assertThat(run.code()).as("%s: %s", command, run.err()).isEqualTo(expected);
            assertThat(run.stackTraceLines()).as(run.err()).isZero();
            if (expected != 0) {
                assertThat(run.err()).as(command).containsPattern(said);
                assertThat(run.err().lines().filter(line -> line.startsWith("stampede: ")))
                        .as("one line of %s", command)
                        .hasSize(1);
                if (expected == 1 && List.of("run", "global", "local").contains(command)) {
                    requireKept(run);
                }
                // Images that were done before the file that cannot be read are whole.
                assertThat(written())
                        .as("%s left something: %s", command, run.err())
                        .allMatch(name -> expected == 1 && name.matches("a_[A-Z][a-z]+\\.tif"));
            } else {
                assertThat(written()).as(command).isNotEmpty().noneMatch(name -> name.startsWith("."));
            }
            for (var name : written()) {
                Files.delete(out.resolve(name));
            }
        }
    }

    /// A failure that may be passing keeps what was finished, and says where; that is all that is left.
    private void requireKept(CommandLineRun run) throws IOException {
        for (var name : written().reversed()) {
            assertThat(name).contains(".resume");
            assertThat(run.err()).contains("what was finished is kept in " + out.resolve(name.split("/")[0]));
            Files.delete(out.resolve(name));
        }
    }

    @Test
    void outputsThatAreInputsOrEachOtherAreRefusedBeforeAnythingIsWritten() throws IOException {
        var images = images("rectangles");
        var input = in.toString();
        var a = images.getFirst();
        var before = Files.readAllBytes(a);
        var base = List.of("mosaic", "run", "--shared-input-images", input, "--shared-output-image-path");
        var mosaic = out.resolve("m.tif").toString();
        var runs = List.of(
                List.of(a.toString()),
                List.of(mosaic, "--mask-rasters-output-images", in + "/a.tif"),
                List.of(mosaic, "--voronoi-center-seamline-output-mask", a.toString()),
                List.of(mosaic, "--global-regression-save-adjustments", a.toString()),
                List.of(mosaic, "--global-regression-save-adjustments", mosaic),
                List.of(
                        mosaic,
                        "--voronoi-center-seamline-output-mask",
                        out + "/s.gpkg",
                        "--voronoi-center-seamline-debug-vectors-path",
                        out + "/s.gpkg"));
        for (var more : runs) {
            var arguments = new ArrayList<>(base);
            arguments.addAll(more);

            var run = CommandLineRun.of(arguments.toArray(String[]::new));

            assertThat(run.code()).as("%s: %s", more, run.err()).isEqualTo(2);
            assertThat(run.err()).containsPattern("would overwrite|written twice|same path");
            assertThat(written()).as("%s", more).isEmpty();
            assertThat(a).hasBinaryContent(before);
        }
    }

    @Test
    void aFolderOfTheUserIsNeverDeleted() throws IOException {
        images("rectangles");
        var work = Files.createDirectories(folder.resolve("work"));
        Files.writeString(work.resolve("notes.txt"), "keep");

        var run = CommandLineRun.of(
                "mosaic",
                "run",
                "--shared-input-images",
                in.toString(),
                "--shared-output-image-path",
                out.resolve("m.tif").toString(),
                "--shared-temp-dir",
                work.toString(),
                "--keep-intermediates",
                "--delete-temp-dir",
                "true");

        assertThat(run.code()).as(run.err()).isZero();
        try (var files = Files.list(work)) {
            assertThat(files).containsExactly(work.resolve("notes.txt"));
        }
    }
}
