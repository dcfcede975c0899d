package dev.stampede.verify.geostack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.operators.core.Operator;
import dev.stampede.patcher.Boundary;
import dev.stampede.patcher.Patch;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.Patcher;
import dev.stampede.patcher.RasterGrid;
import dev.stampede.patcher.Rectangular;
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
import dev.stampede.raster.RasterMemory;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Merges of chips changed so that overlapping values differ, some of them missing. The manifest says in words how
/// they are changed; `i` is the number of a chip in the order of anchors.
final class MergeCases implements CaseFamily {
    private static final int CHIP = 32;
    private static final int STRIDE = 24;
    private static final int CLASSES = 3;
    private static final Map<String, Object> REFLECTANCE = Map.of("scale", 2.75e-05, "offset", -0.2);

    /// Absolute, of sums over a scene in double precision, whose order is free.
    private static final double MEAN_TOLERANCE = 1e-12;

    /// Absolute, of single values of the index: a few units in the last place.
    private static final double RANGE_TOLERANCE = 1e-15;

    /// What a standardised scene may be away from mean 0 and deviation 1.
    private static final double STANDARD_TOLERANCE = 1e-9;

    /// A value of a chip from the old one and its place.
    @FunctionalInterface
    private interface Change {
        double value(double old, int row, int col);
    }

    @Override
    public boolean handles(GeostackCase test) {
        return test.family().equals("merge");
    }

    @Override
    public List<Comparison> run(GeostackCase test, Arena arena) throws IOException {
        var scene = OperatorCases.raster(test, test.inputs().getFirst(), arena);
        return switch (test.name()) {
            case "InvVar" -> inverseVariance(test, scene, arena);
            case "HardVote" -> votes(test, new HardVote(CLASSES), labels(scene, arena), scene, arena);
            case "Mode" -> votes(test, new Mode(), labels(scene, arena), scene, arena);
            case "SoftVote" -> votes(test, new SoftVote(CLASSES), probabilities(scene, arena), scene, arena);
            case "two_pass" -> twoPasses(test, scene, arena);
            default -> {
                var merged = merge(aggregation(test.name()), perturbed(scene, arena), scene, arena);
                yield OperatorCases.compare(test, single(merged.values(), arena));
            }
        };
    }

    private static Aggregation aggregation(String name) {
        return switch (name) {
            case "OverlapAdd", "OverlapAdd_streaming" -> new OverlapAddition();
            case "OverlapAdd_raw" -> new OverlapAddition(false, 0);
            case "Sum" -> new Sum();
            case "WeightedSum" -> new WeightedSum();
            case "Mean" -> new Mean();
            case "Max" -> new Max();
            case "Min" -> new Min();
            case "Variance" -> new Variance();
            case "Median" -> new Median();
            default -> throw new IllegalArgumentException("aggregation " + name + " is not known");
        };
    }

    /// As the results are stored: a variance of hundreds is rounded by more than the tolerance.
    private static ArrayView single(ArrayView values, Arena arena) {
        return values.copyAs(arena, DType.FLOAT32);
    }

    private static Patcher patcher(Aggregation aggregation) {
        return new Patcher(
                new Rectangular(PatchSize.of(CHIP), Boundary.DROP), RegularStride.of(STRIDE), new Hann(), aggregation);
    }

    private static GeoRaster merge(Aggregation aggregation, List<Patch> chips, GeoRaster scene, Arena arena) {
        return patcher(aggregation).merge(arena, chips, RasterGrid.of(scene));
    }

    private static GeoRaster index(String name, Map<String, Object> bands, GeoRaster scene, Arena arena) {
        Operator<GeoRaster, GeoRaster> reflectance = OperatorCases.operator("DNToReflectance", REFLECTANCE);
        Operator<GeoRaster, GeoRaster> index = OperatorCases.operator(name, bands);
        var chain = reflectance.then(index);
        return RasterMemory.<GeoRaster, RuntimeException>in(arena, () -> chain.apply(scene));
    }

    private static GeoRaster vegetation(GeoRaster scene, Arena arena) {
        return index("NDVI", Map.of("red_idx", 3L, "nir_idx", 4L), scene, arena);
    }

    private static Patch changed(Patch patch, DType type, Arena arena, Change change) {
        var old = patch.data().values();
        var values = ArrayView.allocate(arena, type, old.shape());
        for (int row = 0; row < old.size(0); row++) {
            for (int col = 0; col < old.size(1); col++) {
                values.set(change.value(old.get(row, col), row, col), row, col);
            }
        }
        return patch.with(patch.data().rewrap(values));
    }

    private static Patch planes(Patch patch, Arena arena, Change... changes) {
        var old = patch.data().values();
        var values = ArrayView.allocate(arena, DType.FLOAT64, changes.length, old.size(0), old.size(1));
        for (int plane = 0; plane < changes.length; plane++) {
            for (int row = 0; row < old.size(0); row++) {
                for (int col = 0; col < old.size(1); col++) {
                    values.set(changes[plane].value(old.get(row, col), row, col), plane, row, col);
                }
            }
        }
        return patch.with(patch.data().rewrap(values));
    }

    private static List<Patch> chips(GeoRaster scene, Arena arena) {
        return patcher(new Sum()).split(scene).readAll(arena);
    }

    private static List<Patch> perturbed(GeoRaster scene, Arena arena) {
        var chips = new ArrayList<Patch>();
        for (var chip : chips(vegetation(scene, arena), arena)) {
            int i = chips.size();
            chips.add(changed(chip, DType.FLOAT64, arena, (old, row, col) -> {
                boolean gap = i % 3 == 0 && row >= 4 && row < 8 && col >= 5 && col < 9;
                return gap ? Double.NaN : old + 0.01 * i;
            }));
        }
        return chips;
    }

    private static List<Comparison> inverseVariance(GeostackCase test, GeoRaster scene, Arena arena)
            throws IOException {
        var pairs = new ArrayList<Patch>();
        for (var chip : perturbed(scene, arena)) {
            int i = pairs.size();
            pairs.add(planes(chip, arena, (old, _, _) -> Double.isNaN(old) ? 0 : old, (_, _, _) -> 0.01 + 0.001 * i));
        }
        var merged = merge(new InverseVarianceMean(), pairs, scene, arena);
        return OperatorCases.compare(test, single(merged.band(0), arena), single(merged.band(1), arena));
    }

    /// Water, bare, green; labels of odd chips differ in a corner, some of every fifth are no class.
    private static List<Patch> labels(GeoRaster scene, Arena arena) {
        var water = index("NDWI", Map.of("green_idx", 2L, "nir_idx", 4L), scene, arena)
                .values();
        var labels = new ArrayList<Patch>();
        for (var chip : chips(vegetation(scene, arena), arena)) {
            int i = labels.size();
            var anchor = chip.anchor();
            labels.add(changed(chip, DType.UINT8, arena, (green, row, col) -> {
                boolean wet = water.get(anchor.row() + row, anchor.col() + col) > 0.1;
                int label = wet ? 0 : green >= 0.25 ? 2 : 1;
                if (i % 5 == 0 && row >= 10 && row < 12 && col >= 10 && col < 12) {
                    return 9;
                }
                return i % 2 == 1 && row < 6 && col < 6 ? (label + 1) % CLASSES : label;
            }));
        }
        return labels;
    }

    private static List<Patch> probabilities(GeoRaster scene, Arena arena) {
        var probabilities = new ArrayList<Patch>();
        for (var chip : labels(scene, arena)) {
            var planes = new Change[CLASSES];
            double named = 0.5 + 0.01 * probabilities.size();
            for (int k = 0; k < CLASSES; k++) {
                int label = k;
                planes[k] = (old, _, _) -> (old == label ? named : 0) + 0.1 * label;
            }
            probabilities.add(planes(chip, arena, planes));
        }
        return probabilities;
    }

    private static List<Comparison> votes(
            GeostackCase test, Aggregation aggregation, List<Patch> chips, GeoRaster scene, Arena arena)
            throws IOException {
        var merged = merge(aggregation, chips, scene, arena);
        return OperatorCases.compare(test, merged.values().copyAs(arena, DType.UINT8)); // stored in a byte
    }

    private static List<Comparison> twoPasses(GeostackCase test, GeoRaster scene, Arena arena) throws IOException {
        int size = (int) test.number("tile");
        var tiles = new Patcher(
                new Rectangular(PatchSize.of(size), Boundary.DROP),
                RegularStride.of(size),
                new Boxcar(),
                new OverlapAddition());
        var grid = RasterGrid.of(scene);
        var patches = tiles.split(vegetation(scene, arena)).readAll(arena);
        var whole = Patcher.summarise(new MeanStd(), patches, grid);
        var range = Patcher.summarise(new MinMax(), patches, grid);
        patches.replaceAll(
                patch -> changed(patch, DType.FLOAT64, arena, (old, _, _) -> (old - whole.mean()) / whole.std()));
        var after = Patcher.summarise(new MeanStd(), patches, grid);
        var golden = test.json(test.outputs().getFirst().file());
        return List.of(
                number("mean", golden.at("/mean_std/mean"), whole.mean(), MEAN_TOLERANCE),
                number("deviation", golden.at("/mean_std/std"), whole.std(), MEAN_TOLERANCE),
                number("least", golden.at("/min_max/min"), range.min(), RANGE_TOLERANCE),
                number("greatest", golden.at("/min_max/max"), range.max(), RANGE_TOLERANCE),
                Comparison.number("mean after", 0, after.mean(), STANDARD_TOLERANCE),
                Comparison.number("deviation after", 1, after.std(), STANDARD_TOLERANCE),
                Comparison.array(
                        test,
                        test.outputs().getLast(),
                        tiles.merge(arena, patches, grid).values()));
    }

    private static Comparison number(String what, JsonNode expected, double actual, double tolerance) {
        return Comparison.number(what, expected.asDouble(Double.NaN), actual, tolerance);
    }
}
