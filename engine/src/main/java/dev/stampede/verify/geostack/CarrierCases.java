package dev.stampede.verify.geostack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Attributes;
import dev.stampede.raster.Crs;
import dev.stampede.raster.DType;
import dev.stampede.raster.Elements;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Padding;
import dev.stampede.raster.Slice;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// Slices, padding and windows of the carrier.
final class CarrierCases implements CaseFamily {
    @Override
    public boolean handles(GeostackCase test) {
        return test.id().equals("carrier/geotensor");
    }

    @Override
    public List<Comparison> run(GeostackCase test, Arena arena) throws IOException {
        var results = new ArrayList<Comparison>();
        var expected = test.json(test.outputs().getFirst().file());
        var base = ramp(arena, expected.path("base"));
        var made = new LinkedHashMap<String, GeoRaster>();
        var beyond = new Window(-2, 5, 6, 7);
        made.put("base", base);
        made.put("isel_y2_7_x3_9", base.isel(arena, Map.of("y", Slice.range(2, 7), "x", Slice.range(3, 9))));
        made.put(
                "isel_step_y_2_x_3",
                base.isel(arena, Map.of("y", Slice.ALL.by(2), "x", Slice.from(1).by(3))));
        made.put("pad_y12_x30", base.pad(arena, Padding.of(1, 2, 3, 0), OptionalDouble.empty()));
        made.put("window_boundless", base.read(arena, beyond));
        made.put("window_clipped", base.readClipped(arena, beyond));
        made.forEach((name, raster) -> compare(name, expected.path(name), raster, results));
        compareValues(expected.path("window_boundless_values_band0"), made.get("window_boundless"), results);
        return results;
    }

    private static GeoRaster ramp(Arena arena, JsonNode base) {
        var shape = new int[] {
            base.at("/shape/0").asInt(),
            base.at("/shape/1").asInt(),
            base.at("/shape/2").asInt()
        };
        var values = ArrayView.allocate(arena, DType.FLOAT32, shape);
        for (long i = 0; i < values.elements(); i++) {
            Elements.setDouble(values.segment(), DType.FLOAT32, i, i);
        }
        var t = base.path("transform");
        var affine = new Affine(
                t.get(0).asDouble(),
                t.get(1).asDouble(),
                t.get(2).asDouble(),
                t.get(3).asDouble(),
                t.get(4).asDouble(),
                t.get(5).asDouble());
        return new GeoRaster(values, affine, Crs.NONE, OptionalDouble.of(-9), Attributes.NONE);
    }

    private static void compare(String name, JsonNode expected, GeoRaster raster, List<Comparison> results) {
        var affine = raster.affine();
        var bounds = raster.bounds();
        var terms = new double[] {affine.a(), affine.b(), affine.c(), affine.d(), affine.e(), affine.f()};
        var box = new double[] {bounds.minX(), bounds.minY(), bounds.maxX(), bounds.maxY()};
        for (int axis = 0; axis < 3; axis++) {
            number(name + " shape " + axis, expected.path("shape").path(axis), raster.shape()[axis], results);
        }
        for (int term = 0; term < terms.length; term++) {
            number(name + " transform " + term, expected.path("transform").path(term), terms[term], results);
        }
        for (int side = 0; side < box.length; side++) {
            number(name + " bounds " + side, expected.path("bounds").path(side), box[side], results);
        }
    }

    private static void compareValues(JsonNode rows, GeoRaster raster, List<Comparison> results) {
        for (int row = 0; row < rows.size(); row++) {
            for (int col = 0; col < rows.get(row).size(); col++) {
                number(
                        "row " + row + " column " + col,
                        rows.get(row).get(col),
                        raster.values().get(0, row, col),
                        results);
            }
        }
    }

    private static void number(String what, JsonNode expected, double actual, List<Comparison> results) {
        results.add(
                expected.isNumber()
                        ? Comparison.number(what, expected.asDouble(), actual, 0)
                        : Comparison.failed(what, "is not in the file"));
    }
}
