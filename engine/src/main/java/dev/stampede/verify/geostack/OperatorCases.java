package dev.stampede.verify.geostack;

import dev.stampede.io.raster.GeoTiff;
import dev.stampede.io.raster.NpyFile;
import dev.stampede.operators.core.Config;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorRegistry;
import dev.stampede.operators.core.OperatorState;
import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Operators and chains of them, built by name as a file would be. Cases whose arguments are more than one raster
/// are put together by [SpecialCases].
final class OperatorCases implements CaseFamily {
    private static final Set<String> FAMILIES =
            Set.of("index", "radiometry", "qa", "mask", "normalize", "viz", "composite");

    /// Names of the manifest for operators that are called otherwise.
    private static final Map<String, String> NAMES = Map.of(
            "Dilate", "DilateMask",
            "Erode", "ErodeMask",
            "Open", "OpenMask",
            "Close", "CloseMask",
            "Buffer", "BufferMask",
            "SmallObjects", "RemoveSmallObjects",
            "SmallHoles", "RemoveSmallHoles",
            "Clean", "CleanMask",
            "Invert", "InvertMask");

    /// Parameters that say nothing here: bands always lie along the axis before the rows.
    private static final Set<String> IMPLIED = Set.of("axis");

    @Override
    public boolean handles(GeostackCase test) {
        return FAMILIES.contains(test.family());
    }

    @Override
    public List<Comparison> run(GeostackCase test, Arena arena) throws IOException {
        var special = SpecialCases.of(test);
        if (special.isPresent()) {
            return special.get().run(test, arena);
        }
        var chain = chain(test.op(), test.params());
        var input = raster(test, test.inputs().getFirst(), arena);
        var result = RasterMemory.<GeoRaster, RuntimeException>in(arena, () -> chain.apply(input));
        return List.of(Comparison.array(
                test, test.outputs().getFirst(), stored(test, result).values()));
    }

    /// A chain of operators by name. Every parameter has to belong to one of them.
    @SuppressWarnings("unchecked")
    static Operator<GeoRaster, GeoRaster> chain(String text, Map<String, Object> params) {
        var registry = OperatorRegistry.standard();
        var unused = new HashSet<>(params.keySet());
        Operator<GeoRaster, GeoRaster> chain = null;
        for (var part : text.split("\\|")) {
            var name = NAMES.getOrDefault(part.strip(), part.strip());
            var config = new LinkedHashMap<String, Object>();
            for (var parameter : registry.require(name).parameters()) {
                if (params.containsKey(parameter.key())) {
                    config.put(parameter.key(), params.get(parameter.key()));
                    unused.remove(parameter.key());
                }
            }
            var step = (Operator<GeoRaster, GeoRaster>) registry.build(new OperatorState(name, 1, new Config(config)));
            chain = chain == null ? step : chain.then(step);
        }
        unused.removeAll(IMPLIED);
        if (!unused.isEmpty()) {
            throw new IllegalArgumentException(text + " has no parameter " + unused);
        }
        return chain;
    }

    /// An operator by name.
    @SuppressWarnings("unchecked")
    static <A, B> Operator<A, B> operator(String name, Map<String, Object> config) {
        return (Operator<A, B>)
                OperatorRegistry.standard().build(new OperatorState(name, 1, new Config(new LinkedHashMap<>(config))));
    }

    /// An input: an array without a place, or a raster file.
    static GeoRaster raster(GeostackCase test, String file, Arena arena) throws IOException {
        return file.endsWith(".npy")
                ? GeoRaster.of(array(test, file, arena), Affine.IDENTITY)
                : GeoTiff.read(arena, test.file(file).toString());
    }

    /// An input that is no raster.
    static ArrayView array(GeostackCase test, String file, Arena arena) throws IOException {
        return NpyFile.read(arena, test.file(file));
    }

    /// The bands of a result that the case stores; one band comes without a band axis.
    static GeoRaster stored(GeostackCase test, GeoRaster result) {
        var bands = test.storedBands();
        if (bands.isEmpty() || result.rank() < 3) {
            return result;
        }
        if (bands.get().length == 1) {
            return result.rewrap(result.values().select(0, bands.get()[0]));
        }
        return result.pickBands(Arena.ofAuto(), bands.get());
    }

    /// Compares arrays with the expected files in order.
    static List<Comparison> compare(GeostackCase test, ArrayView... results) throws IOException {
        var comparisons = new ArrayList<Comparison>();
        for (int i = 0; i < results.length; i++) {
            comparisons.add(Comparison.array(test, test.outputs().get(i), results[i]));
        }
        return comparisons;
    }
}
