package dev.stampede.catalog;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stampede.raster.Bounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A catalog in a GeoParquet 1.1 file, or in a folder of them, asked through DuckDB: boxes, times and
/// conditions are pushed into the file, whose rows lie sorted by time and place so that most of it is never
/// read. What is found is then held to the exact footprints, as [Catalog] does.
public final class GeoParquetStore implements CatalogStore {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> BOUND_TO_BE = List.of("filepath", "geometry", "start_time", "end_time");

    private final Path path;
    private final DuckDb database;
    private final String source;
    private final String crs;
    private final List<String> columns;
    private final boolean withBoxes;

    private GeoParquetStore(
            Path path, DuckDb database, String source, String crs, List<String> columns, boolean withBoxes) {
        this.path = path;
        this.database = database;
        this.source = source;
        this.crs = crs;
        this.columns = columns;
        this.withBoxes = withBoxes;
    }

    /// @throws CatalogFormatException if the file is no catalog this version reads
    /// @throws IOException            if it is missing or unreadable
    static GeoParquetStore open(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        var pattern = Files.isDirectory(path) ? path.resolve("**/*.parquet") : path;
        var source = "read_parquet(" + DuckDb.quoted(pattern) + ", union_by_name = true, hive_partitioning = false)";
        var database = DuckDb.open();
        try {
            var columns = columns(database, source);
            for (var column : BOUND_TO_BE) {
                if (!columns.contains(column)) {
                    throw new CatalogFormatException(path + ": no column " + column + ", so it is no catalog; it has "
                            + String.join(", ", columns));
                }
            }
            requireKnownSchema(database, path, source, columns);
            return new GeoParquetStore(
                    path,
                    database,
                    source,
                    crs(database, path, pattern),
                    columns.stream().filter(name -> !name.equals("bbox")).toList(),
                    columns.contains("bbox"));
        } catch (SQLException failure) {
            database.close();
            throw new CatalogFormatException(
                    DuckDb.failure(path, "read it as Parquet", failure).getMessage());
        } catch (IOException | RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    private static List<String> columns(DuckDb database, String source) throws SQLException {
        try (var statement = database.statement();
                var rows = statement.executeQuery("DESCRIBE SELECT * FROM " + source)) {
            var names = new ArrayList<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    private static void requireKnownSchema(DuckDb database, Path path, String source, List<String> columns)
            throws SQLException, CatalogFormatException {
        if (!columns.contains("_schema_version")) {
            return; // files from before the column are of version 0
        }
        try (var statement = database.statement();
                var rows = statement.executeQuery("SELECT min(_schema_version), max(_schema_version),"
                        + " count(*) - count(_schema_version) FROM " + source)) {
            rows.next();
            long oldest = rows.getLong(1);
            boolean none = rows.wasNull();
            long newest = rows.getLong(2);
            if (rows.getLong(3) > 0 && !none || !none && oldest != newest) {
                throw new CatalogSchemaException(path + ": rows of different schema versions; write it anew with"
                        + " 'stampede catalog migrate'");
            }
            if (newest > Catalog.SCHEMA_VERSION) {
                throw new CatalogSchemaException(path + ": schema version " + newest + ", this program reads up to "
                        + Catalog.SCHEMA_VERSION + "; use a newer one");
            }
        }
    }

    private static String crs(DuckDb database, Path path, Path pattern) throws SQLException, IOException {
        try (var statement = database.statement();
                var rows = statement.executeQuery("SELECT DISTINCT decode(value) FROM parquet_kv_metadata("
                        + DuckDb.quoted(pattern) + ") WHERE decode(key) = 'geo'")) {
            if (!rows.next()) {
                throw new CatalogFormatException(path + ": no 'geo' metadata, so it is Parquet but not GeoParquet;"
                        + " write it with 'stampede catalog build'");
            }
            var crs = MAPPER.readTree(rows.getString(1))
                    .path("columns")
                    .path("geometry")
                    .path("crs");
            if (rows.next()) {
                throw new CatalogFormatException(path + ": its parts have different 'geo' metadata, so perhaps"
                        + " different reference systems; build them again with one --crs");
            }
            return crs.isObject() ? crs.toString() : "EPSG:4326"; // the default of GeoParquet
        } catch (JacksonException damaged) {
            throw new CatalogFormatException(path + ": its 'geo' metadata are not JSON");
        }
    }

    @Override
    public String crs() {
        return crs;
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public long size() throws IOException {
        try (var statement = database.statement();
                var rows = statement.executeQuery("SELECT count(*) FROM " + source)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException failure) {
            throw DuckDb.failure(path, "count its rows", failure);
        }
    }

    @Override
    public Optional<Bounds> totalBounds() throws IOException {
        if (!withBoxes) {
            return query(CatalogQuery.ALL, Optional.empty()).totalBounds();
        }
        try (var statement = database.statement();
                var rows = statement.executeQuery(
                        "SELECT min(bbox.xmin), min(bbox.ymin), max(bbox.xmax), max(bbox.ymax) FROM " + source)) {
            rows.next();
            double minX = rows.getDouble(1);
            return rows.wasNull()
                    ? Optional.empty()
                    : Optional.of(new Bounds(minX, rows.getDouble(2), rows.getDouble(3), rows.getDouble(4)));
        } catch (SQLException failure) {
            throw DuckDb.failure(path, "find its extent", failure);
        }
    }

    @Override
    public Optional<TimeInterval> timeExtent() throws IOException {
        try (var statement = database.statement();
                var rows = statement.executeQuery("SELECT min(start_time), max(end_time) FROM " + source)) {
            rows.next();
            var start = rows.getObject(1);
            return start == null
                    ? Optional.empty()
                    : Optional.of(new TimeInterval(instant(start), instant(rows.getObject(2))));
        } catch (SQLException failure) {
            throw DuckDb.failure(path, "find its times", failure);
        }
    }

    @Override
    public Catalog query(CatalogQuery query, Optional<String> condition) throws IOException {
        var tests = new ArrayList<String>();
        var none = Catalog.of(crs, List.of());
        var box = none.boundsHere(query);
        if (box.isPresent() && withBoxes) {
            var area = box.get();
            tests.add("bbox.xmin <= " + area.maxX() + " AND bbox.xmax >= " + area.minX() + " AND bbox.ymin <= "
                    + area.maxY() + " AND bbox.ymax >= " + area.minY());
        }
        query.interval()
                .ifPresent(time -> tests.add(
                        "start_time <= " + literal(time.end()) + " AND end_time >= " + literal(time.start())));
        if (condition.isPresent()) {
            tests.add(Catalog.parseCondition(condition.get(), columns).sql());
        }
        var where = tests.isEmpty() ? "" : " WHERE " + String.join(" AND ", tests);
        var names = String.join(", ", columns.stream().map(DuckDb::name).toList());
        try (var statement = database.statement();
                var rows = statement.executeQuery("SELECT " + names + " FROM " + source + where)) {
            return Catalog.of(crs, table(rows)).query(query);
        } catch (SQLException failure) {
            throw DuckDb.failure(path, "search it", failure);
        }
    }

    private static String literal(Instant time) {
        return "TIMESTAMPTZ '" + CatalogTimes.sql(time) + "+00'";
    }

    private CatalogTable table(ResultSet rows) throws SQLException, IOException {
        var table = new CatalogTable.Builder();
        var extras =
                columns.stream().filter(name -> !Catalog.COLUMNS.contains(name)).toList();
        extras.forEach(table::column);
        boolean withKinds = columns.contains("_backend");
        while (rows.next()) {
            Map<String, Object> further = new LinkedHashMap<>();
            for (var name : extras) {
                further.put(name, scalar(rows.getObject(name)));
            }
            try {
                table.add(
                        rows.getString("filepath"),
                        bytes(rows, "geometry"),
                        TimeInterval.micros(instant(rows.getObject("start_time"))),
                        TimeInterval.micros(instant(rows.getObject("end_time"))),
                        withKinds ? kind(rows.getString("_backend")) : CatalogRow.Kind.RASTER,
                        further);
            } catch (IllegalArgumentException damaged) {
                throw new CatalogFormatException(path + ": " + damaged.getMessage());
            }
        }
        return table.build();
    }

    private static byte[] bytes(ResultSet rows, String column) throws SQLException {
        var blob = rows.getBlob(column);
        return blob == null ? new byte[0] : blob.getBytes(1, (int) blob.length());
    }

    private CatalogRow.Kind kind(String text) throws CatalogFormatException {
        for (var kind : CatalogRow.Kind.values()) {
            if (kind.name().equalsIgnoreCase(text)) {
                return kind;
            }
        }
        throw new CatalogFormatException(path + ": _backend is " + text + ", expected raster, vector or xarray");
    }

    private static Instant instant(Object time) {
        return switch (time) {
            case OffsetDateTime zoned -> zoned.toInstant();
            case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
            case java.sql.Timestamp stamp -> stamp.toLocalDateTime().toInstant(ZoneOffset.UTC);
            case null, default -> throw new IllegalArgumentException("a row without start_time or end_time");
        };
    }

    private static Object scalar(Object value) {
        return switch (value) {
            case null -> null;
            case String _, Boolean _, Long _, Double _ -> value;
            case Float number -> number.doubleValue();
            case java.math.BigDecimal number -> number.doubleValue();
            case Number number -> number.longValue();
            case OffsetDateTime _, LocalDateTime _, java.sql.Timestamp _ -> instant(value);
            default -> value.toString();
        };
    }

    @Override
    public void close() throws IOException {
        database.close();
    }
}
