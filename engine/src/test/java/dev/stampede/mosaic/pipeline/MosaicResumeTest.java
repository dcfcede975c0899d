package dev.stampede.mosaic.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.bindings.gdal.GdalDataset;
import dev.stampede.io.raster.RasterFile;
import dev.stampede.io.vector.FieldType;
import dev.stampede.io.vector.VectorFeature;
import dev.stampede.io.vector.VectorFiles;
import dev.stampede.io.vector.VectorLayer;
import dev.stampede.mosaic.MosaicSets;
import dev.stampede.mosaic.SameMosaic;
import dev.stampede.mosaic.source.MatchingKernels;
import dev.stampede.runtime.Cancellation;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.UsageException;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A run that is broken off is continued by the next one with the same inputs and parameters, and the mosaic has
/// the pixels of an undisturbed run.
class MosaicResumeTest {
    @TempDir
    Path folder;

    private Path input;
    private final List<String> notes = new ArrayList<>();

    /// Cancels when a piece of work has advanced so far.
    private record CancelAt(String work, long units, Cancellation cancellation, AtomicLong done, List<String> current)
            implements Progress {
        CancelAt(String work, long units, Cancellation cancellation) {
            this(work, units, cancellation, new AtomicLong(), new ArrayList<>(List.of("")));
        }

        @Override
        public void begin(String task, long all) {
            current.set(0, task);
            done.set(0);
        }

        @Override
        public void advance(long more) {
            if (current.getFirst().startsWith(work) && done.addAndGet(more) >= units) {
                cancellation.cancel();
            }
        }
    }

    @BeforeEach
    void copyImages() throws IOException {
        var scenes = MosaicSets.images(MosaicSets.open("mosaic_synth").resolve("input"));
        input = Files.createDirectories(folder.resolve("in"));
        for (var scene : scenes) {
            Files.copy(scene, input.resolve(scene.getFileName()));
        }
    }

    private Map<String, Object> values(String output, Object... more) {
        Map<String, Object> values = new TreeMap<>();
        values.put("shared_input_images", input.toString());
        values.put("shared_output_image_path", folder.resolve(output).toString());
        values.put("shared_window_size", 32);
        for (int i = 0; i < more.length; i += 2) {
            values.put((String) more[i], more[i + 1]);
        }
        return values;
    }

    private MosaicResult run(Map<String, Object> values) throws IOException {
        try (var workers = new Workers(2)) {
            return new MosaicPipeline(PipelineParameters.of(values), MatchingKernels.fastest(), workers, Progress.NONE)
                    .notes(notes::add)
                    .run();
        }
    }

    private void breakOff(Map<String, Object> values, String work, long units) throws IOException {
        var cancellation = new Cancellation();
        try (var workers = new Workers(1, cancellation)) {
            var pipeline = new MosaicPipeline(
                            PipelineParameters.of(values),
                            MatchingKernels.fastest(),
                            workers,
                            new CancelAt(work, units, cancellation))
                    .notes(notes::add);
            assertThatThrownBy(pipeline::run).isInstanceOf(CancellationException.class);
        }
    }

    private List<String> left() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> !file.equals(folder) && !file.startsWith(input))
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "statistics, 2, images, 2",
        "statistics, 7, pairs, 2",
        "block means, 2, block_means, 2",
        "write, 40, tiles, 40"
    })
    void whatWasFinishedIsTaken(String work, long units, String what, int least) throws IOException {
        run(values("expected.tif"));
        breakOff(values("mosaic.tif"), work, units);
        assertThat(folder.resolve("mosaic.tif")).doesNotExist();
        assertThat(left()).contains(".mosaic.tif.resume/run.json");

        var result = run(values("mosaic.tif"));

        assertThat(((Number) result.resumed().get(what)).intValue()).isGreaterThanOrEqualTo(least);
        assertThat(notes).singleElement().asString().startsWith("continuing the interrupted run in ");
        SameMosaic.require(folder.resolve("mosaic.tif"), folder.resolve("expected.tif"));
        assertThat(left()).containsExactly("expected.tif", "mosaic.tif");
    }

    @Test
    void itMayBeBrokenOffAgainAndAgain() throws IOException {
        run(values("expected.tif", "shared_save_as_cog", true));
        var values = values("mosaic.tif", "shared_save_as_cog", true);
        breakOff(values, "statistics", 6);
        breakOff(values, "block means", 1);
        breakOff(values, "write", 10);
        breakOff(values, "write", 45);

        var result = run(values);

        assertThat((int) result.resumed().get("tiles")).isGreaterThanOrEqualTo(45);
        assertThat(result.resumed()).containsEntry("seamlines", true).containsEntry("block_means", 4);
        SameMosaic.require(folder.resolve("mosaic.tif"), folder.resolve("expected.tif"));
    }

    @Test
    void filesOfStagesThatWereFinishedAreNotWrittenAgain() throws IOException {
        run(values("expected.tif"));
        var work = folder.resolve("work");
        var values = values(
                "mosaic.tif", "keep_intermediates", true, "shared_temp_dir", work.toString(), "delete_temp_dir", false);
        breakOff(values, "write scene_02_Global_Local", 5);
        var first = work.resolve("global/scene_00_Global.tif");
        var written = Files.getLastModifiedTime(first);
        assertThat(work.resolve("local/scene_02_Global_Local.tif")).doesNotExist();

        var result = run(values);

        assertThat(Files.getLastModifiedTime(first)).isEqualTo(written);
        assertThat((int) result.resumed().get("files")).isEqualTo(6);
        SameMosaic.require(folder.resolve("mosaic.tif"), folder.resolve("expected.tif"));
        assertThat(left())
                .contains("work/clip/scene_03_Global_Local_Align_Mask.tif")
                .noneMatch(n -> n.contains("resume"));
    }

    @Test
    void temporaryFilesOfTheBrokenRunAreRemovedInTheEnd() throws IOException {
        var work = Files.createDirectories(folder.resolve("work"));
        Files.writeString(work.resolve("own.txt"), "stays");
        var values = values("mosaic.tif", "keep_intermediates", true, "shared_temp_dir", work.toString());
        breakOff(values, "write scene_02_Global_Local", 5);
        assertThat(left()).contains("work/global/scene_00_Global.tif");

        run(values);

        assertThat(left()).containsExactly("mosaic.tif", "work", "work/own.txt");
    }

    private Map<String, Object> keeping(String output, Path work, List<String> scenes, boolean delete) {
        return values(
                output,
                "shared_input_images",
                scenes.stream().map(name -> input.resolve(name).toString()).toList(),
                "keep_intermediates",
                true,
                "shared_temp_dir",
                work.toString(),
                "delete_temp_dir",
                delete);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void intermediatesOfOtherImagesAreNotMixed(boolean brokenOff) throws IOException {
        var work = folder.resolve("work");
        var first = keeping("first.tif", work, List.of("scene_00.tif", "scene_01.tif"), brokenOff);
        if (brokenOff) {
            breakOff(first, "write scene_01_Global_Local", 1);
        } else {
            run(first);
        }
        var before = left();
        var other = keeping("other.tif", work, List.of("scene_01.tif", "scene_02.tif"), true);

        assertThatThrownBy(() -> run(other))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(
                        "holds intermediates of other images (2 images, mosaic " + folder.resolve("first.tif"))
                .hasMessageContaining("--shared-temp-dir");

        assertThat(left()).isEqualTo(before).contains("work/global/scene_00_Global.tif");
        run(first);
        assertThat(folder.resolve("first.tif")).exists();
        if (brokenOff) {
            assertThat(work).doesNotExist();
            run(other);
            assertThat(left()).containsExactly("first.tif", "other.tif");
        }
    }

    @Test
    void twoRunsAtOnceDoNotShareAFolder() throws IOException {
        var work = folder.resolve("work");
        var values = keeping("first.tif", work, List.of("scene_00.tif", "scene_01.tif"), true);
        var second = new TreeMap<>(values);
        second.put("shared_output_image_path", folder.resolve("second.tif").toString());
        var refused = new ArrayList<String>();
        Progress meanwhile = new Progress() {
            @Override
            public void begin(String task, long all) {
                if (task.startsWith("block means")) {
                    assertThatThrownBy(() -> run(second))
                            .isInstanceOf(UsageException.class)
                            .satisfies(refusal -> refused.add(refusal.getMessage()));
                }
            }

            @Override
            public void advance(long more) {}
        };
        try (var workers = new Workers(1)) {
            new MosaicPipeline(PipelineParameters.of(values), MatchingKernels.fastest(), workers, meanwhile).run();
        }

        assertThat(refused)
                .singleElement()
                .asString()
                .contains("is in use by another run with the same temporary folder");
        assertThat(left()).containsExactly("first.tif");
        run(second);
        SameMosaic.require(folder.resolve("second.tif"), folder.resolve("first.tif"));
    }

    @Test
    void otherParametersStartAfresh() throws IOException {
        run(values("expected.tif", "local_block_adjustment_number_of_blocks", 30));
        breakOff(values("mosaic.tif"), "write", 40);

        var result = run(values("mosaic.tif", "local_block_adjustment_number_of_blocks", 30));

        assertThat(result.resumed()).isEmpty();
        assertThat(notes)
                .singleElement()
                .asString()
                .startsWith("starting afresh: the interrupted run in ")
                .endsWith("had other parameters of local matching");
        SameMosaic.require(folder.resolve("mosaic.tif"), folder.resolve("expected.tif"));
    }

    @Test
    void anImageThatChangedStartsAfresh() throws IOException {
        breakOff(values("mosaic.tif"), "write", 40);
        Files.copy(
                input.resolve("scene_01.tif"),
                input.resolve("scene_00.tif"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        run(values("expected.tif"));
        notes.clear();

        run(values("mosaic.tif"));

        assertThat(notes)
                .singleElement()
                .asString()
                .startsWith("starting afresh")
                .contains("scene_00.tif");
        SameMosaic.require(folder.resolve("mosaic.tif"), folder.resolve("expected.tif"));
    }

    /// What an image consists of beside its own file counts too.
    @ParameterizedTest
    @ValueSource(strings = {"beside the image", "field of a mask", "behind a virtual raster"})
    void whatIsReadFromOtherFilesStartsAfresh(String where) throws IOException {
        var values = values("mosaic.tif");
        Path changed;
        switch (where) {
            case "beside the image" -> changed = input.resolve("scene_00.tif.aux.xml");
            case "field of a mask" -> {
                var mask = folder.resolve("in/mask.shp");
                var area = new org.locationtech.jts.geom.GeometryFactory()
                        .toGeometry(new org.locationtech.jts.geom.Envelope(6e5, 6.005e5, 2.29e6, 2.31e6));
                VectorFiles.write(
                        mask,
                        List.of(new VectorLayer(
                                "mask",
                                "",
                                Map.of("scene", FieldType.TEXT),
                                List.of(new VectorFeature(area, Map.of("scene", "scene_00"))))));
                values.put("global_regression_vector_mask", List.of("exclude", mask.toString(), "scene"));
                values.put("shared_input_images", input + "/*.tif");
                changed = folder.resolve("in/mask.dbf");
            }
            default -> {
                var behind = Files.createDirectories(input.resolve("behind"));
                changed = Files.move(input.resolve("scene_00.tif"), behind.resolve("scene_00.tif"));
                Files.writeString(input.resolve("scene_00.vrt"), virtual(changed));
                values.put(
                        "shared_input_images",
                        List.of(
                                input.resolve("scene_00.vrt").toString(),
                                input.resolve("scene_01.tif").toString()));
            }
        }
        breakOff(values, "write", 20);
        if (where.equals("beside the image")) {
            Files.writeString(changed, "<PAMDataset/>");
        } else {
            Files.setLastModifiedTime(changed, java.nio.file.attribute.FileTime.fromMillis(1_000_000));
        }

        run(values);

        assertThat(notes)
                .singleElement()
                .asString()
                .startsWith("starting afresh")
                .contains(changed.getFileName().toString());
    }

    private static String virtual(Path image) throws IOException {
        try (var raster = RasterFile.open(image.toString())) {
            var info = raster.info();
            var text = new StringBuilder("<VRTDataset rasterXSize='%d' rasterYSize='%d'><SRS>%s</SRS><GeoTransform>"
                    .formatted(info.width(), info.height(), info.crs().replace("<", "&lt;")));
            for (double number : info.affine().orElseThrow().geoTransform()) {
                text.append(number).append(", ");
            }
            text.setLength(text.length() - 2);
            text.append("</GeoTransform>");
            for (int band = 1; band <= info.bands(); band++) {
                text.append("<VRTRasterBand dataType='UInt16' band='%d'><NoDataValue>%s</NoDataValue><SimpleSource>"
                        .formatted(band, info.noData().get(band - 1).orElseThrow()));
                text.append("<SourceFilename>%s</SourceFilename><SourceBand>%d</SourceBand>".formatted(image, band));
                text.append("</SimpleSource></VRTRasterBand>");
            }
            return text.append("</VRTDataset>").toString();
        }
    }

    @Test
    void tilesOfFloatsAreTakenToo() throws IOException {
        run(values("expected.tif", "shared_output_dtype", "float32"));
        var values = values("mosaic.tif", "shared_output_dtype", "float32");
        breakOff(values, "write", 40);

        var result = run(values);

        assertThat((int) result.resumed().get("tiles")).isGreaterThanOrEqualTo(40);
        SameMosaic.require(folder.resolve("mosaic.tif"), folder.resolve("expected.tif"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"flipped", "cut", "gone", "no raster", "journal cut", "early overviews"})
    void damagedTilesAreComputedAgain(String damage) throws IOException {
        run(values("expected.tif"));
        breakOff(values("mosaic.tif"), "write", 60);
        var partial = folder.resolve(".mosaic.tif.resume/mosaic.tif");
        var journal = folder.resolve(".mosaic.tif.resume/tiles.jsonl");
        if (damage.equals("early overviews")) { // as a run that ended while it built them, from other pixels
            try (var dataset = GdalDataset.updateRaster(partial.toString())) {
                dataset.buildOverviews("NEAREST", 2, 4);
            }
        }
        try (var channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
            switch (damage) {
                case "flipped" -> channel.write(java.nio.ByteBuffer.wrap(new byte[300]), channel.size() * 2 / 3);
                case "cut" -> channel.truncate(channel.size() / 2);
                case "gone" -> Files.delete(partial);
                case "no raster" -> channel.truncate(0);
                case "journal cut" -> Files.write(journal, java.util.Arrays.copyOf(Files.readAllBytes(journal), 100));
                default -> channel.force(false);
            }
        }

        run(values("mosaic.tif"));

        SameMosaic.require(folder.resolve("mosaic.tif"), folder.resolve("expected.tif"));
        assertThat(left()).containsExactly("expected.tif", "mosaic.tif");
    }

    @Test
    void nothingIsKeptUnlessWanted() throws IOException {
        breakOff(values("mosaic.tif", "resume", false), "write", 40);

        assertThat(left()).isEmpty();
    }

    @Test
    void twoRunsCannotWorkOnOneOutput() throws IOException {
        breakOff(values("mosaic.tif"), "write", 40);
        var lock = folder.resolve(".mosaic.tif.resume/lock");
        try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                var held = channel.lock()) {
            assertThat(held.isValid()).isTrue();

            assertThatThrownBy(() -> run(values("mosaic.tif")))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("in use by another run");
        }
        run(values("mosaic.tif"));
        assertThat(left()).containsExactly("mosaic.tif");
    }

    @Test
    void aMistakeLeavesNothing() throws IOException {
        var values = values("mosaic.tif", "global_regression_vector_mask", List.of("include", "no.gpkg"));

        assertThatThrownBy(() -> run(values)).hasMessageContaining("no.gpkg");

        assertThat(left()).isEmpty();
    }
}
