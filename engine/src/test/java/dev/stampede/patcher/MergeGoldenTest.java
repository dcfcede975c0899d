package dev.stampede.patcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.patcher.aggregation.Aggregation;
import dev.stampede.patcher.aggregation.HardVote;
import dev.stampede.patcher.aggregation.InverseVarianceMean;
import dev.stampede.patcher.aggregation.Max;
import dev.stampede.patcher.aggregation.Mean;
import dev.stampede.patcher.aggregation.MeanStd;
import dev.stampede.patcher.aggregation.Median;
import dev.stampede.patcher.aggregation.Min;
import dev.stampede.patcher.aggregation.MinMax;
import dev.stampede.patcher.aggregation.Mode;
import dev.stampede.patcher.aggregation.OverlapAddition;
import dev.stampede.patcher.aggregation.SoftVote;
import dev.stampede.patcher.aggregation.Sum;
import dev.stampede.patcher.aggregation.Variance;
import dev.stampede.patcher.aggregation.WeightedSum;
import dev.stampede.patcher.sampler.RegularStride;
import dev.stampede.patcher.window.Boxcar;
import dev.stampede.patcher.window.Hann;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Merges of chips changed so that overlapping values differ, some of them missing.
class MergeGoldenTest {
    private Arena arena;
    private GeoRaster numbers;
    private RasterGrid grid;

    @BeforeEach
    void open() {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
        arena = Arena.ofConfined();
        numbers = Scenes.landsat(arena);
        grid = RasterGrid.of(numbers);
    }

    @AfterEach
    void close() {
        if (arena != null) {
            arena.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OverlapAdd",
                "OverlapAdd_raw",
                "OverlapAdd_streaming",
                "Sum",
                "WeightedSum",
                "Mean",
                "Max",
                "Min",
                "Variance",
                "Median"
            })
    void mergesPerturbedChips(String name) {
        Aggregation aggregation = switch (name) {
            case "OverlapAdd", "OverlapAdd_streaming" -> new OverlapAddition();
            case "OverlapAdd_raw" -> new OverlapAddition(false, 0);
            case "Sum" -> new Sum();
            case "WeightedSum" -> new WeightedSum();
            case "Mean" -> new Mean();
            case "Max" -> new Max();
            case "Min" -> new Min();
            case "Variance" -> new Variance();
            default -> new Median();
        };

        var merged = patcher(aggregation).merge(arena, perturbed(), grid);

        assertThat(merged.rank()).isEqualTo(2);
        same(merged.values(), name);
    }

    @Test
    void weighsByInverseVariance() {
        var chips = new ArrayList<Patch>();
        int i = 0;
        for (var chip : perturbed()) {
            var pair = ArrayView.allocate(arena, DType.FLOAT64, 2, 32, 32);
            for (int r = 0; r < 32; r++) {
                for (int c = 0; c < 32; c++) {
                    double mu = chip.data().values().get(r, c);
                    pair.set(Double.isNaN(mu) ? 0 : mu, 0, r, c);
                    pair.set(0.01 + 0.001 * i, 1, r, c);
                }
            }
            chips.add(chip.with(chip.data().rewrap(pair)));
            i++;
        }

        var merged = patcher(new InverseVarianceMean()).merge(arena, chips, grid);

        same(merged.band(0), "InvVar_mu");
        same(merged.band(1), "InvVar_var");
    }

    @Test
    void votesOnLabels() {
        var labels = labels();

        same(patcher(new HardVote(3)).merge(arena, labels, grid).values(), "HardVote");
        same(patcher(new Mode()).merge(arena, labels, grid).values(), "Mode");
    }

    @Test
    void votesWithProbabilities() {
        var chips = new ArrayList<Patch>();
        int i = 0;
        for (var chip : labels()) {
            var planes = ArrayView.allocate(arena, DType.FLOAT64, 3, 32, 32);
            for (int k = 0; k < 3; k++) {
                for (int r = 0; r < 32; r++) {
                    for (int c = 0; c < 32; c++) {
                        double named = chip.data().values().get(r, c) == k ? 0.5 + 0.01 * i : 0;
                        planes.set(named + 0.1 * k, k, r, c);
                    }
                }
            }
            chips.add(chip.with(chip.data().rewrap(planes)));
            i++;
        }

        var merged = patcher(new SoftVote(3)).merge(arena, chips, grid);

        assertThat(merged.dtype()).isEqualTo(DType.INT64);
        same(merged.values(), "SoftVote");
    }

    @Test
    void standardisesInTwoPasses() {
        var ndvi = Scenes.ndvi(arena, numbers);
        var tiles = new Patcher(
                new Rectangular(PatchSize.of(16), Boundary.DROP),
                RegularStride.of(16),
                new Boxcar(),
                new OverlapAddition());
        var patches = tiles.split(ndvi).readAll(arena);

        var whole = Patcher.summarise(new MeanStd(), patches, grid);
        var scaled = new ArrayList<Patch>();
        for (var patch : patches) {
            var out = ArrayView.allocate(arena, DType.FLOAT64, 16, 16);
            for (int r = 0; r < 16; r++) {
                for (int c = 0; c < 16; c++) {
                    out.set((patch.data().values().get(r, c) - whole.mean()) / whole.std(), r, c);
                }
            }
            scaled.add(patch.with(patch.data().rewrap(out)));
        }
        var merged = tiles.merge(arena, scaled, grid);
        var after = Patcher.summarise(new MeanStd(), scaled, grid);

        var range = Patcher.summarise(new MinMax(), patches, grid);
        var golden = GeostackGolden.json("merge/global.json");
        assertEquals(golden.at("/mean_std/mean").asDouble(), whole.mean(), 1e-12);
        assertEquals(golden.at("/mean_std/std").asDouble(), whole.std(), 1e-12);
        assertEquals(golden.at("/min_max/min").asDouble(), range.min(), 1e-15);
        assertEquals(golden.at("/min_max/max").asDouble(), range.max(), 1e-15);
        assertEquals(0, after.mean(), 1e-9);
        assertEquals(1, after.std(), 1e-9);
        same(merged.values(), "two_pass");
    }

    private static Patcher patcher(Aggregation aggregation) {
        return new Patcher(
                new Rectangular(PatchSize.of(32), Boundary.DROP), RegularStride.of(24), new Hann(), aggregation);
    }

    private List<Patch> perturbed() {
        var chips = new ArrayList<Patch>();
        int i = 0;
        for (var patch : patcher(new Sum()).split(Scenes.ndvi(arena, numbers)).readAll(arena)) {
            var chip = patch.data().values().copy(arena);
            for (int r = 0; r < 32; r++) {
                for (int c = 0; c < 32; c++) {
                    boolean gap = i % 3 == 0 && r >= 4 && r < 8 && c >= 5 && c < 9;
                    chip.set(gap ? Double.NaN : chip.get(r, c) + 0.01 * i, r, c);
                }
            }
            chips.add(patch.with(patch.data().rewrap(chip)));
            i++;
        }
        return chips;
    }

    private List<Patch> labels() {
        var ndwi = Scenes.normalizedDifference(arena, numbers, 2, 4);
        var ndvi = Scenes.ndvi(arena, numbers);
        var chips = new ArrayList<Patch>();
        int i = 0;
        for (var patch : patcher(new Sum()).split(ndvi).readAll(arena)) {
            var chip = ArrayView.allocate(arena, DType.UINT8, 32, 32);
            for (int r = 0; r < 32; r++) {
                for (int c = 0; c < 32; c++) {
                    double water = ndwi.values()
                            .get(patch.anchor().row() + r, patch.anchor().col() + c);
                    double green = patch.data().values().get(r, c);
                    int label = water > 0.1 ? 0 : green >= 0.25 ? 2 : 1;
                    if (i % 2 == 1 && r < 6 && c < 6) {
                        label = (label + 1) % 3;
                    }
                    if (i % 5 == 0 && r >= 10 && r < 12 && c >= 10 && c < 12) {
                        label = 9;
                    }
                    chip.set(label, r, c);
                }
            }
            chips.add(patch.with(patch.data().rewrap(chip)));
            i++;
        }
        return chips;
    }

    private static void same(ArrayView actual, String name) {
        double tolerance = 0;
        for (var entry : GeostackGolden.json("manifest.json").get("cases")) {
            for (var output : entry.get("outputs")) {
                if (output.get("file").asText().equals("merge/" + name + ".npy")) {
                    tolerance = entry.get("abs_tol").asDouble();
                }
            }
        }
        var expected = GeostackGolden.npy("merge/" + name + ".npy");
        for (int r = 0; r < expected.shape()[0]; r++) {
            for (int c = 0; c < expected.shape()[1]; c++) {
                // stored in single precision
                assertEquals(
                        expected.get(r, c), (float) actual.get(r, c), tolerance, name + " row " + r + ", column " + c);
            }
        }
    }
}
