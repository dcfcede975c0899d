package dev.stampede.catalog;

import dev.stampede.raster.Bounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A catalog that can be asked without holding all of it.
public sealed interface CatalogStore extends AutoCloseable permits CatalogStore.InMemory, GeoParquetStore {
    /// Files up to this size are read whole.
    long MEMORY_BYTES = 64L << 20;

    /// Which of the two answers.
    enum Engine {
        /// In memory for a file up to [#MEMORY_BYTES], else DuckDB.
        AUTO,
        MEMORY,
        DUCKDB
    }

    String crs();

    long size() throws IOException;

    List<String> columns();

    Optional<Bounds> totalBounds() throws IOException;

    Optional<TimeInterval> timeExtent() throws IOException;

    /// The rows that match, see [Catalog#query] and [Catalog#where].
    /// @param condition on columns
    /// @throws IOException              if the file cannot be read or the box not be brought into the system
    /// @throws IllegalArgumentException if the condition cannot be read
    Catalog query(CatalogQuery query, Optional<String> condition) throws IOException;

    @Override
    void close() throws IOException;

    /// Opens a GeoParquet file, or a folder of them.
    /// @throws CatalogFormatException if it is no catalog this version reads
    /// @throws IOException            if it is missing or unreadable
    static CatalogStore open(Path path, Engine engine) throws IOException {
        var stored = GeoParquetStore.open(path);
        boolean whole = switch (engine) {
            case MEMORY -> true;
            case DUCKDB -> false;
            case AUTO -> Files.isRegularFile(path) && Files.size(path) <= MEMORY_BYTES;
        };
        if (!whole) {
            return stored;
        }
        try (stored) {
            return new InMemory(stored.query(CatalogQuery.ALL, Optional.empty()));
        }
    }

    /// One that is read already.
    record InMemory(Catalog catalog) implements CatalogStore {
        @Override
        public String crs() {
            return catalog.crs();
        }

        @Override
        public long size() {
            return catalog.size();
        }

        @Override
        public List<String> columns() {
            return catalog.columns();
        }

        @Override
        public Optional<Bounds> totalBounds() {
            return catalog.totalBounds();
        }

        @Override
        public Optional<TimeInterval> timeExtent() {
            return catalog.timeExtent();
        }

        @Override
        public Catalog query(CatalogQuery query, Optional<String> condition) throws IOException {
            var found = catalog.query(query);
            return condition.isPresent() ? found.where(condition.get()) : found;
        }

        @Override
        public void close() {}
    }
}
