package dev.stampede.patcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.patcher.aggregation.Mean;
import dev.stampede.patcher.aggregation.OverlapAddition;
import dev.stampede.patcher.aggregation.Sum;
import dev.stampede.patcher.window.Boxcar;
import dev.stampede.patcher.window.Triangular;
import dev.stampede.raster.Attributes;
import dev.stampede.raster.Crs;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterSource;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Patches that fail, and what is told of a run.
class PatchFailureTest extends WithWorkers {
    /// Reads fail at some places.
    private record Broken(GeoRaster scene, Set<PixelAnchor> bad, AtomicInteger reads, int goodAfter)
            implements RasterSource {
        @Override
        public DType dtype() {
            return scene.dtype();
        }

        @Override
        public int[] shape() {
            return scene.shape();
        }

        @Override
        public dev.stampede.raster.Affine affine() {
            return scene.affine();
        }

        @Override
        public Crs crs() {
            return scene.crs();
        }

        @Override
        public OptionalDouble fill() {
            return scene.fill();
        }

        @Override
        public Attributes attributes() {
            return scene.attributes();
        }

        @Override
        public GeoRaster read(SegmentAllocator allocator, Window window, int[] bands) throws IOException {
            if (bad.contains(new PixelAnchor(window.row(), window.col())) && reads.incrementAndGet() <= goodAfter) {
                throw new IOException("the disk is gone");
            }
            return scene.read(allocator, window, bands);
        }
    }

    /// P15.
    @ParameterizedTest
    @EnumSource(
            value = ErrorPolicy.Kind.class,
            names = {"SKIP", "MASK"})
    void aPatchThatFailsIsLeftOutAndItsNeighboursAreNotTouched(ErrorPolicy.Kind kind) {
        var scene = noise(64, 64);
        var bad = new PixelAnchor(16, 32);
        var source = new Broken(scene, Set.of(bad), new AtomicInteger(), Integer.MAX_VALUE);
        var patcher = Patches.patcher(16, Boundary.DROP, 8, new Triangular(4), new OverlapAddition());
        var settings = RunSettings.of(workers).with(new ErrorPolicy(kind, 0));

        var sink = new MemorySink(arena);
        RunReport report;
        try {
            report = GridRun.run(source, patcher, Patch::data, settings, sink);
        } catch (IOException e) {
            throw new AssertionError(e);
        }

        var patches = new ArrayList<>(patcher.split(scene).readAll(arena));
        patches.removeIf(patch -> patch.anchor().equals(bad));
        Patches.same(
                sink.result().values(),
                patcher.merge(arena, patches, RasterGrid.of(scene)).values(),
                1e-12);
        assertThat(report.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.anchor()).isEqualTo(bad);
            assertThat(failure.cause()).hasMessage("the disk is gone");
        });
    }

    /// Numbers of rows and columns of anchors, the first that fails and the first that does not any more.
    @ParameterizedTest
    @ValueSource(strings = {"0 1 0 24", "0 2 0 24", "2 3 0 24", "2 3 0 16", "2 3 16 24", "6 7 0 24", "0 1 0 16"})
    void wholeRowsOfPatchesThatFailAreLeftOut(String which) {
        var scene = noise(64, 200);
        var patcher = Patches.patcher(16, Boundary.DROP, 8, new Triangular(4), new OverlapAddition(true, -1));
        var limits = java.util.Arrays.stream(which.split(" "))
                .mapToInt(Integer::parseInt)
                .toArray();
        var bad = new java.util.HashSet<PixelAnchor>();
        for (int row = limits[0]; row < limits[1]; row++) {
            for (int col = limits[2]; col < limits[3]; col++) {
                bad.add(new PixelAnchor(8 * row, 8 * col));
            }
        }
        var source = new Broken(scene, bad, new AtomicInteger(), Integer.MAX_VALUE);

        var result = GridRun.toMemory(
                arena, source, patcher, Patch::data, RunSettings.of(workers).with(ErrorPolicy.SKIP));

        var patches = new ArrayList<>(patcher.split(scene).readAll(arena));
        patches.removeIf(patch -> bad.contains(patch.anchor()));
        Patches.same(
                result.values(),
                patcher.merge(arena, patches, RasterGrid.of(scene)).values(),
                1e-12);
    }

    @Test
    void aFailureNamesThePatchAndRetriesHelp() {
        var scene = noise(64, 64);
        var bad = new PixelAnchor(16, 32);
        var patcher = Patches.patcher(16, Boundary.DROP, 16, new Boxcar(), new Mean());

        assertThatThrownBy(() -> GridRun.toMemory(
                        arena,
                        new Broken(scene, Set.of(bad), new AtomicInteger(), 2),
                        patcher,
                        Patch::data,
                        RunSettings.of(workers)))
                .isInstanceOf(PatchException.class)
                .hasMessageContaining("row 16, column 32")
                .hasMessageContaining("the disk is gone");
        var settings = RunSettings.of(workers).with(ErrorPolicy.RAISE.retrying(2));
        var result = GridRun.toMemory(
                arena, new Broken(scene, Set.of(bad), new AtomicInteger(), 2), patcher, Patch::data, settings);
        Patches.same(result.values(), scene.values(), 0);
    }

    /// P18.
    @Test
    void hooksFireAndOneThatFailsStopsNothing() {
        var scene = noise(32, 32);
        var order = Collections.synchronizedList(new ArrayList<String>());
        var done = ConcurrentHashMap.<PixelAnchor>newKeySet();
        var hooks = new PatchHooks() {
            @Override
            public void splitStart(int patches) {
                order.add("split " + patches);
            }

            @Override
            public void mergeStart(RasterGrid grid) {
                order.add("merge");
            }

            @Override
            public void patchStart(PixelAnchor anchor) {
                throw new IllegalStateException("a hook with a fault");
            }

            @Override
            public void patchDone(PixelAnchor anchor) {
                done.add(anchor);
            }

            @Override
            public void mergeEnd(RasterGrid grid) {
                order.add("merged");
            }

            @Override
            public void splitEnd(int patches) {
                order.add("end " + patches);
            }
        };

        var result = GridRun.toMemory(
                arena,
                scene,
                Patches.patcher(16, Boundary.DROP, 16, new Boxcar(), new Sum()),
                Patch::data,
                RunSettings.of(workers).with(hooks));

        Patches.same(result.values(), scene.values(), 0);
        assertThat(order).containsExactly("split 4", "merge", "merged", "end 4");
        assertThat(done).hasSize(4);
    }
}
