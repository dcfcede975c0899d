package dev.stampede.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.raster.Bounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogBundleTest {
    private static final TimeInterval NOON = TimeInterval.at(Instant.parse("2024-06-01T12:00:00Z"));

    @TempDir
    Path folder;

    @BeforeEach
    void needsGdal() {
        GdalNeeded.assume();
    }

    private static Catalog scenes(String... files) {
        return Catalog.of(
                "EPSG:32633",
                List.of(files).stream()
                        .map(file -> CatalogRow.raster(file, Footprints.of(new Bounds(0, 0, 9, 9)), NOON))
                        .toList());
    }

    @Test
    void itemsAreGatheredOnceAndQuestionsKept() throws IOException, SQLException {
        var bundle = CatalogBundle.create(folder);
        var query = CatalogQuery.ALL.within(new Bounds(0, 0, 1, 1), "EPSG:4326").during(NOON);
        assertThat(bundle.ingest(scenes("a.tif", "b.tif"), query)).isEqualTo(2);
        assertThat(CatalogBundle.open(folder).ingest(scenes("b.tif", "c.tif"), CatalogQuery.ALL))
                .isEqualTo(1);
        assertThat(bundle.items().orElseThrow().size()).isEqualTo(3);
        assertThat(count(
                        "queries.parquet", "rows = 2 AND (new_rows = 2 AND xmax = 1 OR new_rows = 1 AND xmax IS NULL)"))
                .isEqualTo(2);
    }

    @Test
    void aMatchupKeepsItsIdentifier() throws IOException, SQLException {
        var bundle = CatalogBundle.create(folder);
        var matchup = Matchup.standard();
        var matches = matchup.match(scenes("a.tif"), Map.of("radar", scenes("r.tif")));
        assertThat(matches).hasSize(1);
        bundle.record(matches, matchup);
        bundle.record(matchup.match(scenes("a.tif"), Map.of("radar", scenes("r.tif"))), matchup);
        assertThat(count("matchups.parquet", "role = 'radar' AND filepath = 'r.tif' AND offset_s = 0"))
                .isEqualTo(2);
        assertThat(count("matchups.parquet", "id <> '" + CatalogBundle.identifier(matches.getFirst()) + "'"))
                .isZero();
    }

    private long count(String table, String condition) throws IOException, SQLException {
        try (var database = DuckDb.open();
                var statement = database.statement();
                var rows = statement.executeQuery("SELECT count(*) FROM read_parquet("
                        + DuckDb.quoted(folder.resolve(table)) + ") WHERE " + condition)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void whatIsNoBundleOrANewerOneIsRefused() throws IOException {
        assertThatThrownBy(() -> CatalogBundle.open(folder)).isInstanceOf(IOException.class);
        Files.writeString(folder.resolve("_meta.json"), "{\"bundle_version\": 9}");
        assertThatThrownBy(() -> CatalogBundle.open(folder))
                .isInstanceOf(CatalogFormatException.class)
                .hasMessageContaining("bundle_version is 9");
        assertThatThrownBy(() -> CatalogBundle.create(folder)).hasMessageContaining("already");
    }
}
