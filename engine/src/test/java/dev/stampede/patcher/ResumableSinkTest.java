package dev.stampede.patcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.patcher.aggregation.CellAggregation;
import dev.stampede.patcher.aggregation.Max;
import dev.stampede.patcher.aggregation.OverlapAddition;
import dev.stampede.patcher.sampler.RandomAnchors;
import dev.stampede.patcher.sampler.RegularStride;
import dev.stampede.patcher.window.Triangular;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.runtime.Workers;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs broken off and gone on with.
class ResumableSinkTest {
    @TempDir
    Path folder;

    /// P16, for runs in rows; StreamingRunTest for runs into a store.
    @Test
    void aRunThatWasBrokenOffGoesOnAndEndsTheSame() throws Exception {
        try (var arena = Arena.ofShared();
                var workers = new Workers(2)) {
            var random = new Random(4);
            var scene = Scenes.of(
                    arena, DType.FLOAT32, 120, 50, _ -> random.nextInt(300) == 0 ? Float.NaN : random.nextFloat());
            var settings = RunSettings.of(workers);
            for (CellAggregation aggregation : List.of(new OverlapAddition(true, Double.NaN), new Max())) {
                for (var sampler : List.of(RegularStride.of(11), new RandomAnchors(90, 2))) {
                    for (int killAfter : new int[] {1, 13, 30, 47}) {
                        var patcher = new Patcher(
                                new Rectangular(PatchSize.of(16), Boundary.SHRINK),
                                sampler,
                                new Triangular(4),
                                aggregation);
                        var expected = GridRun.toMemory(arena, scene, patcher, Patch::data, settings);
                        var work = folder.resolve("run");
                        var count = new AtomicInteger();

                        assertThatThrownBy(() -> run(scene, patcher, settings, work, new MemorySink(arena), patch -> {
                                    if (count.incrementAndGet() > killAfter) {
                                        throw new IllegalStateException("killed");
                                    }
                                    return patch.data();
                                }))
                                .hasMessageContaining("killed");
                        count.set(0);
                        var sink = new MemorySink(arena);
                        run(scene, patcher, settings, work, sink, patch -> {
                            count.incrementAndGet();
                            return patch.data();
                        });

                        Patches.same(sink.result().values(), expected.values(), 0);
                        int all = patcher.anchors(RasterGrid.of(scene)).size();
                        if (killAfter == 47 && sampler instanceof RegularStride) {
                            assertThat(count.get()).isLessThan(all / 2);
                        }
                        assertThat(count.get()).isLessThanOrEqualTo(all);
                        assertThat(work).doesNotExist();
                    }
                }
            }
        }
    }

    private static void run(
            GeoRaster scene, Patcher patcher, RunSettings settings, Path work, RowSink sink, PatchFunction function)
            throws Exception {
        try (var resumable = new ResumableSink(work, patcher.repr(), sink)) {
            GridRun.run(scene, patcher, function, settings, resumable);
        }
    }

    @Test
    void whenAllThatIsLeftFailsTheMessageSaysSo() throws Exception {
        try (var arena = Arena.ofShared();
                var workers = new Workers(1)) {
            var scene = Scenes.of(arena, DType.FLOAT32, 64, 16, _ -> 1);
            var patcher = new Patcher(
                    new Rectangular(PatchSize.of(16), Boundary.SHRINK),
                    RegularStride.of(16),
                    new Triangular(4),
                    new Max());
            var settings = RunSettings.of(workers);
            PatchFunction lastFails = patch -> {
                if (patch.anchor().row() == 48) {
                    throw new IllegalStateException("bad");
                }
                return patch.data();
            };
            var work = folder.resolve("run");
            assertThatThrownBy(() -> run(scene, patcher, settings, work, new MemorySink(arena), lastFails))
                    .hasMessageContaining("bad");

            assertThatThrownBy(() -> run(
                            scene, patcher, settings.with(ErrorPolicy.SKIP), work, new MemorySink(arena), lastFails))
                    .hasMessageContaining("all that was left failed, 1 of 4 patches")
                    .hasMessageNotContaining("every patch");
            assertThat(work).exists();
        }
    }

    @Test
    void aLineThatWasBrokenOffDoesNotCountAndTheNextOneDoes() throws Exception {
        var work = Files.createDirectories(folder.resolve("run"));
        Files.writeString(
                work.resolve("journal.jsonl"),
                "{\"run\": \"this\"}\n{\"rows\": 12}\n{\"rows\": 2{\"rows\": 24}\n{\"rows\": 3");

        assertThat(new ResumableSink(work, "this", null).finishedRows()).isEqualTo(24);
    }

    @Test
    void rowsOfAnotherRunAreRefused() throws Exception {
        var work = Files.createDirectories(folder.resolve("run"));
        Files.writeString(work.resolve("journal.jsonl"), "{\"run\": \"something else\"}\n{\"rows\": 12}\n");

        assertThatThrownBy(() -> new ResumableSink(work, "this", null))
                .hasMessageContaining("something else")
                .hasMessageContaining("this");
    }
}
