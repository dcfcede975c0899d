package dev.stampede.verify.geostack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.patcher.Boundary;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.PatchStep;
import dev.stampede.patcher.PixelAnchor;
import dev.stampede.patcher.RasterGrid;
import dev.stampede.patcher.sampler.AlongTrack;
import dev.stampede.patcher.sampler.ExplicitCoordinates;
import dev.stampede.patcher.sampler.MapPoint;
import dev.stampede.patcher.sampler.RegularStride;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where patches lie: on regular grids and along tracks.
final class AnchorCases implements CaseFamily {
    @Override
    public boolean handles(GeostackCase test) {
        return test.id().equals("patch/anchors");
    }

    @Override
    public List<Comparison> run(GeostackCase test, Arena arena) throws IOException {
        var golden = test.json(test.outputs().getFirst().file());
        var results = new ArrayList<Comparison>();
        golden.path("regular").forEach(expected -> results.add(regular(expected)));
        golden.path("full_scan").forEach(expected -> results.add(fullScan(expected)));
        alongTrack(golden.path("along_track"), results);
        results.add(resampled(golden.path("along_track_resample")));
        return results;
    }

    /// Patches larger than the raster, all of which have to fit, are refused; the file has an anchor there.
    private static Comparison regular(JsonNode expected) {
        var grid = grid(expected);
        var size = size(expected.path("size"));
        var boundary = Boundary.valueOf(expected.path("boundary").asText().toUpperCase(Locale.ROOT));
        var sampler = new RegularStride(step(expected.path("step")));
        var what = "every " + expected.path("step") + " of " + grid + ", " + boundary;
        if (boundary == Boundary.DROP && size.rows() > grid.height()) {
            return Comparison.equal(
                    what + " refused", true, Documents.isRefused(() -> sampler.anchors(grid, size, boundary)));
        }
        return Comparison.equal(what, anchors(expected.path("anchors")), sampler.anchors(grid, size, boundary));
    }

    private static Comparison fullScan(JsonNode expected) {
        var sampler = new RegularStride(step(expected.path("step")), true);
        var grid = grid(expected);
        return Comparison.equal(
                "full scan every " + expected.path("step") + " of " + grid,
                expected.path("ok").asBoolean(),
                !Documents.isRefused(() -> sampler.anchors(grid, size(expected.path("size")), Boundary.DROP)));
    }

    private static void alongTrack(JsonNode expected, List<Comparison> results) {
        var sampler = new ExplicitCoordinates(points(expected.path("points")));
        for (var entry : expected.path("anchors").properties()) {
            var boundary = Boundary.valueOf(entry.getKey().toUpperCase(Locale.ROOT));
            results.add(Comparison.equal(
                    "along a track, " + boundary,
                    anchors(entry.getValue()),
                    sampler.anchors(grid(expected), size(expected.path("size")), boundary)));
        }
    }

    private static Comparison resampled(JsonNode expected) {
        var track = new AlongTrack(
                points(expected.path("track")), expected.path("spacing").asDouble(), AlongTrack.PolarGuard.RAISE);
        return Comparison.equal("track at equal distances", points(expected.path("points")), track.points());
    }

    private static RasterGrid grid(JsonNode expected) {
        return RasterGrid.of(
                expected.at("/domain/0").asInt(), expected.at("/domain/1").asInt());
    }

    private static PatchSize size(JsonNode size) {
        return size.isArray() ? new PatchSize(size.path(0).asInt(), size.path(1).asInt()) : PatchSize.of(size.asInt());
    }

    private static PatchStep step(JsonNode step) {
        return step.isArray() ? new PatchStep(step.path(0).asInt(), step.path(1).asInt()) : PatchStep.of(step.asInt());
    }

    private static List<PixelAnchor> anchors(JsonNode list) {
        return Documents.list(
                list, pair -> new PixelAnchor(pair.path(0).asInt(), pair.path(1).asInt()));
    }

    private static List<MapPoint> points(JsonNode list) {
        return Documents.list(
                list, pair -> new MapPoint(pair.path(0).asDouble(), pair.path(1).asDouble()));
    }
}
