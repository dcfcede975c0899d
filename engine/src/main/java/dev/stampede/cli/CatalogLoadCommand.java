package dev.stampede.cli;

import dev.stampede.catalog.ArrayLoader;
import dev.stampede.catalog.Catalog;
import dev.stampede.catalog.CatalogQuery;
import dev.stampede.catalog.CatalogRow;
import dev.stampede.catalog.CatalogStore;
import dev.stampede.catalog.GeoSlice;
import dev.stampede.catalog.RasterLoader;
import dev.stampede.catalog.TimeInterval;
import dev.stampede.catalog.VectorLoader;
import dev.stampede.io.labelled.ZarrLabelled;
import dev.stampede.io.raster.GeoTiff;
import dev.stampede.io.zarr.ZarrFormat;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.Crs;
import dev.stampede.raster.Resampling;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `catalog load`: the rows of a place and time as one GeoTIFF.
@picocli.CommandLine.Command(
        name = "load",
        description =
                "Loads a place and time of a catalog: rasters and burnt vectors into a GeoTIFF, labelled arrays into a"
                        + " Zarr store.")
final class CatalogLoadCommand extends Command {
    private static final int ATTEMPTS = 3;

    @Mixin
    private CatalogCommand.Source source;

    @Option(
            names = "--bbox",
            required = true,
            split = ",",
            paramLabel = "XMIN,YMIN,XMAX,YMAX",
            description = "The box.")
    private List<Double> box;

    @Option(names = "--crs", paramLabel = "CRS", description = "System of box and result. Default: the catalog's.")
    private String crs;

    @Option(
            names = "--resolution",
            split = ",",
            paramLabel = "X[,Y]",
            description = "Size of a pixel in units of the system. Needed unless the rows are arrays.")
    private List<Double> resolution = List.of();

    @Option(names = "--start", paramLabel = "TIME", description = "First instant, UTC. Default: any.")
    private String start;

    @Option(names = "--end", paramLabel = "TIME", description = "Last instant, UTC. Default: any.")
    private String end;

    @Option(names = "--where", paramLabel = "CONDITION", description = "On columns of the catalog.")
    private String condition;

    @Option(names = "--bands", split = ",", paramLabel = "N", description = "Numbers from 1. Default: all.")
    private List<Integer> bands = List.of();

    @Option(names = "--resampling", description = "For other grids: ${COMPLETION-CANDIDATES}. Default: bilinear.")
    private Resampling resampling = Resampling.BILINEAR;

    @Option(names = "--merge", description = "Where files overlap: ${COMPLETION-CANDIDATES}. Default: last.")
    private RasterLoader.Merge merge = RasterLoader.Merge.LAST;

    @Option(names = "--nodata", paramLabel = "VALUE", description = "Of the result. Default: the first file's, or 0.")
    private Double noData;

    @Option(
            names = "--align",
            description = "A box that is no whole number of pixels: ${COMPLETION-CANDIDATES}. Default: warn.")
    private GeoSlice.Alignment alignment = GeoSlice.Alignment.WARN;

    @Option(
            names = "--label-field",
            paramLabel = "NAME",
            description = "Of vectors: field whose whole numbers are burnt. Default: 1 for every feature.")
    private String labelField;

    @Option(names = "--instances", description = "Of vectors: burn the number of each feature.")
    private boolean instances;

    @Option(names = "--variable", paramLabel = "NAME", description = "Of arrays. Default: the only one.")
    private String variable;

    @Option(names = "--time-var", paramLabel = "NAME", description = "Axis of time of arrays. Default: time.")
    private String time = "time";

    @Option(names = "--workers", paramLabel = "N", description = "Files read at once. Default: 8.")
    private int workers = 8;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "GeoTIFF to write, or Zarr store for arrays.")
    private Path out;

    @Override
    public Result call() throws IOException {
        OutputFile.require("--out", out);
        var interval = CatalogCommand.interval(start, end).orElse(TimeInterval.ALWAYS);
        try (var store = source.open();
                var arena = Arena.ofShared()) {
            var bounds = CatalogCommand.bounds("--bbox", box);
            var system = crs == null ? store.crs() : crs;
            var query = CatalogQuery.ALL.within(bounds, system).during(interval);
            var rows = store.query(query, Optional.ofNullable(condition));
            if (rows.isEmpty()) {
                throw new UsageException(nothing(store, bounds, system, interval));
            }
            if (rows.row(0).kind() == CatalogRow.Kind.XARRAY) {
                return arrays(arena, rows, new GeoSlice(bounds, interval, bounds.width(), bounds.height(), system));
            }
            if (resolution.isEmpty()) {
                throw new UsageException("--resolution is needed: the size of a pixel in units of the system");
            }
            var slice = new GeoSlice(bounds, interval, resolution.getFirst(), resolution.getLast(), system)
                    .aligned(alignment);
            var loader = new RasterLoader(
                    bands,
                    resampling,
                    merge,
                    noData == null ? OptionalDouble.empty() : OptionalDouble.of(noData),
                    ATTEMPTS,
                    workers,
                    session().cancellation());
            boolean vectors = rows.row(0).kind() == CatalogRow.Kind.VECTOR;
            var raster = vectors ? burner().load(arena, rows, slice) : loader.load(arena, rows, slice);
            GeoTiff.write(raster, out, Map.of("COMPRESS", "DEFLATE"));
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("file", out.toAbsolutePath().normalize().toString());
            document.put("rows_used", rows.size());
            document.put("width", raster.width());
            document.put("height", raster.height());
            document.put("bands", raster.bands());
            document.put("dtype", raster.dtype().label());
            document.put("crs", CatalogCommand.brief(slice.crs()));
            document.put("bounds", CatalogCommand.list(slice.bounds()));
            return Result.ok(
                    document,
                    () -> out + ": " + raster.bands() + " bands of " + raster.width() + " x " + raster.height()
                            + " pixels from " + rows.size() + " files\n");
        }
    }

    private String nothing(CatalogStore store, Bounds wanted, String system, TimeInterval interval) throws IOException {
        var times = store.timeExtent().map(time -> ", time: " + time).orElse("");
        var holds = store.totalBounds()
                .map(all -> "it holds " + all + " of " + new Crs(store.crs()) + times)
                .orElse("it is empty");
        return "no row of " + source.path() + " lies in " + wanted + " of " + new Crs(system) + ", time: " + interval
                + (condition == null ? "" : ", where " + condition) + "; " + holds
                + "; change --bbox, --crs, --start, --end or --where";
    }

    private VectorLoader burner() {
        return new VectorLoader(
                instances ? VectorLoader.Task.INSTANCE : VectorLoader.Task.SEMANTIC,
                Optional.ofNullable(labelField),
                false);
    }

    private Result arrays(Arena arena, Catalog rows, GeoSlice slice) throws IOException {
        var array = new ArrayLoader(Optional.ofNullable(variable), time).load(arena, rows, slice);
        ZarrLabelled.write(out, array, ZarrFormat.V3);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("store", out.toAbsolutePath().normalize().toString());
        document.put("rows_used", rows.size());
        document.put("variable", array.name());
        document.put("dims", array.dims());
        document.put("shape", array.shape());
        document.put("dtype", array.dtype().label());
        return Result.ok(
                document,
                () -> out + ": " + array.name() + ", " + array.values() + " along " + array.dims() + ", from "
                        + rows.size() + " files\n");
    }
}
