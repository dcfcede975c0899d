package dev.stampede.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrozenRunTest {
    @TempDir
    Path folder;

    private List<Path> files;
    private FrozenRun frozen;

    @BeforeEach
    void freeze() throws IOException {
        files = SmallScenes.in(folder.resolve("in"), 2);
        frozen = FrozenRun.freeze(SmallScenes.call(SmallScenes.NDVI), List.of(files.get(0)), folder.resolve("frozen"));
    }

    private FrozenRun.Verdict verify(RasterDifference.Tolerance tolerance, Path... inputs) throws IOException {
        return frozen.verify(List.of(inputs), tolerance);
    }

    @Test
    void holdsWhenNothingChangedAndWhenInputsMoved() throws IOException {
        assertThat(verify(RasterDifference.Tolerance.EXACT).problems()).isEmpty();
        assertThat(verify(RasterDifference.Tolerance.EXACT).matches()).hasSize(3);
        var moved = folder.resolve("moved.tif");
        Files.move(files.get(0), moved);

        assertThat(verify(RasterDifference.Tolerance.EXACT, moved).holds()).isTrue();
    }

    @Test
    void tellsAChangedInputAChangedResultAndAChangedPipeline() throws IOException {
        var other = verify(RasterDifference.Tolerance.EXACT, files.get(1));

        assertThat(other.problems()).hasSize(2);
        assertThat(other.problems().get(0)).contains("its SHA-256 is");
        assertThat(other.problems().get(1)).contains("content differs from what was frozen");

        var pipeline = folder.resolve("frozen/pipeline.json");
        Files.writeString(
                pipeline, Files.readString(pipeline).replace("1e-10", "1e-5").replace("1.0E-10", "1e-5"));
        assertThat(verify(RasterDifference.Tolerance.EXACT).problems().getFirst())
                .startsWith("pipeline: its digest");
        // The index hardly changes: a tolerance takes that, the digest does not.
        assertThat(verify(new RasterDifference.Tolerance(1e-3, 0, 0)).problems())
                .hasSize(1);
    }

    @Test
    void tellsAResultThatWasExchanged() throws IOException {
        var other =
                FrozenRun.freeze(SmallScenes.call(SmallScenes.NDVI), List.of(files.get(1)), folder.resolve("other"));
        Files.copy(
                other.folder().resolve("result.tif"),
                folder.resolve("frozen/result.tif"),
                StandardCopyOption.REPLACE_EXISTING);

        assertThat(verify(RasterDifference.Tolerance.EXACT).problems()).hasSize(1);
    }

    @Test
    void refusesAFolderThatIsInUseAndAPipelineThatReadsItself() {
        assertThatThrownBy(() -> FrozenRun.freeze(
                        SmallScenes.call(SmallScenes.NDVI), List.of(files.get(0)), folder.resolve("frozen")))
                .hasMessageContaining("is not empty");
        assertThatThrownBy(() -> SmallScenes.call("{op: ReadGeoTIFF, config: {src: a.tif}}"))
                .hasMessageContaining("leave the reader out");
        assertThatThrownBy(() -> SmallScenes.call("{op: WriteGeoTIFF, config: {path: a.tif}}"))
                .hasMessageContaining("leave the writer out");
    }

    @Test
    void aRunThatFailsLeavesNoFolder() throws IOException {
        var call = SmallScenes.call("{op: NDWI, config: {green: B77, nir: B08}}");
        var target = folder.resolve("broken");

        assertThatThrownBy(() -> FrozenRun.freeze(call, List.of(files.get(0)), target))
                .isInstanceOf(RuntimeException.class);

        try (var left = Files.list(folder)) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).containsExactlyInAnyOrder("in", "frozen");
        }
        Files.createDirectories(target); // an empty one may be there
        FrozenRun.freeze(SmallScenes.call(SmallScenes.NDVI), List.of(files.get(0)), target);
        assertThat(target.resolve("frozen.json")).exists();
    }

    @Test
    void aRecordThatIsNoneIsNamed() throws IOException {
        var file = folder.resolve("frozen/frozen.json");
        for (var text : List.of("null", "[1]", "{", "{}", "{\"results\": {}, \"inputs\": [3]}")) {
            Files.writeString(file, text);
            assertThatThrownBy(() -> verify(RasterDifference.Tolerance.EXACT))
                    .as(text)
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageStartingWith(file + ": ");
        }
    }
}
