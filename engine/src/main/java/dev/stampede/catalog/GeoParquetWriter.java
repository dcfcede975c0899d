package dev.stampede.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stampede.io.WholeFile;
import dev.stampede.io.raster.Reprojection;
import dev.stampede.raster.Bounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/// Writes catalogs as GeoParquet 1.1: footprints as well-known binary, a box column for pruning, rows sorted
/// by start and by place along a Hilbert curve, [#ROW_GROUP] rows to a group. Files appear whole.
public final class GeoParquetWriter {
    /// Rows of a group, the unit of pruning.
    public static final int ROW_GROUP = 10_000;

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String GEOPARQUET = "1.1.0";

    private GeoParquetWriter() {}

    /// Folders that rows are spread over, by the day they start.
    public enum Partition {
        NONE,
        YEAR,
        MONTH,
        DAY;

        private static final Map<String, String> LEVELS = new LinkedHashMap<>();

        static {
            LEVELS.put("year", "%Y");
            LEVELS.put("month", "%m");
            LEVELS.put("day", "%d");
        }

        /// Names of the levels of folders.
        private List<String> levels() {
            return LEVELS.keySet().stream().limit(ordinal()).toList();
        }

        /// The columns the levels are taken from, as SQL.
        private String columns() {
            return levels().stream()
                    .map(level -> ", strftime(start_time, '" + LEVELS.get(level) + "') AS " + level)
                    .collect(Collectors.joining());
        }
    }

    /// Writes one file, replacing a former one.
    /// @throws IOException if it cannot be written
    public static void write(Catalog catalog, Path file) throws IOException {
        WholeFile.make(file, partial -> {
            try (var database = DuckDb.open()) {
                fill(database, catalog);
                copy(database, catalog, partial, Partition.NONE);
            } catch (SQLException failure) {
                throw DuckDb.failure(file, "write it", failure);
            }
        });
    }

    /// Adds a part to a folder of files, in folders by time if asked. Files that are there stay as they are.
    /// @throws IOException if it cannot be written
    public static void append(Catalog catalog, Path folder, Partition partition) throws IOException {
        Files.createDirectories(folder);
        if (partition == Partition.NONE) {
            write(catalog, folder.resolve("part-" + nextPart(folder) + ".parquet"));
            return;
        }
        try (var database = DuckDb.open()) {
            fill(database, catalog);
            copy(database, catalog, folder, partition);
        } catch (SQLException failure) {
            throw DuckDb.failure(folder, "write into it", failure);
        }
    }

    private static int nextPart(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("part-\\d{1,9}\\.parquet"))
                    .mapToInt(name -> Integer.parseInt(name.substring(5, name.indexOf('.'))) + 1)
                    .max()
                    .orElse(0);
        }
    }

    private static void copy(DuckDb database, Catalog catalog, Path target, Partition partition)
            throws SQLException, IOException {
        var geo = MAPPER.createObjectNode();
        geo.put("version", GEOPARQUET);
        geo.put("primary_column", "geometry");
        var geometry = geo.putObject("columns").putObject("geometry");
        geometry.put("encoding", "WKB");
        var types = geometry.putArray("geometry_types");
        var found = new TreeSet<String>();
        catalog.forEach(row -> found.add(row.geometry().getGeometryType()));
        found.forEach(types::add);
        geometry.set("crs", MAPPER.readTree(Reprojection.projJson(catalog.crs())));
        var covering = geometry.putObject("covering").putObject("bbox");
        for (var side : new String[] {"xmin", "ymin", "xmax", "ymax"}) {
            covering.putArray(side).add("bbox").add(side);
        }
        var columns = "* EXCLUDE (curve, xmin, ymin, xmax, ymax),"
                + " {'xmin': xmin, 'ymin': ymin, 'xmax': xmax, 'ymax': ymax} AS bbox";
        var options = "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE " + ROW_GROUP + ", KV_METADATA {geo: "
                + DuckDb.quoted(MAPPER.writeValueAsString(geo)) + "}";
        if (partition != Partition.NONE) {
            columns += partition.columns();
            options += ", PARTITION_BY (" + String.join(", ", partition.levels())
                    + "), APPEND, FILENAME_PATTERN 'part-{uuid}'";
        }
        try (var statement = database.statement()) {
            statement.execute("COPY (SELECT " + columns + " FROM rows ORDER BY start_time, curve) TO "
                    + DuckDb.quoted(target) + " (" + options + ")");
        }
    }

    private static void fill(DuckDb database, Catalog catalog) throws SQLException {
        var extras = extraTypes(catalog);
        var further = new StringBuilder();
        extras.forEach((name, type) ->
                further.append(", ").append(DuckDb.name(name)).append(' ').append(type.sql));
        try (var statement = database.statement()) {
            statement.execute("CREATE TABLE rows (filepath VARCHAR, geometry BLOB, start_time TIMESTAMPTZ,"
                    + " end_time TIMESTAMPTZ, xmin DOUBLE, ymin DOUBLE, xmax DOUBLE, ymax DOUBLE, _backend VARCHAR,"
                    + " _schema_version INTEGER, curve BIGINT" + further + ")");
        }
        var box = catalog.totalBounds();
        var connection = database.connection().unwrap(DuckDBConnection.class);
        try (var appender = connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "rows")) {
            for (int position = 0; position < catalog.size(); position++) {
                append(appender, catalog, catalog.tableRow(position), box, extras);
            }
        }
    }

    private static void append(
            DuckDBAppender appender, Catalog catalog, int row, Optional<Bounds> box, Map<String, ExtraType> extras)
            throws SQLException {
        var table = catalog.table();
        appender.beginRow();
        appender.append(table.filepath(row));
        appender.append(table.wkb(row));
        appender.append(utc(table.start(row)));
        appender.append(utc(table.end(row)));
        appender.append(table.minX(row));
        appender.append(table.minY(row));
        appender.append(table.maxX(row));
        appender.append(table.maxY(row));
        appender.append(table.kind(row).name().toLowerCase(Locale.ROOT));
        appender.append(Catalog.SCHEMA_VERSION);
        appender.append(box.isEmpty() ? 0L : curve(table, row, box.get()));
        for (var extra : extras.entrySet()) {
            extra.getValue().append(appender, table.extra(extra.getKey(), row));
        }
        appender.endRow();
    }

    private static long curve(CatalogTable table, int row, Bounds box) {
        double x = (table.minX(row) + table.maxX(row)) / 2;
        double y = (table.minY(row) + table.maxY(row)) / 2;
        return SpaceTimeIndex.hilbert(
                SpaceTimeIndex.cell(x, box.minX(), box.width()), SpaceTimeIndex.cell(y, box.minY(), box.height()));
    }

    private static OffsetDateTime utc(long micros) {
        return TimeInterval.instant(micros).atOffset(ZoneOffset.UTC);
    }

    /// What a further column holds.
    private enum ExtraType {
        LONG("BIGINT"),
        DOUBLE("DOUBLE"),
        BOOLEAN("BOOLEAN"),
        TIME("TIMESTAMPTZ"),
        TEXT("VARCHAR");

        private final String sql;

        ExtraType(String sql) {
            this.sql = sql;
        }

        static ExtraType of(Object value) {
            return switch (value) {
                case Long _, Integer _, Short _ -> LONG;
                case Number _ -> DOUBLE;
                case Boolean _ -> BOOLEAN;
                case Instant _ -> TIME;
                default -> TEXT;
            };
        }

        ExtraType with(ExtraType other) {
            if (this == other) {
                return this;
            }
            boolean numbers = (this == LONG || this == DOUBLE) && (other == LONG || other == DOUBLE);
            return numbers ? DOUBLE : TEXT;
        }

        void append(DuckDBAppender appender, Object value) throws SQLException {
            if (value == null) {
                appender.appendNull();
                return;
            }
            switch (this) {
                case LONG -> appender.append(((Number) value).longValue());
                case DOUBLE -> appender.append(((Number) value).doubleValue());
                case BOOLEAN -> appender.append((Boolean) value);
                case TIME -> appender.append(((Instant) value).atOffset(ZoneOffset.UTC));
                case TEXT -> appender.append(value.toString());
            }
        }
    }

    private static Map<String, ExtraType> extraTypes(Catalog catalog) {
        var types = new LinkedHashMap<String, ExtraType>();
        for (var name : catalog.table().extraColumns()) {
            ExtraType type = null;
            for (int position = 0; position < catalog.size(); position++) {
                var value = catalog.table().extra(name, catalog.tableRow(position));
                if (value != null) {
                    type = type == null ? ExtraType.of(value) : type.with(ExtraType.of(value));
                }
            }
            types.put(name, type == null ? ExtraType.TEXT : type);
        }
        return types;
    }
}
