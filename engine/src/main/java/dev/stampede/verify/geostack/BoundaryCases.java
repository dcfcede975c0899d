package dev.stampede.verify.geostack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.patcher.Boundary;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.PixelAnchor;
import dev.stampede.patcher.Rectangular;
import dev.stampede.patcher.window.Boxcar;
import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Attributes;
import dev.stampede.raster.Crs;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// What patches at the edge of a raster read.
final class BoundaryCases implements CaseFamily {
    private static final int ROWS = 11;
    private static final int COLS = 13;

    @Override
    public boolean handles(GeostackCase test) {
        return test.id().equals("patch/boundary_reads");
    }

    @Override
    public List<Comparison> run(GeostackCase test, Arena arena) throws IOException {
        var golden = test.json(test.outputs().getFirst().file());
        var raster = ramp(golden, arena);
        var size =
                new PatchSize(golden.at("/size/0").asInt(), golden.at("/size/1").asInt());
        var results = new ArrayList<Comparison>();
        for (var expected : golden.path("cases")) {
            compare(expected, raster, size, arena, results);
        }
        return results;
    }

    private static GeoRaster ramp(JsonNode golden, Arena arena) {
        var t = Documents.doubles(golden.path("transform"));
        var values = ArrayView.allocate(arena, DType.FLOAT32, ROWS, COLS);
        for (int i = 0; i < ROWS * COLS; i++) {
            values.set(i, i / COLS, i % COLS);
        }
        return new GeoRaster(
                values,
                new Affine(t[0], t[1], t[2], t[3], t[4], t[5]),
                Crs.NONE,
                OptionalDouble.of(golden.path("fill").asDouble()),
                Attributes.NONE);
    }

    private static void compare(
            JsonNode expected, GeoRaster raster, PatchSize size, Arena arena, List<Comparison> results)
            throws IOException {
        var boundary = Boundary.valueOf(expected.path("boundary").asText().toUpperCase(Locale.ROOT));
        var fill = expected.path("pad_value");
        var geometry = new Rectangular(
                size, boundary, fill.isNumber() ? OptionalDouble.of(fill.asDouble()) : OptionalDouble.empty());
        var anchor = new PixelAnchor(
                expected.at("/anchor/0").asInt(), expected.at("/anchor/1").asInt());
        var patch = geometry.read(arena, raster, anchor, new Boxcar().weights(size));
        var what = boundary + (fill.isNumber() ? " with " + fill : "") + " at " + anchor;
        var affine = patch.data().affine();
        results.add(Comparison.numbers(
                what + " corner",
                Documents.doubles(expected.path("origin")),
                new double[] {affine.x(0, 0), affine.y(0, 0)},
                0));
        results.add(Comparison.equal(
                what + " weights",
                Documents.integers(expected.path("weights_shape")),
                List.of(patch.weights().rows(), patch.weights().cols())));
        var data = expected.path("data");
        results.add(Comparison.equal(
                what + " size",
                List.of(data.size(), data.path(0).size()),
                List.of(patch.data().height(), patch.data().width())));
        for (int row = 0; row < Math.min(data.size(), patch.data().height()); row++) {
            var found = new double[patch.data().width()];
            for (int col = 0; col < found.length; col++) {
                found[col] = patch.data().values().get(row, col);
            }
            results.add(Comparison.numbers(what + " row " + row, Documents.doubles(data.get(row)), found, 0));
        }
    }
}
