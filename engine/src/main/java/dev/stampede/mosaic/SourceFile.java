package dev.stampede.mosaic;

import dev.stampede.io.raster.RasterWriter;
import dev.stampede.mosaic.source.Tiles;
import dev.stampede.raster.DType;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes an image to a file, tile by tile, tiles in parallel. Memory is a few tiles per thread.
public final class SourceFile {
    private static final int TILE_UNIT = 16; // GeoTIFF tiles are multiples of it
    private static final long STRIP_PIXELS = 1 << 20;

    private SourceFile() {}

    /// Options of the files between stages: DEFLATE level 6 with a predictor, pixel interleave.
    public static Map<String, String> stageOptions(DType type) {
        var options = new LinkedHashMap<String, String>();
        options.put("COMPRESS", "DEFLATE");
        options.put("ZLEVEL", "6");
        options.put("PREDICTOR", type.isFloating() ? "3" : "2");
        options.put("INTERLEAVE", "PIXEL");
        return options;
    }

    /// Writes `source` with its own grid, type and no-data values.
    /// @param tile    columns and rows of a tile; in strips of rows if it is no multiple of 16
    /// @param options GDAL's creation options of GTiff
    /// @throws IOException if a file cannot be read or written
    public static void write(
            PixelSource source, Path file, int tile, Map<String, String> options, Workers workers, Progress progress)
            throws IOException {
        write(source, file, tile, options, false, workers, progress);
    }

    /// As [#write(PixelSource, Path, int, Map, Workers, Progress)].
    /// @param overviews whether to write overviews 2, 4, 8, 16 and 32 too, by averages
    /// @throws IOException if a file cannot be read or written
    public static void write(
            PixelSource source,
            Path file,
            int tile,
            Map<String, String> options,
            boolean overviews,
            Workers workers,
            Progress progress)
            throws IOException {
        boolean tiled = tile > 0 && tile % TILE_UNIT == 0;
        var info = source.info();
        var blocks = tiled ? info.withBlocks(tile, tile) : info.withBlocks(info.width(), 1);
        try (var writer = RasterWriter.create(file, blocks, options)) {
            var output = new TileOutput(source, writer, tiled ? tile : 0, overviews);
            var windows = tiled
                    ? Tiles.of(info.window(), tile)
                    : Tiles.of(info.window(), info.width(), (int)
                            Math.clamp(STRIP_PIXELS / info.width(), 1, info.height()));
            progress.begin("write " + source.name(), windows.size());
            workers.forEach(windows.size(), (from, to) -> {
                output.write(windows.get((int) from), stored -> {});
                progress.advance(1);
            });
            output.finish(workers);
            writer.publish();
        }
    }
}
