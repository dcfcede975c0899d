package dev.stampede.cli;

import dev.stampede.catalog.Catalog;
import dev.stampede.catalog.CatalogQuery;
import dev.stampede.catalog.CatalogStore;
import dev.stampede.catalog.CatalogTimes;
import dev.stampede.catalog.TimeInterval;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.Crs;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `catalog`: tables of scenes in GeoParquet, asked by place and time.
@picocli.CommandLine.Command(
        name = "catalog",
        description = "Builds and asks catalogs of rasters, vectors and labelled arrays.",
        subcommands = {
            CatalogBuildCommand.class,
            CatalogCommand.Query.class,
            CatalogCommand.Stats.class,
            CatalogLoadCommand.class,
            CatalogProcessCommand.class,
            CatalogValidateCommand.class,
            CatalogConvertCommand.class
        },
        synopsisSubcommandLabel = "build|query|stats|load|process|validate|convert")
final class CatalogCommand {
    private CatalogCommand() {}

    /// The catalog and how it is read.
    static final class Source {
        @Parameters(index = "0", paramLabel = "CATALOG", description = "GeoParquet file, or a folder of them.")
        private Path path;

        @Option(
                names = "--engine",
                description = "What answers: ${COMPLETION-CANDIDATES}. Default: memory for a file up to 64 MiB, else"
                        + " duckdb.")
        private CatalogStore.Engine engine = CatalogStore.Engine.AUTO;

        CatalogStore open() throws IOException {
            return CatalogStore.open(path, engine);
        }

        Path path() {
            return path;
        }
    }

    /// What rows are wanted.
    static final class Filter {
        @Option(
                names = "--bbox",
                split = ",",
                paramLabel = "XMIN,YMIN,XMAX,YMAX",
                description = "Rows whose footprint touches this box.")
        private List<Double> box = List.of();

        @Option(names = "--crs", paramLabel = "CRS", description = "System of the box. Default: the catalog's.")
        private String crs;

        @Option(
                names = "--start",
                paramLabel = "TIME",
                description = "First instant, such as 2024-06-01; UTC. Default: any.")
        private String start;

        @Option(
                names = "--end",
                paramLabel = "TIME",
                description = "Last instant; a day counts from its midnight. Default: any.")
        private String end;

        @Option(
                names = "--where",
                paramLabel = "CONDITION",
                description = "On columns, such as \"cloud_cover < 20 and sensor in ('S2A', 'S2B')\".")
        private String condition;

        CatalogQuery query() {
            var query = CatalogQuery.ALL;
            if (!box.isEmpty()) {
                query = crs == null ? query.within(bounds("--bbox", box)) : query.within(bounds("--bbox", box), crs);
            } else if (crs != null) {
                throw new UsageException("--crs is the system of a box; give --bbox too");
            }
            return interval(start, end).map(query::during).orElse(query);
        }

        Optional<String> condition() {
            return Optional.ofNullable(condition);
        }
    }

    /// The time that `--start` and `--end` bound: either may be missing; empty without both.
    static Optional<TimeInterval> interval(String start, String end) {
        if (start == null || end == null) {
            return start != null
                    ? Optional.of(TimeInterval.from(CatalogTimes.parse(start)))
                    : Optional.ofNullable(end).map(CatalogTimes::parse).map(TimeInterval::until);
        }
        return Optional.of(new TimeInterval(CatalogTimes.parse(start), CatalogTimes.parse(end)));
    }

    /// The code of a reference system, which says the same as the text of a page.
    static String brief(String crs) {
        return new Crs(crs).code().orElse(crs);
    }

    static Bounds bounds(String option, List<Double> four) {
        if (four.size() != 4) {
            throw new UsageException(option + ": " + four.size() + " numbers, expected xmin,ymin,xmax,ymax");
        }
        return new Bounds(four.get(0), four.get(1), four.get(2), four.get(3));
    }

    static List<Double> list(Bounds box) {
        return List.of(box.minX(), box.minY(), box.maxX(), box.maxY());
    }

    /// `catalog query`: how many rows match, and which.
    @picocli.CommandLine.Command(name = "query", description = "Counts and lists the rows of a place and time.")
    static final class Query extends Command {
        private static final int SHOWN = 20;

        @Mixin
        private Source source;

        @Mixin
        private Filter filter;

        @Option(names = "--rows", description = "Lists all matching rows, not only how many there are.")
        private boolean all;

        @Override
        public Result call() throws IOException {
            try (var store = source.open()) {
                var found = store.query(filter.query(), filter.condition());
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("catalog", source.path().toString());
                document.put("crs", brief(store.crs()));
                document.put("count", found.size());
                if (all) {
                    document.put("rows", rows(found));
                }
                return Result.ok(document, () -> text(found));
            }
        }

        private static List<Map<String, Object>> rows(Catalog found) {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (var row : found) {
                Map<String, Object> values = new LinkedHashMap<>();
                values.put("filepath", row.filepath());
                values.put("start_time", row.interval().start().toString());
                values.put("end_time", row.interval().end().toString());
                values.put("geometry", row.geometry().toText());
                row.extras()
                        .forEach((name, value) ->
                                values.put(name, value instanceof java.time.Instant time ? time.toString() : value));
                rows.add(values);
            }
            return rows;
        }

        private String text(Catalog found) {
            var text = new StringBuilder(found.size() + " rows\n");
            int shown = all ? found.size() : Math.min(SHOWN, found.size());
            var table = new Table("file", "start", "end");
            found.head(shown)
                    .forEach(row -> table.row(
                            row.filepath(),
                            row.interval().start(),
                            row.interval().end()));
            text.append(table);
            if (shown < found.size()) {
                text.append("... ").append(found.size() - shown).append(" more (--rows lists them)\n");
            }
            return text.toString();
        }
    }

    /// `catalog stats`: what a catalog holds.
    @picocli.CommandLine.Command(
            name = "stats",
            aliases = "info",
            description = "Rows, extent, times, columns and schema of a catalog.")
    static final class Stats extends Command {
        @Mixin
        private Source source;

        @Override
        public Result call() throws IOException {
            try (var store = source.open()) {
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("catalog", source.path().toString());
                document.put("rows", store.size());
                document.put("crs", brief(store.crs()));
                document.put(
                        "bounds", store.totalBounds().map(CatalogCommand::list).orElse(null));
                var time = store.timeExtent();
                document.put("start_time", time.map(t -> t.start().toString()).orElse(null));
                document.put("end_time", time.map(t -> t.end().toString()).orElse(null));
                document.put("columns", store.columns());
                document.put("schema_version", Catalog.SCHEMA_VERSION);
                return Result.ok(document, () -> text(document));
            }
        }

        private static String text(Map<String, Object> document) {
            var table = new Table("", "");
            document.forEach((name, value) -> table.row(
                    name, value == null ? "none" : name.equals("crs") ? new Crs((String) value).toString() : value));
            return table.toString();
        }
    }
}
