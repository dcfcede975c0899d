package dev.stampede.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stampede.catalog.patch.CatalogDomain;
import dev.stampede.raster.Bounds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Catalogs against the tables of another implementation.
class CatalogGoldenTest {
    private static final Path FOLDER = Path.of("../golden/geostack/catalog");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static JsonNode golden;
    private static Catalog tiles;

    @BeforeAll
    static void build() throws IOException {
        GdalNeeded.assume();
        golden = MAPPER.readTree(FOLDER.resolve("catalog.json").toFile());
        var files = new ArrayList<String>();
        golden.get("files")
                .forEach(name ->
                        files.add(FOLDER.resolve("tiles").resolve(name.asText()).toString()));
        tiles = CatalogBuilder.create()
                .matching(new FileNamePattern(golden.get("regex").asText(), "%Y%m%d"))
                .rasters(files);
    }

    @Test
    void rowsAreThoseOfTheFiles() {
        requireRows(tiles, golden.get("rows"));
        requireBounds(tiles.totalBounds().orElseThrow(), golden.get("total_bounds"));
        assertThat(tiles.timeExtent()).contains(interval(golden.get("temporal_extent")));
    }

    @TestFactory
    Stream<DynamicTest> queries() {
        return stream(golden.get("queries"))
                .map(query -> DynamicTest.dynamicTest(query.get("query").toString(), () -> {
                    var asked = CatalogQuery.ALL;
                    var by = query.get("query");
                    if (by.has("bounds")) {
                        asked = by.has("crs")
                                ? asked.within(
                                        bounds(by.get("bounds")), by.get("crs").asText())
                                : asked.within(bounds(by.get("bounds")));
                    }
                    if (by.has("time")) {
                        asked = asked.during(interval(by.get("time")));
                    }
                    assertThat(names(tiles.query(asked)))
                            .isEqualTo(stream(query.get("files"))
                                    .map(JsonNode::asText)
                                    .toList());
                }));
    }

    private static Catalog labels() {
        return Catalog.of(
                golden.get("crs").asText(),
                stream(golden.get("labels"))
                        .map(label -> CatalogRow.raster(
                                label.get("file").asText(),
                                Footprints.of(bounds(label.get("bounds"))),
                                interval(label.get("interval"))))
                        .toList());
    }

    @Test
    void overlapsOfTwoCatalogs() throws IOException {
        requireRows(tiles.intersect(labels(), false), golden.get("intersect"));
        requireRows(tiles.intersect(labels(), true), golden.get("intersect_spatial_only"));
        assertThat(tiles.intersect(labels(), false).columns()).contains("filepath_2");
        double forth = area(tiles.intersect(labels(), false));
        assertThat(area(labels().intersect(tiles, false))).isCloseTo(forth, within(1e-6));
    }

    private static double area(Catalog catalog) {
        double sum = 0;
        for (var row : catalog) {
            sum += row.geometry().getArea();
        }
        return sum;
    }

    @Test
    void rowsOfAnotherSystemAreBroughtIntoThisOne() throws IOException {
        var expected = golden.get("union_with_wgs84_labels");
        var degrees = Catalog.of("EPSG:4326", Footprints.inSystem(labels(), "EPSG:4326"));
        var both = tiles.union(degrees);
        assertThat(both.size()).isEqualTo(expected.get("n").asInt());
        var box = both.row(both.size() - 1).geometry().getEnvelopeInternal();
        requireBounds(
                new Bounds(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()),
                expected.get("last_row_bounds"));
    }

    @TestFactory
    Stream<DynamicTest> slices() {
        return stream(golden.get("geoslice"))
                .map(slice -> DynamicTest.dynamicTest(slice.get("bounds").toString(), () -> {
                    var step = slice.get("resolution");
                    var made = new GeoSlice(
                            bounds(slice.get("bounds")),
                            TimeInterval.ALWAYS,
                            step.get(0).asDouble(),
                            step.get(1).asDouble(),
                            "EPSG:32610");
                    assertThat(made.rows()).isEqualTo(slice.get("shape").get(0).asInt());
                    assertThat(made.cols()).isEqualTo(slice.get("shape").get(1).asInt());
                    var six = slice.get("transform");
                    var affine = made.affine();
                    assertThat(List.of(affine.a(), affine.b(), affine.c(), affine.d(), affine.e(), affine.f()))
                            .isEqualTo(stream(six).map(JsonNode::asDouble).toList());
                    if (slice.get("aligned_shape").isTextual()) {
                        assertThatThrownBy(() -> made.aligned(GeoSlice.Alignment.ERROR))
                                .isInstanceOf(IllegalArgumentException.class);
                    } else {
                        assertThat(made.aligned(GeoSlice.Alignment.ERROR)).isEqualTo(made);
                    }
                    requireBounds(made.aligned(GeoSlice.Alignment.SNAP).bounds(), slice.get("snap_bounds"));
                }));
    }

    @Test
    void aCatalogIsWorkedThroughRowByRow() {
        var expected = golden.get("catalog_domain");
        var domain = new CatalogDomain(tiles, 30, 30);
        assertThat(domain.slices()).hasSize(expected.get("n").asInt());
        requireBounds(domain.bounds().orElseThrow(), expected.get("bounds"));
        for (int i = 0; i < domain.slices().size(); i++) {
            var slice = expected.get("slices").get(i);
            var made = domain.slices().get(i);
            requireBounds(made.bounds(), slice.get("bounds"));
            assertThat(made.rows()).isEqualTo(slice.get("shape").get(0).asInt());
            assertThat(made.cols()).isEqualTo(slice.get("shape").get(1).asInt());
            assertThat(made.interval()).isEqualTo(interval(slice.get("interval")));
        }
    }

    @TestFactory
    Stream<DynamicTest> matchups() throws IOException {
        var table = MAPPER.readTree(FOLDER.resolve("matchup.json").toFile());
        var primary = scenes(table.get("primary"));
        var secondary = scenes(table.get("secondary"));
        return stream(table.get("results"))
                .map(result -> DynamicTest.dynamicTest(
                        result.get("spatial").asText() + " "
                                + result.get("temporal").asText(),
                        () -> {
                            var matchup = new Matchup(
                                    spatial(result.get("spatial").asText()),
                                    temporal(result.get("temporal").asText()),
                                    true,
                                    false);
                            var matches = matchup.match(primary, Map.of("other", secondary));
                            var pairs = stream(result.get("pairs")).toList();
                            assertThat(matches).hasSameSizeAs(pairs);
                            for (int i = 0; i < pairs.size(); i++) {
                                requireMatch(matches.get(i), pairs.get(i));
                            }
                        }));
    }

    private static void requireMatch(Matchup.Match match, JsonNode expected) {
        assertThat(match.members().stream()
                        .map(member -> member.row().filepath())
                        .toList())
                .isEqualTo(stream(expected.get(0)).map(JsonNode::asText).toList());
        assertThat(match.members().stream()
                        .map(member -> member.offset().toMillis() / 1e3)
                        .toList())
                .isEqualTo(stream(expected.get(1)).map(JsonNode::asDouble).toList());
        var box = match.shared().getEnvelopeInternal();
        requireBounds(new Bounds(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()), expected.get(2));
        assertThat(match.shared().getGeometryType()).isEqualTo(expected.get(3).asText());
    }

    private static Catalog scenes(JsonNode rows) {
        return Catalog.of(
                "EPSG:32610",
                stream(rows)
                        .map(row -> CatalogRow.raster(
                                row.get("id").asText(),
                                Footprints.of(bounds(row.get("bounds"))),
                                interval(row.get("interval"))))
                        .toList());
    }

    private static Matchup.Spatial spatial(String text) {
        return switch (text) {
            case "Intersects" -> new Matchup.Intersects();
            case "IouAtLeast(0.2)" -> new Matchup.IouAtLeast(0.2);
            case "CentroidWithin(0)" -> new Matchup.CentroidWithin(0);
            case "Contains" -> new Matchup.Contains();
            default -> throw new AssertionError(text);
        };
    }

    private static Matchup.Temporal temporal(String text) {
        return switch (text) {
            case "NearestInTime(6h)" -> new Matchup.NearestInTime(Duration.ofHours(6));
            case "WithinWindow(-2h,3h)" -> new Matchup.WithinWindow(Duration.ofHours(-2), Duration.ofHours(3));
            case "Synchronous" -> new Matchup.Synchronous(Duration.ZERO);
            default -> throw new AssertionError(text);
        };
    }

    private static void requireRows(Catalog catalog, JsonNode rows) {
        assertThat(catalog.size()).isEqualTo(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            var expected = rows.get(i);
            var row = catalog.row(i);
            assertThat(Path.of(row.filepath()).getFileName())
                    .hasToString(expected.get("file").asText());
            var box = row.geometry().getEnvelopeInternal();
            requireBounds(
                    new Bounds(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()), expected.get("bounds"));
            assertThat(row.geometry().getGeometryType())
                    .isEqualTo(expected.get("wkt_type").asText());
            assertThat(row.geometry().getArea()).isCloseTo(expected.get("area").asDouble(), within(1e-6));
            assertThat(row.interval()).isEqualTo(interval(expected.get("interval")));
        }
    }

    private static List<String> names(Catalog catalog) {
        var names = new ArrayList<String>();
        catalog.forEach(row -> names.add(Path.of(row.filepath()).getFileName().toString()));
        return names;
    }

    private static Bounds bounds(JsonNode four) {
        return new Bounds(
                four.get(0).asDouble(),
                four.get(1).asDouble(),
                four.get(2).asDouble(),
                four.get(3).asDouble());
    }

    private static void requireBounds(Bounds found, JsonNode four) {
        assertThat(found.minX()).isCloseTo(four.get(0).asDouble(), within(1e-6));
        assertThat(found.minY()).isCloseTo(four.get(1).asDouble(), within(1e-6));
        assertThat(found.maxX()).isCloseTo(four.get(2).asDouble(), within(1e-6));
        assertThat(found.maxY()).isCloseTo(four.get(3).asDouble(), within(1e-6));
    }

    private static TimeInterval interval(JsonNode two) {
        return new TimeInterval(
                CatalogTimes.parse(two.get(0).asText()),
                CatalogTimes.parse(two.get(1).asText()));
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        var elements = new ArrayList<JsonNode>();
        array.forEach(elements::add);
        return elements.stream();
    }
}
