package dev.stampede.cli;

import dev.stampede.catalog.CatalogQuery;
import dev.stampede.catalog.CatalogTimes;
import dev.stampede.catalog.GeoSlice;
import dev.stampede.catalog.RasterLoader;
import dev.stampede.catalog.TimeInterval;
import dev.stampede.io.raster.GeoTiff;
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
@picocli.CommandLine.Command(name = "load", description = "Loads a place and time of a catalog into a GeoTIFF.")
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
            required = true,
            split = ",",
            paramLabel = "X[,Y]",
            description = "Size of a pixel in units of the system.")
    private List<Double> resolution;

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

    @Option(names = "--workers", paramLabel = "N", description = "Files read at once. Default: 8.")
    private int workers = 8;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "GeoTIFF to write.")
    private Path out;

    @Override
    public Result call() throws IOException {
        OutputFile.require("--out", out);
        if ((start == null) != (end == null)) {
            throw new UsageException("--start and --end come together");
        }
        var interval = start == null
                ? TimeInterval.ALWAYS
                : new TimeInterval(CatalogTimes.parse(start), CatalogTimes.parse(end));
        try (var store = source.open();
                var arena = Arena.ofShared()) {
            var slice = new GeoSlice(
                            CatalogCommand.bounds("--bbox", box),
                            interval,
                            resolution.getFirst(),
                            resolution.getLast(),
                            crs == null ? store.crs() : crs)
                    .aligned(alignment);
            var rows = store.query(CatalogQuery.of(slice), Optional.ofNullable(condition));
            var loader = new RasterLoader(
                    bands,
                    resampling,
                    merge,
                    noData == null ? OptionalDouble.empty() : OptionalDouble.of(noData),
                    ATTEMPTS,
                    workers,
                    session().cancellation());
            var raster = loader.load(arena, rows, slice);
            GeoTiff.write(raster, out, Map.of("COMPRESS", "DEFLATE"));
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("file", out.toAbsolutePath().normalize().toString());
            document.put("rows_used", rows.size());
            document.put("width", raster.width());
            document.put("height", raster.height());
            document.put("bands", raster.bands());
            document.put("dtype", raster.dtype().label());
            document.put("crs", slice.crs());
            document.put("bounds", CatalogCommand.list(slice.bounds()));
            return Result.ok(
                    document,
                    () -> out + ": " + raster.bands() + " bands of " + raster.width() + " x " + raster.height()
                            + " pixels from " + rows.size() + " files\n");
        }
    }
}
