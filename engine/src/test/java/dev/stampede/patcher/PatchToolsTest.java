package dev.stampede.patcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stampede.patcher.aggregation.MeanStd;
import dev.stampede.patcher.aggregation.OverlapAddition;
import dev.stampede.patcher.aggregation.Sum;
import dev.stampede.patcher.window.Boxcar;
import dev.stampede.patcher.window.Triangular;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Crs;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.runtime.Workers;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatchToolsTest {
    private final Arena arena = Arena.ofShared();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        arena.close();
    }

    private GeoRaster noise(int rows, int cols, long seed) {
        var random = new Random(seed);
        return Scenes.of(arena, DType.FLOAT64, rows, cols, _ -> 5 + 3 * random.nextGaussian());
    }

    /// P14: with mean and deviation of a first pass, a second one gives mean 0 and deviation 1.
    @Test
    void p14TwoPassesGiveStandardScores() {
        try (var workers = new Workers(2)) {
            var scene = noise(64, 80, 1);
            var patcher = Patches.patcher(16, Boundary.DROP, 16, new Boxcar(), new OverlapAddition());
            var grid = RasterGrid.of(scene);
            var first = Patcher.summarise(new MeanStd(), patcher.split(scene).view(), grid);

            var scores = GridRun.toMemory(
                    arena,
                    scene,
                    patcher,
                    patch -> scaled(patch.data(), first.mean(), first.std()),
                    RunSettings.of(workers));

            var second = Patcher.summarise(new MeanStd(), patcher.split(scores).view(), grid);
            assertEquals(0, second.mean(), 1e-9);
            assertEquals(1, second.std(), 1e-9);
        }
    }

    private static GeoRaster scaled(GeoRaster in, double mean, double std) {
        var out = ArrayView.allocate(Arena.ofAuto(), DType.FLOAT64, in.shape());
        for (int r = 0; r < in.height(); r++) {
            for (int c = 0; c < in.width(); c++) {
                out.set((in.values().get(r, c) - mean) / std, r, c);
            }
        }
        return in.rewrap(out);
    }

    /// A patch is a raster, so it can be cut again: the same as one level.
    @Test
    void patchersOfPatchersGiveWhatOneGives() {
        try (var workers = new Workers(2)) {
            var scene = noise(64, 96, 2);
            var settings = RunSettings.of(workers);
            var outer = Patches.patcher(32, Boundary.DROP, 32, new Boxcar(), new OverlapAddition());
            var inner = Patches.patcher(8, Boundary.DROP, 8, new Boxcar(), new OverlapAddition());

            var nested = GridRun.toMemory(
                    arena,
                    scene,
                    outer,
                    patch -> inner.merge(
                            Arena.ofAuto(), inner.split(patch.data()).view(), RasterGrid.of(patch.data())),
                    settings);

            Patches.same(nested.values(), scene.values(), 0);
        }
    }

    @Test
    void matchedPatchesShareTheGridAndSayWhereAllAreValid() throws Exception {
        var primary = noise(48, 48, 3);
        var other = noise(48, 48, 4);
        other.values().set(Double.NaN, 20, 21);
        var field = new MatchedField(primary, Map.of("other", other), MatchedField.SAME_GRID);
        var patcher = Patches.patcher(16, Boundary.DROP, 8, new Triangular(4), new OverlapAddition());

        var patches = field.split(arena, patcher);
        var difference = new ArrayList<MatchedField.MatchedPatch>();
        for (var patch : patches) {
            var results = new LinkedHashMap<>(patch.data());
            results.put("sum", added(patch.data().get("primary"), patch.data().get("other")));
            difference.add(patch.with(results));
        }
        var merged = field.merge(arena, difference, Map.of("primary", patcher, "sum", patcher));

        assertThat(patches.getFirst().data().keySet()).containsExactly("primary", "other");
        Patches.same(merged.get("primary").values(), primary.values(), 1e-12);
        assertThat(merged.get("sum").affine()).isEqualTo(primary.affine());
        assertEquals(
                primary.values().get(9, 9) + other.values().get(9, 9),
                merged.get("sum").values().get(9, 9),
                1e-12);
        for (var patch : patches) {
            var window = patch.place().window();
            for (int r = 0; r < 16; r++) {
                for (int c = 0; c < 16; c++) {
                    boolean hole = window.row() + r == 20 && window.col() + c == 21;
                    assertThat(patch.validMask().get(r, c)).isEqualTo(hole ? 0 : 1);
                }
            }
        }
        assertThatThrownBy(() -> field.merge(arena, patches, Map.of("x", patcher)))
                .hasMessageContaining("known are primary, other");
        assertThatThrownBy(() -> new MatchedField(primary, Map.of("primary", other), MatchedField.SAME_GRID))
                .hasMessageContaining("is taken");
    }

    private static GeoRaster added(GeoRaster a, GeoRaster b) {
        var out = ArrayView.allocate(Arena.ofAuto(), DType.FLOAT64, a.shape());
        for (int r = 0; r < a.height(); r++) {
            for (int c = 0; c < a.width(); c++) {
                out.set(a.values().get(r, c) + b.values().get(r, c), r, c);
            }
        }
        return a.rewrap(out);
    }

    @Test
    void stacksOfOneShapeAndPaddedOnes() {
        var scene = noise(20, 20, 5);
        var whole = Patches.patcher(8, Boundary.DROP, 8, new Boxcar(), new Sum())
                .split(scene)
                .readAll(arena);
        var cut = Patches.patcher(8, Boundary.SHRINK, 8, new Boxcar(), new Sum())
                .split(scene)
                .readAll(arena);

        var stack = PatchStack.of(arena, whole);
        var padded = PatchStack.padded(arena, cut, -1);

        assertThat(stack.values().shape()).containsExactly(4, 8, 8);
        assertThat(stack.values().get(3, 2, 1)).isEqualTo(scene.values().get(10, 9));
        assertThatThrownBy(() -> PatchStack.of(arena, cut)).hasMessageContaining("stack them padded");
        assertThat(padded.values().shape()).containsExactly(9, 8, 8);
        assertThat(padded.values().get(8, 3, 3)).isEqualTo(scene.values().get(19, 19));
        assertThat(padded.values().get(8, 4, 3)).isEqualTo(-1);
        assertThat(padded.valid().orElseThrow().get(8, 3, 3)).isEqualTo(1);
        assertThat(padded.valid().orElseThrow().get(8, 4, 3)).isZero();
        assertThat(PatchStack.batches(cut, 4)).extracting(List::size).containsExactly(4, 4, 1);
    }

    @Test
    void theCacheGivesPatchesAgainAndForgetsTheOldest() {
        var scene = noise(32, 32, 6);
        var patcher = Patches.patcher(8, Boundary.DROP, 8, new Boxcar(), new Sum());
        var cache = new PatchCache(4 * 8 * 8 * 8);
        var view = patcher.split(scene).view(cache, scene.contentHash());

        var first = view.get(0);
        assertThat(view.get(0)).isSameAs(first);
        for (int i = 1; i < 5; i++) {
            view.get(i);
        }
        assertThat(view.get(0)).isNotSameAs(first);
        assertThat(cache.hits()).isEqualTo(1);
        assertThat(cache.misses()).isEqualTo(6);
        assertThat(cache.bytes()).isEqualTo(4 * 8 * 8 * 8);
        assertThat(PatchCache.key("a", patcher, new PixelAnchor(0, 0)))
                .isNotEqualTo(PatchCache.key("b", patcher, new PixelAnchor(0, 0)))
                .isNotEqualTo(PatchCache.key("a", patcher.with(new OverlapAddition()), new PixelAnchor(0, 0)))
                .isNotEqualTo(PatchCache.key("a", patcher, new PixelAnchor(0, 1)));
    }

    @Test
    void patchesReadAheadComeInOrderAndNoMoreThanAsked() {
        var scene = noise(64, 64, 7);
        var reader =
                Patches.patcher(8, Boundary.DROP, 8, new Boxcar(), new Sum()).split(scene);
        var anchors = new ArrayList<PixelAnchor>();

        try (var ahead = reader.prefetch(3)) {
            while (ahead.hasNext()) {
                try (var held = ahead.next()) {
                    anchors.add(held.patch().anchor());
                    var window = held.patch().window();
                    assertThat(held.patch().data().values().get(1, 1))
                            .isEqualTo(scene.values().get(window.row() + 1, window.col() + 1));
                }
            }
        }
        assertThat(anchors).isEqualTo(reader.anchors());
        try (var ahead = reader.prefetch(2)) {
            ahead.next();
            ahead.next();
            assertThatThrownBy(ahead::next).hasMessageContaining("2 patches are open");
        }
    }

    @Test
    void mappingKeepsTheOrderOfPatches() {
        try (var workers = new Workers(3)) {
            var reader = Patches.patcher(8, Boundary.DROP, 8, new Boxcar(), new Sum())
                    .split(noise(40, 40, 9));

            assertThat(reader.map(workers, Patch::anchor)).isEqualTo(reader.anchors());
        }
    }

    @Test
    void reducingGoesThroughAllPatchesInOrder() throws Exception {
        var reader =
                Patches.patcher(8, Boundary.DROP, 8, new Boxcar(), new Sum()).split(noise(16, 24, 8));

        var text = reader.reduce(
                "",
                (sofar, patch) -> sofar + patch.anchor().row() + patch.anchor().col() + " ");

        assertThat(text).isEqualTo("00 08 016 80 88 816 ");
    }

    @Test
    void theBestPatchesWithTheirPlaces() throws Exception {
        var scene = Scenes.of(arena, DType.FLOAT64, 32, 32, i -> (i / 32 / 8) * 4 + i % 32 / 8); // patch number
        var geo =
                new GeoRaster(scene.values(), scene.affine(), new Crs("EPSG:32610"), scene.fill(), scene.attributes());
        var patches = Patches.patcher(8, Boundary.DROP, 8, new Boxcar(), new Sum())
                .split(geo)
                .view();

        var best = new TopK(3, false).of(patches);
        var worst = new TopK(2, true).of(patches);

        assertThat(best).extracting(TopK.Ranked::score).containsExactly(15.0, 14.0, 13.0);
        assertThat(best.getFirst().anchor()).isEqualTo(new PixelAnchor(24, 24));
        assertThat(worst).extracting(TopK.Ranked::score).containsExactly(0.0, 1.0);
        TopK.writeGeoJson(folder.resolve("best.json"), best, RasterGrid.of(32, 32));
        var json = new ObjectMapper().readTree(Files.readString(folder.resolve("best.json")));
        assertThat(json.path("features")).hasSize(3);
        var feature = json.path("features").get(0);
        assertThat(feature.path("properties").path("rank").asInt()).isEqualTo(1);
        assertThat(feature.path("properties").path("row").asInt()).isEqualTo(24);
        var ring = feature.path("geometry").path("coordinates").get(0);
        assertThat(ring).hasSize(5);
        assertThat(ring.get(0)).isEqualTo(ring.get(4));
        double area = 0;
        for (int i = 0; i < 4; i++) {
            area += ring.get(i).get(0).asDouble() * ring.get(i + 1).get(1).asDouble()
                    - ring.get(i + 1).get(0).asDouble() * ring.get(i).get(1).asDouble();
        }
        assertThat(area / 2).isEqualTo(64); // counterclockwise
    }
}
