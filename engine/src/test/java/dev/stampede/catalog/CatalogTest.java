package dev.stampede.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.raster.Bounds;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogTest {
    private static final TimeInterval JUNE =
            new TimeInterval(Instant.parse("2024-06-01T00:00:00Z"), Instant.parse("2024-06-30T23:59:59.999999Z"));

    private static Catalog random(int count) {
        var random = new Random(9);
        var rows = new ArrayList<CatalogRow>();
        for (int i = 0; i < count; i++) {
            double x = random.nextDouble() * 1000;
            double y = random.nextDouble() * 1000;
            var start = Instant.ofEpochSecond(random.nextInt(1_000_000));
            rows.add(CatalogRow.raster(
                    "file" + i,
                    Footprints.of(new Bounds(x, y, x + random.nextInt(50), y + 1 + random.nextInt(50))),
                    new TimeInterval(start, start.plusSeconds(random.nextInt(5000)))));
        }
        return Catalog.of("EPSG:32633", rows);
    }

    /// The tree of a large table against looking through all rows.
    @Test
    void aTreeFindsWhatLookingThroughAllFinds() throws IOException {
        var catalog = random(5000);
        var random = new Random(2);
        for (int i = 0; i < 200; i++) {
            double x = random.nextDouble() * 1100 - 50;
            double y = random.nextDouble() * 1100 - 50;
            var box = new Bounds(x, y, x + random.nextInt(200), y + random.nextInt(200));
            var start = Instant.ofEpochSecond(random.nextInt(1_000_000));
            var time = new TimeInterval(start, start.plusSeconds(random.nextInt(300_000)));
            var area = Footprints.of(box);
            var expected = new ArrayList<String>();
            for (var row : catalog) {
                if (row.geometry().intersects(area) && row.interval().intersects(time)) {
                    expected.add(row.filepath());
                }
            }
            var found = new ArrayList<String>();
            catalog.query(CatalogQuery.ALL.within(box).during(time)).forEach(row -> found.add(row.filepath()));
            assertThat(found).isEqualTo(expected);
        }
    }

    /// K1.
    @Test
    void everythingIsInTheWholeBoxAndNothingOutside() throws IOException {
        var catalog = random(500);
        var all = CatalogQuery.ALL
                .within(catalog.totalBounds().orElseThrow())
                .during(catalog.timeExtent().orElseThrow());
        assertThat(catalog.query(all).size()).isEqualTo(500);
        assertThat(catalog.query(CatalogQuery.ALL.within(new Bounds(-9, -9, -1, -1)))
                        .isEmpty())
                .isTrue();
        assertThat(catalog.query(CatalogQuery.ALL).size()).isEqualTo(500);
    }

    /// K3.
    @Test
    void askingTwiceIsAskingForWhatBothHold() throws IOException {
        var catalog = random(2000);
        var one = new Bounds(100, 100, 400, 500);
        var other = new Bounds(300, 200, 600, 700);
        var twice = catalog.query(CatalogQuery.ALL.within(one)).query(CatalogQuery.ALL.within(other));
        var both = catalog.query(CatalogQuery.ALL.within(one.intersection(other)));
        for (var row : both) {
            assertThat(files(twice)).contains(row.filepath());
        }
        for (var row : twice) { // a box may meet both and yet not where they overlap
            assertThat(row.geometry().intersects(Footprints.of(one))).isTrue();
            assertThat(row.geometry().intersects(Footprints.of(other))).isTrue();
        }
        assertThat(both.isEmpty()).isFalse();
    }

    private static List<String> files(Catalog catalog) {
        var files = new ArrayList<String>();
        catalog.forEach(row -> files.add(row.filepath()));
        return files;
    }

    /// K2.
    @Test
    void touchingEdgesAndEqualInstantsCount() throws IOException {
        var scene = CatalogRow.raster("a", Footprints.of(new Bounds(0, 0, 10, 10)), JUNE);
        var catalog = Catalog.of("EPSG:32633", List.of(scene));
        var touching = CatalogQuery.ALL
                .within(new Bounds(10, 10, 20, 20))
                .during(TimeInterval.at(Instant.parse("2024-06-30T23:59:59.999999Z")));
        assertThat(catalog.query(touching).size()).isEqualTo(1);
        assertThat(catalog.query(touching.during(TimeInterval.at(Instant.parse("2024-07-01T00:00:00Z"))))
                        .isEmpty())
                .isTrue();
    }

    /// K4.
    @Test
    void overlapsHaveTheSameAreaFromBothSides() throws IOException {
        var one = random(200);
        var other = random(300).where("filepath > 'file2'");
        assertThat(area(one.intersect(other, true))).isCloseTo(area(other.intersect(one, true)), within(1e-6));
        assertThat(one.intersect(other, true).columns()).contains("filepath_2");
    }

    private static double area(Catalog catalog) {
        double sum = 0;
        for (var row : catalog) {
            sum += row.geometry().getArea();
        }
        return sum;
    }

    private static Catalog clouds() {
        var rows = new ArrayList<CatalogRow>();
        Object[] values = {5.0, null, 20L, 30.5};
        for (int i = 0; i < values.length; i++) {
            var extras = new java.util.LinkedHashMap<String, Object>(Map.of("tile", "T" + i));
            extras.put("cloud_cover", values[i]);
            rows.add(new CatalogRow(
                    "f" + i, Footprints.of(new Bounds(i, 0, i + 1, 1)), JUNE, CatalogRow.Kind.RASTER, extras));
        }
        return Catalog.of("EPSG:4326", rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cloud_cover <= 20 | f0 f2",
                "CLOUD = 1 or tile = 'T3' | !no column CLOUD",
                "not (cloud_cover <= 20) | f3",
                "cloud_cover is null | f1",
                "cloud_cover is not null and tile != 'T0' | f2 f3",
                "tile in ('T0', \"T3\") | f0 f3",
                "tile not in ('T0', 'T3') | f1 f2",
                "`tile` == 'T1' | f1",
                "start_time < '2024-06-02' and end_time > '2024-06-30T23:00:00Z' | f0 f1 f2 f3",
                "cloud_cover < 'many' | !holds numbers such as 5.0, which cannot be compared with text many",
                "cloud_cover < | !expected a number",
                "cloud_cover 5 | !expected a comparison",
                "tile = 'T0' tile = 'T1' | !expected 'and', 'or' or the end at character 13",
                "geometry is null | !no column geometry",
                "start_time < 'soon' | !'soon' is no time",
            })
    void conditionsOnColumns(String condition, String expected) {
        if (expected.startsWith("!")) {
            assertThatThrownBy(() -> clouds().where(condition))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(expected.substring(1));
        } else {
            assertThat(files(clouds().where(condition))).containsExactly(expected.split(" "));
        }
    }

    @Test
    void aConditionNestedWithoutEndIsRefused() {
        assertThatThrownBy(() -> clouds().where("(".repeat(200_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("deep");
        assertThatThrownBy(() -> clouds().where("not ".repeat(200_000) + "tile = 'T0'"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("deep");
    }

    @Test
    void sortingSamplingAndTheFirst() {
        assertThat(files(clouds().sortedBy("cloud_cover"))).containsExactly("f0", "f2", "f3", "f1");
        assertThat(files(clouds().head(2))).containsExactly("f0", "f1");
        assertThat(files(clouds().sample(2, 1))).hasSize(2).isEqualTo(files(clouds().sample(2, 1)));
        assertThat(files(clouds().sample(9, 1))).containsExactly("f0", "f1", "f2", "f3");
    }

    /// K11.
    @ParameterizedTest
    @CsvSource({
        "%Y%m%d, S2_20240229_B04.tif, 2024-02-29T00:00:00Z, 2024-02-29T23:59:59.999999Z",
        "%Y%j, S2_2024060_B04.tif, 2024-02-29T00:00:00Z, 2024-02-29T23:59:59.999999Z",
        "%Y%m%dT%H%M%S, S2_20240229T101112_B04.tif, 2024-02-29T00:00:00Z, 2024-02-29T23:59:59.999999Z",
        "%Y-%m-%d, S2_2024-02-29_B04.tif, 2024-02-29T00:00:00Z, 2024-02-29T23:59:59.999999Z",
    })
    void datesInFileNames(String format, String name, Instant start, Instant end) {
        var match = new FileNamePattern("S2_(?P<date>[-0-9T]+)_(?P<the_band>B\\d+)", format)
                .match(name)
                .orElseThrow();
        assertThat(match.interval()).contains(new TimeInterval(start, end));
        assertThat(match.extras()).containsExactly(Map.entry("the_band", "B04"));
    }

    @Test
    void aNameMayHoldBothEnds() {
        var pattern = new FileNamePattern("x_(?<start>\\d+T\\d+)_(?<stop>\\d+T\\d+)", "%Y%m%dT%H%M%S");
        assertThat(pattern.match("x_20240101T000000_20240101T003000.tif")
                        .orElseThrow()
                        .interval())
                .contains(
                        new TimeInterval(Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2024-01-01T00:30:00Z")));
        assertThat(pattern.match("y.tif")).isEmpty();
        assertThatThrownBy(() -> pattern.match("x_20241301T000000_20240101T003000.tif"))
                .hasMessageContaining("'20241301T000000' does not give a day");
        assertThatThrownBy(() -> new FileNamePattern("(?<start>\\d+)", "%Y")).hasMessageContaining("come together");
        assertThatThrownBy(() -> new FileNamePattern("(?<date>\\d+", "%Y")).hasMessageContaining("filename regex");
        assertThatThrownBy(() -> new FileNamePattern("x", "%q")).hasMessageContaining("%q");
    }
}
