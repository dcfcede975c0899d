package catalogs;

import dev.stampede.catalog.Catalog;
import dev.stampede.catalog.CatalogQuery;
import dev.stampede.catalog.CatalogRow;
import dev.stampede.catalog.CatalogStore;
import dev.stampede.catalog.GeoParquetWriter;
import dev.stampede.catalog.TimeInterval;
import dev.stampede.plot.sheet.ChartPanel;
import dev.stampede.raster.Bounds;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGeneratorFactory;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import support.Story;

/// Many seeded rows in one GeoParquet file, asked by box and time through DuckDB and in memory. -Drows=1000000 for more.
public final class DuckDbScale {
    private static final int ROWS = Integer.getInteger("rows", 50_000);

    public static void main(String[] arguments) throws Exception {
        Story.run(arguments, DuckDbScale::tell);
    }

    public static void tell(Story story) throws Exception {
        var catalog = synthetic(ROWS);
        var file = story.folder().resolve("many-" + ROWS + ".parquet");
        long start = System.nanoTime();
        GeoParquetWriter.write(catalog, file);
        story.say(String.format("%d rows written in %.2f s, %d KiB", ROWS, seconds(start), Files.size(file) >> 10));
        story.number("rows", catalog.size());

        var labels = List.of("0.1", "1", "10", "100");
        var counts = new ArrayList<Integer>();
        var inMemory = new double[labels.size()];
        var inDuckDb = new double[labels.size()];
        var place = new double[] {0, 1, 2, 3};
        boolean agree = true;
        var month = new TimeInterval(
                LocalDate.of(2024, 6, 1).atStartOfDay().toInstant(java.time.ZoneOffset.UTC),
                LocalDate.of(2024, 6, 30).atStartOfDay().toInstant(java.time.ZoneOffset.UTC));
        catalog.query(CatalogQuery.ALL.during(month)); // makes the index
        try (var duckDb = CatalogStore.open(file, CatalogStore.Engine.DUCKDB)) {
            for (int i = 0; i < labels.size(); i++) {
                double side = 1_000_000 * Math.sqrt(Double.parseDouble(labels.get(i)) / 100);
                var query = CatalogQuery.ALL.within(new Bounds(0, 0, side, side)).during(month);
                long before = System.nanoTime();
                var found = catalog.query(query);
                inMemory[i] = 1e3 * seconds(before);
                before = System.nanoTime();
                var same = duckDb.query(query, Optional.empty());
                inDuckDb[i] = 1e3 * seconds(before);
                agree &= found.size() == same.size();
                counts.add(found.size());
            }
        }
        story.number("found in one month, by share of the area", counts);
        story.number("memory and DuckDB agree", agree);
        story.picture(
                "catalog-scale",
                "Asking many rows",
                ROWS + " seeded footprints of a year; one month of them",
                1,
                560,
                new ChartPanel(
                                "time of a query",
                                "share of the area, %",
                                "ms",
                                List.of(
                                        new ChartPanel.Series("memory", ChartPanel.Kind.BARS, place, inMemory, 0x00798C),
                                        new ChartPanel.Series("DuckDB", ChartPanel.Kind.BARS, place, inDuckDb, 0xEDAE49)))
                        .named(labels));
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /// Squares of 10 km in a region of 1000 km over the year 2024.
    private static Catalog synthetic(int rows) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        var shapes = new GeometryFactory();
        var all = new ArrayList<CatalogRow>(rows);
        for (int i = 0; i < rows; i++) {
            double x = 990_000 * random.nextDouble();
            double y = 990_000 * random.nextDouble();
            var day = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(366));
            all.add(CatalogRow.raster(
                    "scene-" + i + ".tif",
                    shapes.toGeometry(new Envelope(x, x + 10_000, y, y + 10_000)),
                    TimeInterval.day(day)));
        }
        return Catalog.of("EPSG:32632", all);
    }
}
