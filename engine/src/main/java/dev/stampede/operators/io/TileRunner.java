package dev.stampede.operators.io;

import dev.stampede.io.raster.GeoTiff;
import dev.stampede.io.raster.RasterWriter;
import dev.stampede.memory.TileMemory;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import dev.stampede.raster.RasterSource;
import dev.stampede.raster.Window;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.UsageException;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Map;
import java.util.stream.IntStream;

/// Runs a pipeline over a scene of any size tile by tile, in parallel: read a window, run the operators,
/// write the window. Memory follows from the tile and the number of threads, not from the scene. Pixels of
/// the result do not depend on the tile size or the number of threads. Only operators that look at a pixel
/// alone can run so ([Pixelwise]). Bands the pipeline does not look at are not read.
public final class TileRunner {
    private final Workers workers;
    private final Progress progress;

    public TileRunner(Workers workers, Progress progress) {
        this.workers = workers;
        this.progress = progress;
    }

    /// How a scene is cut and written.
    ///
    /// @param tile    side of a tile, a multiple of the block
    /// @param block   side of a tile of the file, a multiple of 16
    /// @param options GDAL's creation options
    public record Layout(int tile, int block, Map<String, String> options) {
        public static final Layout USUAL = new Layout(1024, 256, Map.of());

        public Layout {
            options = Map.copyOf(options);
            Require.that(block > 0 && block % 16 == 0, "blocksize", block, "a multiple of 16");
            Require.that(tile > 0 && tile % block == 0, "tile", tile, "a multiple of the block size, " + block);
        }
    }

    /// Writes the result of a pipeline over a source to a GeoTIFF, which appears when it is whole.
    /// @throws UsageException if an operator needs more than a pixel; names it
    /// @throws IOException    if something cannot be read or written
    public void run(RasterSource source, Operator<GeoRaster, GeoRaster> pipeline, Path target, Layout layout)
            throws IOException {
        Pixelwise.obstacle(pipeline).ifPresent(name -> {
            throw new UsageException(
                    name + " needs the whole scene and cannot run tile by tile; read the scene with ReadGeoTIFF");
        });
        int columns = Math.ceilDiv(source.width(), layout.tile());
        int rows = Math.ceilDiv(source.height(), layout.tile());
        try (var probe = Arena.ofConfined();
                var tiles = Arena.ofShared(); // a worker of the pool may use what another asked for
                var writer = open(source, probeResult(source, pipeline, probe), target, layout)) {
            var bands = bandsNeeded(source, pipeline, probe);
            progress.begin("tiles", (long) columns * rows);
            workers.forBlocks((long) columns * rows, 1, () -> TileMemory.asLeft(tiles), (memory, from, to) -> {
                memory.reset();
                int col = (int) (from % columns) * layout.tile();
                int row = (int) (from / columns) * layout.tile();
                var window = source.clip(new Window(col, row, layout.tile(), layout.tile()));
                tile(source, bands, pipeline, window, memory, writer);
                progress.advance(1);
            });
            writer.publish();
        }
    }

    /// The result for one pixel, which tells type, bands and names.
    private static GeoRaster probeResult(RasterSource source, Operator<GeoRaster, GeoRaster> pipeline, Arena arena)
            throws IOException {
        var pixel = source.read(arena, new Window(0, 0, 1, 1));
        return RasterMemory.<GeoRaster, RuntimeException>in(arena, () -> pipeline.apply(pixel));
    }

    private static BitSet bandsNeeded(RasterSource source, Operator<GeoRaster, GeoRaster> pipeline, Arena arena)
            throws IOException {
        var pixel = source.read(arena, new Window(0, 0, 1, 1));
        return RasterMemory.<BitSet, RuntimeException>in(arena, () -> Pixelwise.bandsNeeded(pipeline, pixel));
    }

    /// All bands of a window, of which only some are read; what the others hold means nothing.
    private static GeoRaster read(RasterSource source, BitSet bands, Window window, TileMemory memory)
            throws IOException {
        if (bands.cardinality() == source.bands() || source.shape().length != 3) {
            return source.read(memory, window);
        }
        var chosen = bands.stream().toArray();
        var read = source.read(memory, window, chosen).values();
        var all = ArrayView.allocate(memory, source.dtype(), source.bands(), window.height(), window.width());
        for (int i = 0; i < chosen.length; i++) {
            all.select(0, chosen[i]).copyFrom(read.select(0, i));
        }
        var place = source.affine().at(window.col(), window.row());
        return new GeoRaster(all, place, source.crs(), source.fill(), source.attributes());
    }

    private static RasterWriter open(RasterSource source, GeoRaster probe, Path target, Layout layout)
            throws IOException {
        if (probe.rank() > 3) {
            throw new IllegalArgumentException("a GeoTIFF holds bands, rows and columns, not " + probe.values());
        }
        var info = GeoTiff.describe(probe, probe.bands(), probe.dtype())
                .withSize(source.width(), source.height())
                .withBlocks(layout.block(), layout.block());
        return RasterWriter.create(target, info, layout.options());
    }

    private static void tile(
            RasterSource source,
            BitSet bands,
            Operator<GeoRaster, GeoRaster> pipeline,
            Window window,
            TileMemory memory,
            RasterWriter writer)
            throws IOException {
        var part = read(source, bands, window, memory);
        var result = RasterMemory.<GeoRaster, RuntimeException>in(memory, () -> pipeline.apply(part));
        ArrayView values = result.values();
        var dense = values.isDense() ? values : values.copy(memory);
        writer.write(
                window,
                IntStream.rangeClosed(1, result.bands()).toArray(),
                result.dtype(),
                dense.segment().asSlice(dense.offset() * dense.dtype().bytes()));
    }
}
