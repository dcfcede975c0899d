package dev.stampede.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.raster.Bounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.geom.Geometry;

class GeoParquetTest {
    private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");

    @TempDir
    Path folder;

    @BeforeEach
    void needsGdal() {
        GdalNeeded.assume();
    }

    /// Scenes of some kilometres over ten years, some of them triangles, some values missing.
    private static Catalog scenes(int count) {
        var random = new Random(4);
        var rows = new ArrayList<CatalogRow>();
        for (int i = 0; i < count; i++) {
            double x = 4e5 + random.nextInt(200_000);
            double y = 4e6 + random.nextInt(200_000);
            Geometry area = Footprints.of(new Bounds(x, y, x + 3000, y + 2000));
            if (i % 5 == 0) {
                var corners = area.getCoordinates();
                area = area.getFactory().createPolygon(new org.locationtech.jts.geom.Coordinate[] {
                    corners[0], corners[1], corners[2], corners[0]
                });
            }
            var extras = new LinkedHashMap<String, Object>();
            extras.put("cloud_cover", i % 7 == 0 ? null : random.nextDouble() * 100);
            extras.put("orbit", (long) random.nextInt(170));
            extras.put("sensor", i % 2 == 0 ? "S2A" : "it's \"B\"");
            extras.put("night", i % 3 == 0);
            extras.put("made", FIRST.plus(i, ChronoUnit.SECONDS));
            var start = FIRST.plus(random.nextInt(3650 * 24), ChronoUnit.HOURS);
            rows.add(new CatalogRow(
                    "scene-" + i + ".tif",
                    area,
                    new TimeInterval(start, start.plusSeconds(90)),
                    CatalogRow.Kind.RASTER,
                    extras));
        }
        return Catalog.of("EPSG:32633", rows);
    }

    private static List<CatalogRow> rows(Catalog catalog) {
        var rows = new ArrayList<CatalogRow>();
        catalog.sortedBy("filepath").forEach(rows::add);
        return rows;
    }

    /// K5.
    @ParameterizedTest
    @EnumSource(
            value = CatalogStore.Engine.class,
            names = {"MEMORY", "DUCKDB"})
    void aFileGivesBackItsRowsAndTheSameAnswers(CatalogStore.Engine engine) throws IOException {
        var catalog = scenes(3000);
        var file = folder.resolve("scenes.parquet");
        GeoParquetWriter.write(catalog, file);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        try (var store = CatalogStore.open(file, engine)) {
            assertThat(store.size()).isEqualTo(3000);
            assertThat(store.columns()).containsExactlyInAnyOrderElementsOf(catalog.columns());
            assertThat(store.totalBounds()).isEqualTo(catalog.totalBounds());
            assertThat(store.timeExtent()).isEqualTo(catalog.timeExtent());
            assertThat(rows(store.query(CatalogQuery.ALL, Optional.empty()))).isEqualTo(rows(catalog));

            var asked = CatalogQuery.ALL
                    .within(new Bounds(4.5e5, 4.05e6, 4.9e5, 4.09e6))
                    .during(new TimeInterval(
                            Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2029-01-01T00:00:00Z")));
            var conditions = List.of(
                    "cloud_cover < 20",
                    "not cloud_cover < 20",
                    "cloud_cover is null or orbit in (1, 2, 3)",
                    "sensor = 'it''s \"B\"' and night = true",
                    "start_time >= '2027-06-01' and filepath <> 'scene-1.tif'");
            for (var condition : conditions) {
                var expected = rows(catalog.query(asked).where(condition));
                assertThat(rows(store.query(asked, Optional.of(condition))))
                        .as(condition)
                        .isEqualTo(expected);
                assertThat(expected).as(condition).isNotEmpty();
            }
        }
    }

    /// K6.
    @ParameterizedTest
    @EnumSource(GeoParquetWriter.Partition.class)
    void aFolderAnswersLikeAFile(GeoParquetWriter.Partition partition) throws IOException {
        var catalog = scenes(400);
        var parts = folder.resolve("parts");
        GeoParquetWriter.append(catalog.head(150), parts, partition);
        GeoParquetWriter.append(catalog.where("not filepath in (" + firstNames(catalog, 150) + ")"), parts, partition);
        try (var store = CatalogStore.open(parts, CatalogStore.Engine.AUTO)) {
            assertThat(store).isInstanceOf(GeoParquetStore.class);
            assertThat(rows(store.query(CatalogQuery.ALL, Optional.empty()))).isEqualTo(rows(catalog));
        }
    }

    private static String firstNames(Catalog catalog, int count) {
        var names = new ArrayList<String>();
        catalog.head(count).forEach(row -> names.add("'" + row.filepath() + "'"));
        return String.join(", ", names);
    }

    @Test
    void anEmptyCatalogIsAFileToo() throws IOException {
        var file = folder.resolve("none.parquet");
        GeoParquetWriter.write(Catalog.of("EPSG:4326", List.of()), file);
        try (var store = CatalogStore.open(file, CatalogStore.Engine.AUTO)) {
            assertThat(store.size()).isZero();
            assertThat(store.totalBounds()).isEmpty();
            assertThat(store.timeExtent()).isEmpty();
        }
    }

    @Test
    void whatIsNoCatalogIsNamed() throws IOException, SQLException {
        var text = Files.writeString(folder.resolve("text.parquet"), "no Parquet at all");
        assertThatThrownBy(() -> CatalogStore.open(text, CatalogStore.Engine.AUTO))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("text.parquet: cannot read it as Parquet");
        assertThatThrownBy(() -> CatalogStore.open(folder.resolve("gone.parquet"), CatalogStore.Engine.AUTO))
                .isInstanceOf(java.nio.file.NoSuchFileException.class);
        assertThatThrownBy(() -> CatalogStore.open(parquet("SELECT 1 AS a"), CatalogStore.Engine.AUTO))
                .isInstanceOf(CatalogFormatException.class)
                .hasMessageContaining("no column filepath");
        var columns = "SELECT 'f' AS filepath, '\\x00'::BLOB AS geometry, TIMESTAMPTZ '2024-01-01 00:00:00+00' AS"
                + " start_time, TIMESTAMPTZ '2024-01-01 00:00:00+00' AS end_time";
        assertThatThrownBy(() -> CatalogStore.open(parquet(columns), CatalogStore.Engine.AUTO))
                .isInstanceOf(CatalogFormatException.class)
                .hasMessageContaining("no 'geo' metadata");
        assertThatThrownBy(
                        () -> CatalogStore.open(parquet(columns + ", 7 AS _schema_version"), CatalogStore.Engine.AUTO))
                .isInstanceOf(CatalogFormatException.class)
                .hasMessageContaining("schema version 7");
        assertThatThrownBy(() -> CatalogStore.open(
                        parquet(columns + ", 0 AS _schema_version UNION ALL " + columns + ", NULL"),
                        CatalogStore.Engine.AUTO))
                .isInstanceOf(CatalogFormatException.class)
                .hasMessageContaining("different schema versions");
    }

    private Path parquet(String select) throws IOException, SQLException {
        var file = folder.resolve("made.parquet");
        try (var database = DuckDb.open();
                var statement = database.statement()) {
            statement.execute("COPY (" + select + ") TO " + DuckDb.quoted(file) + " (FORMAT parquet)");
        }
        return file;
    }
}
