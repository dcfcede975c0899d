package dev.stampede.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stampede.io.Sha256;
import dev.stampede.io.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// A folder that holds a piece of work on catalogs together: the items that were found (`items.parquet`,
/// GeoParquet), the questions that were asked (`queries.parquet`), the scenes that belong together
/// (`matchups.parquet`, a row for each member) and what the folder is (`_meta.json`). Each file appears whole.
public final class CatalogBundle {
    /// Version of the folder's form.
    public static final int VERSION = 1;

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String META = "_meta.json";
    private static final int IDENTIFIER_DIGITS = 32;

    private final Path folder;

    private CatalogBundle(Path folder) {
        this.folder = folder;
    }

    /// Makes an empty bundle.
    /// @throws IOException if the folder holds one already or cannot be written
    public static CatalogBundle create(Path folder) throws IOException {
        if (Files.exists(folder.resolve(META))) {
            throw new IOException(folder + ": holds a bundle already");
        }
        Files.createDirectories(folder);
        var meta = MAPPER.createObjectNode();
        meta.put("bundle_version", VERSION);
        meta.put("created", Instant.now().toString());
        WholeFile.write(
                folder.resolve(META), MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(meta) + "\n");
        return new CatalogBundle(folder);
    }

    /// Opens a bundle.
    /// @throws CatalogFormatException if it is of a newer version
    /// @throws IOException            if the folder is no bundle
    public static CatalogBundle open(Path folder) throws IOException {
        var meta = folder.resolve(META);
        if (!Files.exists(meta)) {
            throw new NoSuchFileException(meta.toString());
        }
        JsonNode version;
        try {
            version = MAPPER.readTree(meta.toFile()).path("bundle_version");
        } catch (com.fasterxml.jackson.core.JacksonException damaged) {
            throw new CatalogFormatException(meta + ": not JSON");
        }
        if (!version.isInt() || version.asInt() > VERSION) {
            throw new CatalogFormatException(
                    meta + ": bundle_version is " + version + ", this program reads up to " + VERSION);
        }
        return new CatalogBundle(folder);
    }

    /// The items gathered so far; empty if there are none.
    /// @throws IOException if they cannot be read
    public Optional<Catalog> items() throws IOException {
        var file = folder.resolve("items.parquet");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var store = CatalogStore.open(file, CatalogStore.Engine.MEMORY)) {
            return Optional.of(store.query(CatalogQuery.ALL, Optional.empty()));
        }
    }

    /// Adds rows to the items and the question they answer to the queries. Rows whose file is there already are
    /// left out.
    /// @return how many rows were new
    /// @throws IOException if the files cannot be read or written
    public int ingest(Catalog found, CatalogQuery query) throws IOException {
        var before = items();
        var known = new HashSet<String>();
        before.ifPresent(items -> items.forEach(row -> known.add(row.filepath())));
        var fresh = new ArrayList<CatalogRow>();
        for (var row : found) {
            if (known.add(row.filepath())) {
                fresh.add(row);
            }
        }
        var rows = Catalog.of(found.crs(), fresh);
        GeoParquetWriter.write(before.isPresent() ? before.get().union(rows) : rows, folder.resolve("items.parquet"));
        var box = query.bounds();
        append(
                "queries.parquet",
                "asked TIMESTAMPTZ, xmin DOUBLE, ymin DOUBLE, xmax DOUBLE, ymax DOUBLE, crs VARCHAR,"
                        + " start_time TIMESTAMPTZ, end_time TIMESTAMPTZ, rows BIGINT, new_rows BIGINT",
                List.of("(" + time(Optional.of(Instant.now())) + ", " + number(box.map(b -> b.minX())) + ", "
                        + number(box.map(b -> b.minY())) + ", " + number(box.map(b -> b.maxX())) + ", "
                        + number(box.map(b -> b.maxY())) + ", "
                        + query.crs().map(DuckDb::quoted).orElse("NULL") + ", "
                        + time(query.interval().map(TimeInterval::start)) + ", "
                        + time(query.interval().map(TimeInterval::end)) + ", " + found.size() + ", " + fresh.size()
                        + ")"));
        return fresh.size();
    }

    private static String number(Optional<Double> value) {
        return value.map(Object::toString).orElse("NULL");
    }

    private static String time(Optional<Instant> time) {
        return time.map(t -> "TIMESTAMPTZ '" + CatalogTimes.sql(t) + "+00'").orElse("NULL");
    }

    /// Adds matchups, a row for each member; the identifier of a matchup is a hash of its members, so that the
    /// same one found again has the same.
    /// @throws IOException if the file cannot be read or written
    public void record(List<Matchup.Match> matches, Matchup strategy) throws IOException {
        var rows = new ArrayList<String>();
        for (var match : matches) {
            var id = identifier(match);
            var reference = match.members().getFirst().row().interval().midpoint();
            for (var member : match.members()) {
                rows.add("(" + DuckDb.quoted(id) + ", " + DuckDb.quoted(strategy.spatial() + " " + strategy.temporal())
                        + ", " + DuckDb.quoted(member.role()) + ", "
                        + DuckDb.quoted(member.row().filepath()) + ", "
                        + DuckDb.quoted(match.shared().toText()) + ", " + time(Optional.of(reference)) + ", "
                        + member.offset().toNanos() / 1e9 + ")");
            }
        }
        if (!rows.isEmpty()) {
            append(
                    "matchups.parquet",
                    "id VARCHAR, strategy VARCHAR, role VARCHAR, filepath VARCHAR, shared VARCHAR,"
                            + " time_reference TIMESTAMPTZ, offset_s DOUBLE",
                    rows);
        }
    }

    static String identifier(Matchup.Match match) {
        var text = new StringBuilder();
        for (var member : match.members()) {
            text.append(member.role())
                    .append('\n')
                    .append(member.row().filepath())
                    .append('\n');
        }
        return Sha256.ofText(text.toString()).substring(0, IDENTIFIER_DIGITS);
    }

    /// Adds rows to a table of the bundle.
    private void append(String name, String columns, List<String> rows) throws IOException {
        var file = folder.resolve(name);
        WholeFile.make(file, partial -> {
            try (var database = DuckDb.open();
                    var statement = database.statement()) {
                statement.execute("CREATE TABLE rows (" + columns + ")");
                if (Files.exists(file)) {
                    statement.execute("INSERT INTO rows SELECT * FROM read_parquet(" + DuckDb.quoted(file) + ")");
                }
                statement.execute("INSERT INTO rows VALUES " + String.join(", ", rows));
                statement.execute("COPY rows TO " + DuckDb.quoted(partial) + " (FORMAT parquet)");
            } catch (SQLException failure) {
                throw DuckDb.failure(file, "add to it", failure);
            }
        });
    }
}
