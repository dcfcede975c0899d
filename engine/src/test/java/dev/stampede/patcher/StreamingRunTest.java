package dev.stampede.patcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.io.zarr.ZarrArray;
import dev.stampede.io.zarr.ZarrCompression;
import dev.stampede.io.zarr.ZarrFormat;
import dev.stampede.io.zarr.ZarrSource;
import dev.stampede.patcher.aggregation.Mean;
import dev.stampede.patcher.aggregation.OverlapAddition;
import dev.stampede.patcher.aggregation.Sum;
import dev.stampede.patcher.aggregation.Variance;
import dev.stampede.patcher.sampler.ExplicitAnchors;
import dev.stampede.patcher.sampler.RandomAnchors;
import dev.stampede.patcher.sampler.RegularStride;
import dev.stampede.patcher.window.Hann;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StreamingRunTest {
    private final Arena arena = Arena.ofShared();
    private final Workers workers = new Workers(2);
    private final RunSettings settings = RunSettings.of(workers);

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        workers.close();
        arena.close();
    }

    private GeoRaster scene() {
        var random = new Random(5);
        return Scenes.of(arena, DType.FLOAT32, 90, 70, _ -> random.nextInt(200) == 0 ? Float.NaN : random.nextFloat());
    }

    private GeoRaster streamed(GeoRaster scene, Patcher patcher, ZarrOptions options, Path store) throws Exception {
        return streamed(scene, patcher, options, store, Patch::data);
    }

    private GeoRaster streamed(
            GeoRaster scene, Patcher patcher, ZarrOptions options, Path store, PatchFunction function)
            throws Exception {
        var sink = new MemorySink(arena);
        try (var accumulator = ZarrAccumulator.open(store, patcher.repr(), options)) {
            StreamingRun.run(scene, patcher, function, settings, accumulator, sink);
        }
        return sink.result();
    }

    static List<ZarrOptions> options() {
        var three = ZarrOptions.DEFAULT;
        return List.of(
                three,
                three.withChunks(PatchSize.of(7)),
                three.withChunks(PatchSize.of(40)),
                three.withChunks(PatchSize.of(8)).withShards(new PatchSize(32, 80)),
                three.with(ZarrFormat.V2).withChunks(new PatchSize(5, 64)),
                three.with(DType.FLOAT32),
                three.with(ZarrFormat.V2).with(DType.FLOAT32).withChunks(PatchSize.of(1000)));
    }

    /// P6: chunks smaller than, equal to and larger than a patch, both versions, both precisions.
    @ParameterizedTest
    @MethodSource("options")
    void p6StreamingEqualsMemory(ZarrOptions options) throws Exception {
        var scene = scene();
        int i = 0;
        for (var aggregation : List.of(new OverlapAddition(), new Sum(), new Mean(Double.NaN))) {
            for (var sampler : List.of(RegularStride.of(11), new RandomAnchors(40, 3))) {
                var patcher = new Patcher(
                        new Rectangular(PatchSize.of(16), Boundary.SHRINK), sampler, new Hann(), aggregation);
                var sorted =
                        patcher.anchors(RasterGrid.of(scene)).stream().sorted().toList();
                var inOrder = new Patcher(
                        patcher.geometry(), new ExplicitAnchors(sorted), patcher.window(), patcher.aggregation());
                var expected = inOrder.merge(arena, inOrder.split(scene).readAll(arena), RasterGrid.of(scene));

                var actual = streamed(scene, patcher, options, folder.resolve("s" + i++));

                boolean exact = options.dtype() == DType.FLOAT64;
                Patches.same(actual.values(), expected.values(), exact ? 0 : 3e-6);
            }
        }
    }

    /// P16: what was committed before a break is not worked on again, and the result is the same.
    @Test
    void p16ARunThatWasBrokenOffGoesOnWithTheRest() throws Exception {
        var scene = scene();
        var patcher = new Patcher(
                new Rectangular(PatchSize.of(16), Boundary.SHRINK),
                new RandomAnchors(100, 8),
                new Triangular(4),
                new OverlapAddition(true, Double.NaN));
        var expected = streamed(scene, patcher, ZarrOptions.DEFAULT, folder.resolve("whole"));
        for (int killAfter : new int[] {1, 20, 47, 90}) {
            var store = folder.resolve("kill" + killAfter);
            var count = new AtomicInteger();
            assertThatThrownBy(() -> streamed(scene, patcher, ZarrOptions.DEFAULT, store, patch -> {
                        if (count.incrementAndGet() > killAfter) {
                            throw new IllegalStateException("killed");
                        }
                        return patch.data();
                    }))
                    .hasMessageContaining("killed");
            count.set(0);

            var actual = streamed(scene, patcher, ZarrOptions.DEFAULT, store, patch -> {
                count.incrementAndGet();
                return patch.data();
            });

            Patches.same(actual.values(), expected.values(), 0);
            assertThat(count.get()).isEqualTo(100 - killAfter / Batches.LARGEST * Batches.LARGEST);
        }
    }

    @Test
    void everyPatchCountsOnceWhereverACommitBreaksOff() throws Exception {
        var scene = scene();
        var patcher = new Patcher(
                new Rectangular(PatchSize.of(16), Boundary.SHRINK), RegularStride.of(9), new Hann(), new Sum());
        var expected = streamed(scene, patcher, ZarrOptions.DEFAULT, folder.resolve("whole"));
        var store = folder.resolve("broken");
        var count = new AtomicInteger();
        assertThatThrownBy(() -> streamed(scene, patcher, ZarrOptions.DEFAULT, store, patch -> {
                    if (count.incrementAndGet() > 40) {
                        throw new IllegalStateException("killed");
                    }
                    return patch.data();
                }))
                .hasMessageContaining("killed");
        var sums = ZarrArray.open(store.resolve("rec.zarr"));
        // journaled but not renamed: as if the break came between the two
        var held = sums.read(arena, new int[] {0, 0}, new int[] {16, 70});
        sums.stage("c2", new int[] {0, 0}, held);
        sums.write(new int[] {0, 0}, held.copyAs(arena, DType.FLOAT32)); // anything else
        // staged but not journaled
        sums.stage("c3", new int[] {32, 0}, sums.read(arena, new int[] {0, 0}, new int[] {16, 70}));

        var actual = streamed(scene, patcher, ZarrOptions.DEFAULT, store);

        Patches.same(actual.values(), expected.values(), 0);
        try (var files = Files.walk(store)) {
            assertThat(files.filter(f -> f.toString().contains(".staged-"))).isEmpty();
        }
    }

    @Test
    void noPatchesGiveZeros() throws Exception {
        var patcher = new Patcher(
                new Rectangular(PatchSize.of(16), Boundary.SHRINK),
                new RandomAnchors(0, 1),
                new Hann(),
                new OverlapAddition());

        var result = streamed(scene(), patcher, ZarrOptions.DEFAULT, folder.resolve("s"));

        assertThat(result.shape()).containsExactly(90, 70);
        assertThat(result.values().get(45, 33)).isZero();
    }

    @Test
    void refusesWhatHasNoSumsAndStoresOfOthers() throws Exception {
        var geometry = new Rectangular(PatchSize.of(16), Boundary.DROP);
        var variance = new Patcher(geometry, RegularStride.of(16), new Hann(), new Variance());
        var sum = variance.with(new Sum());

        assertThatThrownBy(() -> streamed(scene(), variance, ZarrOptions.DEFAULT, folder.resolve("a")))
                .hasMessageContaining("does not consist of sums and weights");
        streamed(scene(), sum, ZarrOptions.DEFAULT, folder.resolve("b"));
        assertThatThrownBy(() -> ZarrAccumulator.open(folder.resolve("b"), "another", ZarrOptions.DEFAULT))
                .hasMessageContaining("is the journal of another run");
    }

    @Test
    void rowsGoIntoAStoreToo() throws Exception {
        var scene = scene();
        var patcher = new Patcher(
                new Rectangular(PatchSize.of(16), Boundary.SHRINK),
                RegularStride.of(12),
                new Triangular(4),
                new OverlapAddition(true, Double.NaN));
        var expected = GridRun.toMemory(arena, scene, patcher, Patch::data, settings);

        try (var sink =
                new ZarrSink(folder.resolve("out"), ZarrFormat.V3, new PatchSize(32, 20), ZarrCompression.GZIP)) {
            GridRun.run(scene, patcher, Patch::data, settings, sink);
        }

        var stored = ZarrSource.open(folder.resolve("out")).readAll(arena);
        assertThat(stored.affine()).isEqualTo(scene.affine());
        Patches.same(stored.band(0), expected.values(), 0);
    }
}
