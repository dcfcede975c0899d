package dev.stampede.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.catalog.Catalog;
import dev.stampede.catalog.CatalogBuilder;
import dev.stampede.catalog.CatalogRow;
import dev.stampede.deploy.CatalogPipeline.OnRowError;
import dev.stampede.io.raster.GeoTiff;
import dev.stampede.raster.GeoRaster;
import dev.stampede.runtime.Cancellation;
import dev.stampede.runtime.Progress;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogPipelineTest {
    @TempDir
    Path folder;

    private List<Path> files;
    private Catalog catalog;
    private final PipelineCall ndvi = SmallScenes.call(SmallScenes.NDVI);

    @BeforeEach
    void scenes() throws IOException {
        files = SmallScenes.in(folder.resolve("in"), 4);
        catalog = CatalogBuilder.create()
                .rasters(files.stream().map(Path::toString).toList());
    }

    private CatalogPipeline.Report run(OnRowError onError, Optional<Path> journal) throws IOException {
        var sink = CatalogPipeline.files(folder.resolve("out"), Map.of());
        return new CatalogPipeline(ndvi, sink, onError, 2, journal).run(catalog, Progress.NONE, new Cancellation());
    }

    @Test
    void writesTheResultOfEveryRow() throws IOException {
        var report = run(OnRowError.RAISE, Optional.empty());

        assertThat(report).isEqualTo(new CatalogPipeline.Report(4, 4, 0, List.of()));
        try (var arena = Arena.ofShared()) {
            for (var file : files) {
                var expected = ndvi.apply(arena, PipelineCall.read(arena, List.of(file)))
                        .firstEntry()
                        .getValue();
                var found = GeoTiff.read(
                        arena, folder.resolve("out").resolve(file.getFileName()).toString());
                assertThat(RasterDifference.of(expected, found.rewrap(found.band(0)), RasterDifference.Tolerance.EXACT)
                                .within(RasterDifference.Tolerance.EXACT))
                        .isTrue();
            }
        }
    }

    @Test
    void aBrokenRowIsLeftOutOrEndsTheRun() throws IOException {
        Files.write(files.get(1), new byte[] {1, 2, 3});

        var report = run(OnRowError.LOG_AND_CONTINUE, Optional.empty());

        assertThat(report.completed()).isEqualTo(3);
        assertThat(report.failures()).hasSize(1);
        assertThat(report.failures().getFirst().position()).isEqualTo(1);
        assertThat(report.failures().getFirst().filepath())
                .isEqualTo(files.get(1).toString());
        assertThatThrownBy(() -> run(OnRowError.RAISE, Optional.empty()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("row 1, " + files.get(1));
    }

    @Test
    void aJournalLetsTheNextRunGoOn() throws IOException {
        var journal = Optional.of(folder.resolve("journal.txt"));
        var healthy = Files.readAllBytes(files.get(2));
        Files.write(files.get(2), new byte[] {1});
        run(OnRowError.LOG_AND_CONTINUE, journal);
        Files.write(files.get(2), healthy);
        // A line that a crash cut off does not count.
        Files.writeString(journal.get(), Files.readString(journal.get()) + files.get(2));

        var seen = Collections.synchronizedList(new ArrayList<Integer>());
        var watching = new CatalogPipeline.Sink() {
            @Override
            public void accept(int position, CatalogRow row, SequencedMap<String, GeoRaster> results) {
                seen.add(position);
            }

            @Override
            public Optional<Path> place() {
                return Optional.of(folder.resolve("out"));
            }
        };
        var report = new CatalogPipeline(ndvi, watching, OnRowError.RAISE, 2, journal)
                .run(catalog, Progress.NONE, new Cancellation());

        assertThat(report).isEqualTo(new CatalogPipeline.Report(4, 1, 3, List.of()));
        assertThat(seen).containsExactly(2);
        assertThat(Files.readAllLines(journal.get())).hasSize(5);
    }

    @Test
    void aJournalOfAnotherPipelineIsRefused() throws IOException {
        var journal = Optional.of(folder.resolve("journal.txt"));
        run(OnRowError.RAISE, journal);
        var other = SmallScenes.call("{op: NDWI, config: {green: B03, nir: B08}}");

        assertThatThrownBy(() -> new CatalogPipeline(other, (p, r, s) -> {}, OnRowError.RAISE, 1, journal)
                        .run(catalog, Progress.NONE, new Cancellation()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("remembers rows of another pipeline");
    }

    /// The rows it remembers lie elsewhere: skipping them would leave the new folder without them.
    @Test
    void aJournalOfAnotherFolderIsRefused() throws IOException {
        var journal = Optional.of(folder.resolve("journal.txt"));
        run(OnRowError.RAISE, journal);
        var before = Files.readString(journal.get());
        var sink = CatalogPipeline.files(folder.resolve("elsewhere"), Map.of());

        assertThatThrownBy(() -> new CatalogPipeline(ndvi, sink, OnRowError.RAISE, 1, journal)
                        .run(catalog, Progress.NONE, new Cancellation()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("remembers rows of another pipeline or folder of results")
                .hasMessageContaining(folder.resolve("out").toString())
                .hasMessageContaining(folder.resolve("elsewhere").toString());
        assertThat(folder.resolve("elsewhere")).doesNotExist();
        assertThat(Files.readString(journal.get())).isEqualTo(before);
        assertThat(run(OnRowError.RAISE, journal)).isEqualTo(new CatalogPipeline.Report(4, 0, 4, List.of()));
    }

    @Test
    void resultsOfOneNameAreRefusedBeforeAnythingRuns() {
        var row = catalog.row(0);
        var twice = Catalog.of(
                catalog.crs(),
                List.of(
                        row,
                        CatalogRow.raster("elsewhere/" + files.get(0).getFileName(), row.geometry(), row.interval())));

        assertThatThrownBy(() -> new CatalogPipeline(
                                ndvi,
                                CatalogPipeline.files(folder.resolve("none"), Map.of()),
                                OnRowError.RAISE,
                                1,
                                Optional.empty())
                        .run(twice, Progress.NONE, new Cancellation()))
                .hasMessageContaining("would have one name");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void resultsNeverReplaceTheirInputs() throws IOException {
        var before = Files.readAllBytes(files.getFirst());
        var sink = CatalogPipeline.files(files.getFirst().getParent(), Map.of());

        assertThatThrownBy(() -> new CatalogPipeline(ndvi, sink, OnRowError.RAISE, 1, Optional.empty())
                        .run(catalog, Progress.NONE, new Cancellation()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("would replace it");
        assertThat(Files.readAllBytes(files.getFirst())).isEqualTo(before);
    }

    @Test
    void anErrorOfTheMachineIsToldAsItIs() {
        CatalogPipeline.Sink full = (position, row, results) -> {
            throw new OutOfMemoryError("no room");
        };

        assertThatThrownBy(() -> new CatalogPipeline(ndvi, full, OnRowError.LOG_AND_CONTINUE, 1, Optional.empty())
                        .run(catalog, Progress.NONE, new Cancellation()))
                .isInstanceOf(OutOfMemoryError.class);
    }
}
