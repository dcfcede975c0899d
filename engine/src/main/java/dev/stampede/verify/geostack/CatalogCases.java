package dev.stampede.verify.geostack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.catalog.Catalog;
import dev.stampede.catalog.CatalogBuilder;
import dev.stampede.catalog.CatalogDomain;
import dev.stampede.catalog.CatalogQuery;
import dev.stampede.catalog.CatalogRow;
import dev.stampede.catalog.CatalogTimes;
import dev.stampede.catalog.FileNamePattern;
import dev.stampede.catalog.GeoSlice;
import dev.stampede.catalog.Matchup;
import dev.stampede.catalog.RasterLoader;
import dev.stampede.catalog.TimeInterval;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Bounds;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/// Tables of scenes: building, questions, overlaps, grids, matchups, and loads onto a grid.
final class CatalogCases implements CaseFamily {
    private static final String ALGEBRA = "catalog/catalog.json";

    @Override
    public boolean handles(GeostackCase test) {
        return test.family().equals("catalog");
    }

    @Override
    public List<Comparison> run(GeostackCase test, Arena arena) throws IOException {
        return switch (test.name()) {
            case "algebra" -> algebra(test);
            case "matchup" -> matchup(test);
            default -> load(test, arena);
        };
    }

    private static Catalog tiles(GeostackCase test) throws IOException {
        var golden = test.json(ALGEBRA);
        var files = new ArrayList<String>();
        golden.path("files")
                .forEach(name -> files.add(
                        test.file("catalog/tiles").resolve(name.asText()).toString()));
        return CatalogBuilder.create()
                .matching(new FileNamePattern(golden.path("regex").asText(), "%Y%m%d"))
                .rasters(files);
    }

    private static List<Comparison> load(GeostackCase test, Arena arena) throws IOException {
        var bounds = test.numbers("bounds");
        var step = test.numbers("resolution");
        var times = (List<?>) test.params().get("interval");
        var catalog = tiles(test);
        var slice = new GeoSlice(
                new Bounds(bounds[0], bounds[1], bounds[2], bounds[3]),
                interval(times.get(0).toString(), times.get(1).toString()),
                step[0],
                step[1],
                catalog.crs());
        ArrayView values;
        if (test.op().equals("load_raster_timeseries")) {
            values = RasterLoader.standard()
                    .loadDays(arena, catalog, slice, RasterLoader.MissingDay.SKIP)
                    .raster()
                    .values();
        } else {
            var merge = RasterLoader.Merge.valueOf(
                    test.params().get("merge_method").toString().toUpperCase(Locale.ROOT));
            values = RasterLoader.standard()
                    .merging(merge)
                    .load(arena, catalog, slice)
                    .values();
        }
        return List.of(Comparison.array(test, test.outputs().getFirst(), values));
    }

    private static List<Comparison> algebra(GeostackCase test) throws IOException {
        var golden = test.json(ALGEBRA);
        var tiles = tiles(test);
        var labels = scenes(golden.path("crs").asText(), golden.path("labels"), "file");
        var results = new Results(test.absTol());
        results.rows("rows", golden.path("rows"), tiles);
        results.bounds(
                "total_bounds", golden.path("total_bounds"), tiles.totalBounds().orElseThrow());
        int number = 0;
        for (var query : golden.path("queries")) {
            results.files("query " + number++, query.path("files"), tiles.query(query(query.path("query"))));
        }
        results.rows("intersect", golden.path("intersect"), tiles.intersect(labels, false));
        results.rows("intersect_spatial_only", golden.path("intersect_spatial_only"), tiles.intersect(labels, true));
        results.rowsOfAnotherSystem(golden.path("union_with_wgs84_labels"), tiles, labels);
        for (var expected : golden.path("geoslice")) {
            results.slice(expected);
        }
        var step = 30; // metres, of the tiles
        var domain = golden.path("catalog_domain");
        var slices = new CatalogDomain(tiles, step, step).slices();
        results.number("catalog_domain n", domain.path("n").asDouble(), slices.size());
        for (int i = 0; i < slices.size(); i++) {
            results.bounds(
                    "catalog_domain " + i,
                    domain.path("slices").path(i).path("bounds"),
                    slices.get(i).bounds());
        }
        return results.all;
    }

    private static CatalogQuery query(JsonNode by) {
        var asked = CatalogQuery.ALL;
        if (by.has("bounds")) {
            asked = by.has("crs")
                    ? asked.within(box(by.path("bounds")), by.path("crs").asText())
                    : asked.within(box(by.path("bounds")));
        }
        return by.has("time") ? asked.during(interval(by.path("time"))) : asked;
    }

    private static List<Comparison> matchup(GeostackCase test) throws IOException {
        var golden = test.json("catalog/matchup.json");
        var system = "EPSG:32610"; // any: the boxes are plain numbers
        var primary = scenes(system, golden.path("primary"), "id");
        var secondary = scenes(system, golden.path("secondary"), "id");
        var results = new Results(test.absTol());
        for (var expected : golden.path("results")) {
            var name = expected.path("spatial").asText() + " "
                    + expected.path("temporal").asText();
            var matches = new Matchup(
                            spatial(expected.path("spatial").asText()),
                            temporal(expected.path("temporal").asText()),
                            true,
                            false)
                    .match(primary, Map.of("secondary", secondary));
            results.number(name + " pairs", expected.path("pairs").size(), matches.size());
            for (int i = 0; i < Math.min(matches.size(), expected.path("pairs").size()); i++) {
                results.match(name + " " + i, expected.path("pairs").path(i), matches.get(i));
            }
        }
        return results.all;
    }

    private static Matchup.Spatial spatial(String text) {
        return switch (text) {
            case "Intersects" -> new Matchup.Intersects();
            case "IouAtLeast(0.2)" -> new Matchup.IouAtLeast(0.2);
            case "CentroidWithin(0)" -> new Matchup.CentroidWithin(0);
            case "Contains" -> new Matchup.Contains();
            default -> throw new IllegalArgumentException("spatial strategy " + text + " is not known");
        };
    }

    private static Matchup.Temporal temporal(String text) {
        return switch (text) {
            case "NearestInTime(6h)" -> new Matchup.NearestInTime(Duration.ofHours(6));
            case "WithinWindow(-2h,3h)" -> new Matchup.WithinWindow(Duration.ofHours(-2), Duration.ofHours(3));
            case "Synchronous" -> new Matchup.Synchronous(Duration.ZERO);
            default -> throw new IllegalArgumentException("temporal strategy " + text + " is not known");
        };
    }

    private static Catalog scenes(String crs, JsonNode rows, String name) {
        var factory = new GeometryFactory();
        var scenes = new ArrayList<CatalogRow>();
        for (var row : rows) {
            var box = box(row.path("bounds"));
            scenes.add(CatalogRow.raster(
                    row.path(name).asText(),
                    factory.toGeometry(new Envelope(box.minX(), box.maxX(), box.minY(), box.maxY())),
                    interval(row.path("interval"))));
        }
        return Catalog.of(crs, scenes);
    }

    private static Bounds box(JsonNode four) {
        return new Bounds(
                four.path(0).asDouble(),
                four.path(1).asDouble(),
                four.path(2).asDouble(),
                four.path(3).asDouble());
    }

    private static TimeInterval interval(JsonNode two) {
        return interval(two.path(0).asText(), two.path(1).asText());
    }

    private static TimeInterval interval(String start, String end) {
        return new TimeInterval(CatalogTimes.parse(start), CatalogTimes.parse(end));
    }

    /// Gathers comparisons.
    private record Results(double tolerance, List<Comparison> all) {
        Results(double tolerance) {
            this(tolerance, new ArrayList<>());
        }

        void number(String what, double expected, double actual) {
            all.add(Comparison.number(what, expected, actual, tolerance));
        }

        void text(String what, String expected, String actual) {
            all.add(Comparison.equal(what, expected, actual));
        }

        void bounds(String what, JsonNode expected, Bounds actual) {
            var sides = new double[] {actual.minX(), actual.minY(), actual.maxX(), actual.maxY()};
            for (int side = 0; side < sides.length; side++) {
                number(what + " side " + side, expected.path(side).asDouble(Double.NaN), sides[side]);
            }
        }

        private void shape(String what, JsonNode expected, Geometry actual) {
            var box = actual.getEnvelopeInternal();
            bounds(what, expected, new Bounds(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()));
        }

        void rows(String what, JsonNode expected, Catalog actual) {
            files(what, expected, actual);
            for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
                var row = actual.row(i);
                shape(what + " " + i, expected.path(i).path("bounds"), row.geometry());
                number(
                        what + " " + i + " area",
                        expected.path(i).path("area").asDouble(),
                        row.geometry().getArea());
                text(
                        what + " " + i + " time",
                        interval(expected.path(i).path("interval")).toString(),
                        row.interval().toString());
            }
        }

        void files(String what, JsonNode expected, Catalog actual) {
            var names = new ArrayList<String>();
            expected.forEach(row ->
                    names.add(row.isTextual() ? row.asText() : row.path("file").asText()));
            var found = new ArrayList<String>();
            actual.forEach(
                    row -> found.add(Path.of(row.filepath()).getFileName().toString()));
            text(what + " files", names.toString(), found.toString());
        }

        void rowsOfAnotherSystem(JsonNode expected, Catalog tiles, Catalog labels) throws IOException {
            var degrees = Catalog.of("EPSG:4326", List.of()).union(labels);
            var both = tiles.union(degrees);
            number("union rows", expected.path("n").asDouble(), both.size());
            shape(
                    "union, last row",
                    expected.path("last_row_bounds"),
                    both.row(both.size() - 1).geometry());
        }

        void slice(JsonNode expected) {
            var step = expected.path("resolution");
            var slice = new GeoSlice(
                    box(expected.path("bounds")),
                    TimeInterval.ALWAYS,
                    step.path(0).asDouble(),
                    step.path(1).asDouble(),
                    "EPSG:32610");
            number("geoslice rows", expected.path("shape").path(0).asDouble(), slice.rows());
            number("geoslice columns", expected.path("shape").path(1).asDouble(), slice.cols());
            bounds(
                    "geoslice snapped",
                    expected.path("snap_bounds"),
                    slice.aligned(GeoSlice.Alignment.SNAP).bounds());
            text(
                    "geoslice whole",
                    Boolean.toString(!expected.path("aligned_shape").isTextual()),
                    Boolean.toString(slice.isWhole()));
        }

        void match(String what, JsonNode expected, Matchup.Match actual) {
            var ids = new ArrayList<String>();
            expected.path(0).forEach(id -> ids.add(id.asText()));
            text(
                    what + " members",
                    ids.toString(),
                    actual.members().stream()
                            .map(member -> member.row().filepath())
                            .toList()
                            .toString());
            for (int i = 0; i < actual.members().size(); i++) {
                number(
                        what + " offset " + i,
                        expected.path(1).path(i).asDouble(Double.NaN),
                        actual.members().get(i).offset().toNanos() / 1e9);
            }
            shape(what, expected.path(2), actual.shared());
            text(what + " type", expected.path(3).asText(), actual.shared().getGeometryType());
        }
    }
}
