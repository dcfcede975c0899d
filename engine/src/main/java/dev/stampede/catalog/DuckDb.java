package dev.stampede.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/// A DuckDB of our own in memory that reads and writes Parquet files. No extension is loaded: footprints stay
/// well-known binary.
final class DuckDb implements AutoCloseable {
    private final Connection connection;

    private DuckDb(Connection connection) {
        this.connection = connection;
    }

    /// @throws IOException if DuckDB is not on the class path or its native part does not load
    static DuckDb open() throws IOException {
        try {
            var connection = DriverManager.getConnection("jdbc:duckdb:");
            try (var statement = connection.createStatement()) {
                statement.execute("SET enable_geoparquet_conversion = false");
                statement.execute("SET autoinstall_known_extensions = false");
                statement.execute("SET enable_progress_bar = false");
                statement.execute("SET parquet_metadata_cache = true");
            }
            return new DuckDb(connection);
        } catch (SQLException | LinkageError failure) {
            throw new IOException(
                    "GeoParquet files need DuckDB, which does not start: " + failure.getMessage(), failure);
        }
    }

    Connection connection() {
        return connection;
    }

    Statement statement() throws SQLException {
        return connection.createStatement();
    }

    /// A text as SQL writes it.
    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    static String quoted(Path path) {
        return quoted(path.toString());
    }

    /// A name as SQL writes it.
    static String name(String column) {
        return '"' + column.replace("\"", "\"\"") + '"';
    }

    /// What DuckDB said, first line only: it repeats the statement below.
    static IOException failure(Path file, String operation, SQLException failure) {
        var said = failure.getMessage().lines().findFirst().orElse("");
        return new IOException(file + ": cannot " + operation + ": " + said, failure);
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new IOException("DuckDB does not close: " + failure.getMessage(), failure);
        }
    }
}
