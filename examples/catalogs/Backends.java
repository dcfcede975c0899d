package catalogs;

import dev.stampede.catalog.Catalog;
import dev.stampede.catalog.CatalogBuilder;
import dev.stampede.catalog.CatalogQuery;
import dev.stampede.catalog.CatalogRow;
import dev.stampede.catalog.CatalogStore;
import dev.stampede.catalog.CatalogTimes;
import dev.stampede.catalog.GeoParquetWriter;
import dev.stampede.catalog.GeoSlice;
import dev.stampede.catalog.StacItems;
import dev.stampede.catalog.TimeInterval;
import dev.stampede.catalog.VectorLoader;
import dev.stampede.raster.Bounds;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import support.Archive;
import support.Scenes;
import support.Story;

/// The same questions to a catalog in memory, a GeoParquet file asked through DuckDB, and STAC items.
public final class Backends {
    public static void main(String[] arguments) throws Exception {
        Story.run(arguments, Backends::tell);
    }

    /// One backend.
    private interface Asked {
        Catalog query(CatalogQuery query, Optional<String> condition) throws Exception;
    }

    public static void tell(Story story) throws Exception {
        var catalog = Archive.of(Scenes.archive(story));
        var parquet = story.folder().resolve("archive.parquet");
        GeoParquetWriter.write(catalog, parquet);
        var items = story.folder().resolve("archive-items.json");
        StacItems.write(catalog, "archive", items);
        var stac = StacItems.read(items, StacItems.EVERY_ASSET, List.of("tile"));

        var box = new Bounds(600_400, 5_197_600, 601_200, 5_198_400);
        var summer = new TimeInterval(CatalogTimes.parse("2024-05-15"), CatalogTimes.parse("2024-08-15"));
        var questions = new LinkedHashMap<String, CatalogQuery>();
        questions.put("everything", CatalogQuery.ALL);
        questions.put("a box", CatalogQuery.ALL.within(box, catalog.crs()));
        questions.put("a summer", CatalogQuery.ALL.during(summer));
        questions.put("a box in summer", CatalogQuery.ALL.within(box, catalog.crs()).during(summer));

        vectors(story);

        try (var memory = CatalogStore.open(parquet, CatalogStore.Engine.MEMORY);
                var duckDb = CatalogStore.open(parquet, CatalogStore.Engine.DUCKDB)) {
            Map<String, Asked> backends = new LinkedHashMap<>();
            backends.put("memory", (q, c) -> asked(catalog, q, c));
            backends.put("parquet, read whole", memory::query);
            backends.put("parquet, asked by DuckDB", duckDb::query);
            backends.put("STAC items", (q, c) -> asked(stac, q, c));
            for (var question : questions.entrySet()) {
                var answers = new ArrayList<List<String>>();
                for (var backend : backends.values()) {
                    answers.add(names(backend.query(question.getValue(), Optional.empty())));
                }
                story.number(question.getKey(), answers.getFirst().size());
                story.number(
                        question.getKey() + ": all agree",
                        answers.stream().allMatch(a -> a.equals(answers.getFirst())));
            }
            story.say("A condition on columns goes to each backend too:");
            var condition = Optional.of("tile in ('03', '04')");
            var first = names(asked(catalog, CatalogQuery.ALL, condition));
            story.number("two tiles", first.size());
            story.number("DuckDB agrees", first.equals(names(duckDb.query(CatalogQuery.ALL, condition))));
        }
    }

    /// A catalog of vector files, burnt onto the grid of a slice.
    private static void vectors(Story story) throws Exception {
        story.say("Vector files have a catalog too; its features are burnt onto a grid:");
        var scenes = Scenes.pair(story);
        var polygons = CatalogBuilder.create()
                .inCrs("EPSG:32632")
                .vectors(List.of(scenes.folder().resolve("polygons.geojson").toString()));
        story.number("kind", polygons.row(0).kind());
        var slice = new GeoSlice(
                new Bounds(600_000, 5_194_880, 605_120, 5_200_000), TimeInterval.ALWAYS, 10, 10, "EPSG:32632");
        var labels = new VectorLoader(VectorLoader.Task.INSTANCE, Optional.empty(), false)
                .load(Arena.ofAuto(), polygons, slice);
        long inside = 0;
        var seen = new java.util.TreeSet<Integer>();
        for (int row = 0; row < labels.height(); row++) {
            for (int col = 0; col < labels.width(); col++) {
                int label = (int) labels.band(0).get(row, col);
                inside += label > 0 ? 1 : 0;
                seen.add(label);
            }
        }
        story.number("labels", seen.size() - 1);
        story.number("pixels inside", inside);
    }

    private static Catalog asked(Catalog catalog, CatalogQuery query, Optional<String> condition) throws Exception {
        var found = catalog.query(query);
        return condition.isPresent() ? found.where(condition.get()) : found;
    }

    private static List<String> names(Catalog catalog) {
        var names = new ArrayList<String>();
        for (CatalogRow row : catalog) {
            names.add(Path.of(row.filepath()).getFileName().toString());
        }
        names.sort(null);
        return names;
    }
}
