package dev.stampede.verify.geostack;

import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Pair;
import dev.stampede.operators.mask.ApplyMask;
import dev.stampede.operators.normalize.HistogramMatch;
import dev.stampede.operators.radiometry.Sun;
import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.Elements;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Cases that are more than an operator on a raster.
final class SpecialCases {
    /// Runs one.
    @FunctionalInterface
    interface Run {
        List<Comparison> run(GeostackCase test, Arena arena) throws IOException;
    }

    private SpecialCases() {}

    static Optional<Run> of(GeostackCase test) {
        Run run = switch (test.id()) {
            case "index/AppendIndex" -> SpecialCases::appendIndex;
            case "index/dNBR" -> SpecialCases::deltaNbr;
            case "index/dNBR_class" -> SpecialCases::burnClasses;
            case "radiometry/solar" -> SpecialCases::solar;
            case "mask/ApplyMask_nan" -> SpecialCases::applyMask;
            case "mask/ApplyMask_int_inv" -> SpecialCases::applyMaskToRamp;
            case "mask/Combine_or", "mask/Combine_and", "mask/Combine_xor" -> SpecialCases::combine;
            case "mask/Polygon_centre", "mask/Polygon_touched" -> SpecialCases::polygon;
            case "mask/Slope" -> SpecialCases::slope;
            case "normalize/HistogramMatch" -> SpecialCases::histogramMatch;
            case "composite/Median", "composite/MaxNDVI" -> SpecialCases::composite;
            case "composite/CloudFree", "composite/MinCloud" -> SpecialCases::cloudComposite;
            default -> null;
        };
        return Optional.ofNullable(run);
    }

    private static <T> T in(Arena arena, Supplier<T> call) {
        return RasterMemory.<T, RuntimeException>in(arena, call::get);
    }

    private static List<Comparison> appendIndex(GeostackCase test, Arena arena) throws IOException {
        var index = Map.of("op", "NDVI", "config", test.params());
        Operator<GeoRaster, GeoRaster> append = OperatorCases.operator("AppendIndex", Map.of("index_op", index));
        var input = OperatorCases.raster(test, test.inputs().getFirst(), arena);
        var values = in(arena, () -> append.apply(input)).values();
        var results = new ArrayList<>(OperatorCases.compare(test, values.select(0, values.size(0) - 1)));
        for (int band = 0; band < input.bands(); band++) {
            boolean same = values.select(0, band).contentEquals(input.values().select(0, band));
            results.add(Comparison.number("band " + band + " is that of the input", 1, same ? 1 : 0, 0));
        }
        return results;
    }

    private static List<Comparison> deltaNbr(GeostackCase test, Arena arena) throws IOException {
        var chain = OperatorCases.chain("DNToReflectance|NBR", test.params());
        var before = OperatorCases.raster(test, test.inputs().get(0), arena);
        var after = OperatorCases.raster(test, test.inputs().get(1), arena);
        Operator<Pair<GeoRaster, GeoRaster>, GeoRaster> change = OperatorCases.operator("dNBR", Map.of());
        var result = in(arena, () -> change.apply(new Pair<>(chain.apply(before), chain.apply(after))));
        return OperatorCases.compare(test, result.values());
    }

    private static List<Comparison> burnClasses(GeostackCase test, Arena arena) throws IOException {
        var classes = OperatorCases.chain(
                "BurnSeverity", Map.of("edges", test.params().get("edges")));
        var input = OperatorCases.raster(test, test.inputs().getFirst(), arena);
        return OperatorCases.compare(test, in(arena, () -> classes.apply(input)).values());
    }

    private static List<Comparison> solar(GeostackCase test, Arena arena) throws IOException {
        var results = new ArrayList<Comparison>();
        double sza = test.number("sza_deg");
        for (var day : test.json(test.outputs().getFirst().file())) {
            var date = LocalDate.parse(day.path("date").asText());
            Operator<Object, Double> distance =
                    OperatorCases.operator("EarthSunDistanceCorrection", Map.of("acquisition_date", date.toString()));
            results.add(Comparison.number(
                    "distance on " + date, day.path("d_au").asDouble(), distance.apply(), test.absTol()));
            results.add(Comparison.number(
                    "factor on " + date, day.path("factor_sza_35").asDouble(), Sun.factor(date, sza), test.absTol()));
        }
        return results;
    }

    private static List<Comparison> applyMask(GeostackCase test, Arena arena) throws IOException {
        var input = OperatorCases.raster(test, test.inputs().get(0), arena);
        var mask = OperatorCases.raster(test, test.inputs().get(1), arena);
        var apply = ApplyMask.of(mask, Double.NaN, (Boolean) test.params().get("invert"));
        return OperatorCases.compare(test, in(arena, () -> apply.apply(input)).values());
    }

    private static List<Comparison> applyMaskToRamp(GeostackCase test, Arena arena) throws IOException {
        var mask = OperatorCases.raster(test, test.inputs().getFirst(), arena);
        var ramp = ArrayView.allocate(arena, DType.INT16, mask.shape());
        for (long i = 0; i < ramp.elements(); i++) {
            Elements.setDouble(ramp.segment(), DType.INT16, i, i);
        }
        double fill = test.number("fill_value");
        var apply = ApplyMask.of(mask, fill, (Boolean) test.params().get("invert"));
        var input = GeoRaster.of(ramp, Affine.IDENTITY);
        return OperatorCases.compare(test, in(arena, () -> apply.apply(input)).values());
    }

    private static List<Comparison> combine(GeostackCase test, Arena arena) throws IOException {
        var first = OperatorCases.raster(test, test.inputs().getFirst(), arena);
        Operator<GeoRaster, GeoRaster> not = OperatorCases.operator("InvertMask", Map.of());
        Operator<List<GeoRaster>, GeoRaster> combine = OperatorCases.operator(
                "CombineMasks", Map.of("op", test.params().get("op")));
        var flipped = first.rewrap(first.values().flip(-2).copy(arena));
        var result = in(arena, () -> combine.apply(List.of(first, not.apply(flipped))));
        return OperatorCases.compare(test, result.values());
    }

    private static List<Comparison> polygon(GeostackCase test, Arena arena) throws IOException {
        var params = test.params();
        var t = test.numbers("transform");
        var shape = test.numbers("shape");
        var values = ArrayView.allocate(arena, DType.UINT8, (int) shape[0], (int) shape[1]);
        var input = GeoRaster.of(values, new Affine(t[0], t[1], t[2], t[3], t[4], t[5]));
        var config = new LinkedHashMap<String, Object>();
        config.put("geometry", params.get("wkt"));
        config.put("all_touched", params.get("all_touched"));
        config.put("inside", params.get("inside"));
        Operator<GeoRaster, GeoRaster> mask = OperatorCases.operator("PolygonMask", config);
        return OperatorCases.compare(test, in(arena, () -> mask.apply(input)).values());
    }

    private static List<Comparison> slope(GeostackCase test, Arena arena) throws IOException {
        var pixel = test.numbers("pixel");
        var dem = OperatorCases.raster(test, test.inputs().getFirst(), arena);
        var placed = new GeoRaster(
                dem.values(), Affine.northUp(0, 0, pixel[0], pixel[1]), dem.crs(), dem.fill(), dem.attributes());
        var config = new LinkedHashMap<>(test.params());
        config.remove("pixel");
        Operator<GeoRaster, GeoRaster> mask = OperatorCases.operator("SlopeMask", config);
        return OperatorCases.compare(test, in(arena, () -> mask.apply(placed)).values());
    }

    private static List<Comparison> histogramMatch(GeostackCase test, Arena arena) throws IOException {
        var bands = test.numbers("source_bands");
        var input = OperatorCases.raster(test, test.inputs().get(0), arena)
                .pickBands(arena, (int) bands[0], (int) bands[1]);
        var reference = OperatorCases.raster(test, test.inputs().get(1), arena);
        var match = HistogramMatch.to(reference);
        return OperatorCases.compare(test, in(arena, () -> match.apply(input)).values());
    }

    private static List<Comparison> composite(GeostackCase test, Arena arena) throws IOException {
        var scenes = new ArrayList<GeoRaster>();
        for (var file : test.inputs()) {
            scenes.add(OperatorCases.raster(test, file, arena));
        }
        return composed(test, scenes, arena);
    }

    private static List<Comparison> cloudComposite(GeostackCase test, Arena arena) throws IOException {
        int count = test.inputs().size() / 2;
        var pairs = new ArrayList<Pair<GeoRaster, GeoRaster>>();
        for (int i = 0; i < count; i++) {
            pairs.add(new Pair<>(
                    OperatorCases.raster(test, test.inputs().get(i), arena),
                    OperatorCases.raster(test, test.inputs().get(count + i), arena)));
        }
        return composed(test, pairs, arena);
    }

    private static <T> List<Comparison> composed(GeostackCase test, List<T> scenes, Arena arena) throws IOException {
        Operator<List<T>, Object> composite = OperatorCases.operator(test.op(), test.params());
        var result = in(arena, () -> composite.apply(scenes));
        if (result instanceof Pair<?, ?>(GeoRaster values, GeoRaster beside)) {
            return OperatorCases.compare(test, values.values(), beside.values());
        }
        return OperatorCases.compare(test, ((GeoRaster) result).values());
    }
}
