package dev.stampede.verify.geostack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.patcher.Boundary;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.PixelAnchor;
import dev.stampede.patcher.RasterGrid;
import dev.stampede.patcher.Rectangular;
import dev.stampede.patcher.sampler.RegularStride;
import dev.stampede.patcher.time.FixedLookback;
import dev.stampede.patcher.time.LookbackHorizon;
import dev.stampede.patcher.time.MultiScale;
import dev.stampede.patcher.time.PhaseWindow;
import dev.stampede.patcher.time.Stencil;
import dev.stampede.patcher.time.StepRange;
import dev.stampede.patcher.time.TimeGeometry;
import dev.stampede.patcher.time.TimeSampler;
import dev.stampede.patcher.time.TimeWindow;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Patches of time: weights, ranges, anchors and stencils, what they take of a series, and together with patches of
/// space what they take of a cube.
final class TimeCases implements CaseFamily {
    private static final Map<String, TimeWindow> WINDOWS = Map.of(
            "CausalBoxcar", new TimeWindow.CausalBoxcar(),
            "ExponentialDecay_2", new TimeWindow.ExponentialDecay(2),
            "ExponentialDecay_6", new TimeWindow.ExponentialDecay(6),
            "TaperedTukey_0.3", new TimeWindow.TaperedTukey(0.3),
            "TaperedTukey_0.7", new TimeWindow.TaperedTukey(0.7),
            "Periodic_8", new TimeWindow.Periodic(8));
    private static final Map<String, TimeGeometry> GEOMETRIES = Map.of(
            "FixedLookback_5", new FixedLookback(5),
            "LookbackHorizon_5_3", new LookbackHorizon(5, 3),
            "MultiScale_2_6_12", new MultiScale(List.of(2, 6, 12)),
            "PhaseWindow_24_2", new PhaseWindow(24, 2));
    private static final Map<String, TimeSampler> SAMPLERS = Map.of(
            "RegularStride_3", new TimeSampler.Rolling(3, 0),
            "CausalRolling_2_from_5", new TimeSampler.Rolling(2, 5),
            "EventTriggered", new TimeSampler.Events(List.of(2, 19, -1, 20, 7)),
            "Explicit", new TimeSampler.Events(List.of(4, 4)));

    /// Steps of the coordinate that stencils lie on.
    private static final int STENCIL_STEPS = 12;

    /// The cube is a ramp of 6 steps of 8 rows and 8 columns; its patches have 4 rows and 4 columns.
    private static final int CUBE_STEPS = 6;

    private static final int CUBE_SIDE = 8;
    private static final int CUBE_PATCH = 4;

    @Override
    public boolean handles(GeostackCase test) {
        return test.id().equals("patch/temporal");
    }

    @Override
    public List<Comparison> run(GeostackCase test, Arena arena) throws IOException {
        var golden = test.json(test.outputs().getFirst().file());
        var results = new ArrayList<Comparison>();
        axes(golden, test.absTol(), results);
        var values = OperatorCases.array(test, test.inputs().getFirst(), arena);
        var series = new double[values.size(0)];
        for (int i = 0; i < series.length; i++) {
            series[i] = values.get(i);
        }
        forecast(golden, series, results);
        means(golden, series, test.absTol(), results);
        scales(golden, series, results);
        product(golden.path("product"), results);
        var lookback = new FixedLookback(2);
        golden.path("coupled").forEach(expected -> block(expected, lookback, results));
        return results;
    }

    private static void axes(JsonNode golden, double tolerance, List<Comparison> results) {
        int length = golden.path("window_len").asInt();
        int steps = golden.path("time_len").asInt();
        golden.path("weights")
                .properties()
                .forEach(entry -> results.add(Comparison.numbers(
                        entry.getKey(),
                        Documents.doubles(entry.getValue()),
                        named(WINDOWS, entry.getKey()).weights(length),
                        tolerance)));
        golden.path("windows")
                .properties()
                .forEach(entry -> entry.getValue()
                        .properties()
                        .forEach(at -> results.add(Comparison.equal(
                                entry.getKey() + " at " + at.getKey(),
                                ranges(at.getValue()),
                                named(GEOMETRIES, entry.getKey()).ranges(Integer.parseInt(at.getKey()), steps)))));
        golden.path("samplers")
                .properties()
                .forEach(entry -> results.add(Comparison.equal(
                        entry.getKey(),
                        Documents.integers(entry.getValue()),
                        named(SAMPLERS, entry.getKey()).anchors(steps))));
        for (var expected : golden.path("stencils").path("cases")) {
            stencil(expected, results);
        }
    }

    private static <T> T named(Map<String, T> all, String name) {
        if (!all.containsKey(name)) {
            throw new IllegalArgumentException(name + " is not known");
        }
        return all.get(name);
    }

    private static List<StepRange> ranges(JsonNode expected) {
        return expected.path(0).isArray() ? Documents.list(expected, TimeCases::range) : List.of(range(expected));
    }

    private static StepRange range(JsonNode pair) {
        return new StepRange(pair.path(0).asInt(), pair.path(1).asInt());
    }

    private static void stencil(JsonNode expected, List<Comparison> results) {
        var stencil = new Stencil(
                expected.path("start").asInt(),
                expected.path("stop").asInt(),
                expected.path("step").asInt(),
                Stencil.Closed.valueOf(expected.path("closed").asText().toUpperCase(Locale.ROOT)));
        results.add(
                Comparison.equal(stencil + " points", Documents.integers(expected.path("points")), stencil.points()));
        results.add(Comparison.equal(
                stencil + " origins",
                Documents.integers(expected.path("valid_origins")),
                stencil.origins(STENCIL_STEPS)));
    }

    private static double[] part(double[] series, StepRange range) {
        return Arrays.copyOfRange(series, range.from(), range.to());
    }

    /// What follows anchors.
    private static void forecast(JsonNode golden, double[] series, List<Comparison> results) {
        var blocks = golden.path("forecast").path("blocks");
        var anchors = Documents.integers(golden.path("forecast").path("anchors"));
        int horizon = blocks.path(0).size();
        for (int i = 0; i < anchors.size(); i++) {
            var range = new LookbackHorizon(1, horizon)
                    .ranges(anchors.get(i), series.length)
                    .getFirst();
            results.add(Comparison.numbers(
                    "forecast after " + anchors.get(i),
                    Documents.doubles(blocks.path(i)),
                    part(series, new StepRange(range.to() - horizon, range.to())),
                    0));
        }
    }

    /// Means over ranges that nothing cuts off, step by step from the oldest.
    private static void means(JsonNode golden, double[] series, double tolerance, List<Comparison> results) {
        var expected = Documents.doubles(golden.path("mean_of_full_windows"));
        int length = expected.length;
        var mean = new double[length];
        var anchors = new TimeSampler.Rolling(length, length).anchors(series.length);
        for (int anchor : anchors) {
            var values = part(
                    series,
                    new FixedLookback(length).ranges(anchor, series.length).getFirst());
            for (int i = 0; i < length; i++) {
                mean[i] += values[i] / anchors.size();
            }
        }
        results.add(Comparison.numbers("mean of full ranges", expected, mean, tolerance));
    }

    private static void scales(JsonNode golden, double[] series, List<Comparison> results) {
        var lengths = List.of(2, 6);
        golden.path("hierarchical").properties().forEach(at -> {
            var ranges = new MultiScale(lengths).ranges(Integer.parseInt(at.getKey()), series.length);
            at.getValue()
                    .properties()
                    .forEach(scale -> results.add(Comparison.numbers(
                            "scale " + scale.getKey() + " at " + at.getKey(),
                            Documents.doubles(scale.getValue()),
                            part(series, ranges.get(lengths.indexOf(Integer.parseInt(scale.getKey())))),
                            0)));
        });
    }

    /// Every anchor of space with every anchor of time.
    private static void product(JsonNode expected, List<Comparison> results) {
        var lookback = new FixedLookback(3);
        var found = new ArrayList<List<Integer>>();
        for (var anchor : RegularStride.of(CUBE_PATCH)
                .anchors(RasterGrid.of(CUBE_SIDE, CUBE_SIDE), PatchSize.of(CUBE_PATCH), Boundary.DROP)) {
            for (int step : new TimeSampler.Rolling(2, 0).anchors(CUBE_STEPS)) {
                found.add(List.of(anchor.row(), anchor.col(), step));
            }
        }
        results.add(Comparison.equal(
                "anchors of space and time",
                Documents.list(
                        expected,
                        block -> List.of(
                                block.at("/space/0").asInt(),
                                block.at("/space/1").asInt(),
                                block.path("time").asInt())),
                found));
        expected.forEach(block -> block(block, lookback, results));
    }

    private static void block(JsonNode expected, TimeGeometry geometry, List<Comparison> results) {
        int time = expected.path("time").asInt();
        var anchor = new PixelAnchor(
                expected.at("/space/0").asInt(), expected.at("/space/1").asInt());
        var window = new Rectangular(PatchSize.of(CUBE_PATCH), Boundary.DROP)
                .covered(anchor, RasterGrid.of(CUBE_SIDE, CUBE_SIDE));
        var range = geometry.ranges(time, CUBE_STEPS).getFirst();
        double sum = 0;
        for (int step = range.from(); step < range.to(); step++) {
            for (int row = window.row(); row < window.row() + window.height(); row++) {
                for (int col = window.col(); col < window.col() + window.width(); col++) {
                    sum += (step * CUBE_SIDE + row) * CUBE_SIDE + col;
                }
            }
        }
        var what = "block at " + anchor + ", step " + time;
        results.add(Comparison.equal(what + " steps", range(expected.path("t")), range));
        results.add(Comparison.equal(
                what + " shape",
                Documents.integers(expected.path("shape")),
                List.of(range.length(), window.height(), window.width())));
        results.add(Comparison.number(what + " sum", expected.path("sum").asDouble(), sum, 0));
    }
}
