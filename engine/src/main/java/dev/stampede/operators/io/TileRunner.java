package dev.stampede.operators.io;

import dev.stampede.io.raster.GeoTiff;
import dev.stampede.io.raster.RasterWriter;
import dev.stampede.memory.TileMemory;
import dev.stampede.operators.core.Arity;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import dev.stampede.raster.RasterSource;
import dev.stampede.raster.Window;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.RunScope;
import dev.stampede.runtime.UsageException;
import dev.stampede.runtime.Workers;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SegmentAllocator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Runs a pipeline over a scene of any size tile by tile, in parallel: read a window, run the operators,
/// write the window. Memory follows from the tile and the number of threads, not from the scene. Pixels of
/// the result do not depend on the tile size or the number of threads. Only operators that look at a pixel
/// alone can run so ([Pixelwise]). Bands the pipeline does not look at are not read. Composites of many scenes
/// run the same way: the tiles of all scenes at a place are in memory at once, never the scenes.
public final class TileRunner {
    private final Workers workers;
    private final Progress progress;

    public TileRunner(Workers workers, Progress progress) {
        this.workers = workers;
        this.progress = progress;
    }

    /// Opens what is read.
    @FunctionalInterface
    interface Opening<S extends Closeable> {
        S open() throws IOException;
    }

    /// Work with a runner and what is open.
    @FunctionalInterface
    interface Work<S> {
        void with(TileRunner runner, S open) throws IOException;
    }

    /// Does work with threads of its own, those of the machine by default, as part of the run at hand. What is
    /// read is closed when the threads have ended.
    static <S extends Closeable> void inRun(OptionalInt threads, Opening<S> opening, Work<S> work) {
        var run = RunScope.current();
        int count = threads.orElse(Runtime.getRuntime().availableProcessors());
        try (var open = opening.open();
                var workers = new Workers(count, run.cancellation())) {
            work.with(new TileRunner(workers, run.progress()), open);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    /// What is written to a window.
    @FunctionalInterface
    private interface Maker {
        GeoRaster make(SegmentAllocator memory, Window window) throws IOException;
    }

    /// Writes the result of a pipeline over a source to a GeoTIFF, which appears when it is whole.
    /// @throws UsageException if an operator needs more than a pixel, or many scenes; names it
    /// @throws IOException    if something cannot be read or written
    public void run(RasterSource source, Operator<GeoRaster, GeoRaster> pipeline, Path target, Layout layout)
            throws IOException {
        requirePixelwise(pipeline);
        if (pipeline.arity() == Arity.MANY) {
            throw new UsageException(pipeline.name() + " takes many scenes; CompositeTiles runs it tile by tile");
        }
        BitSet bands;
        try (var probe = Arena.ofConfined()) {
            bands = bandsNeeded(source, pipeline, probe);
        }
        run(
                source,
                (memory, window) -> {
                    var part = read(source, bands, window, memory);
                    return RasterMemory.<GeoRaster, RuntimeException>in(memory, () -> pipeline.apply(part));
                },
                target,
                layout);
    }

    /// Writes the composite of sources on one grid to a GeoTIFF, which appears when it is whole.
    /// @throws UsageException           if an operator needs more than a pixel; names it
    /// @throws IllegalArgumentException if there is no source, sources differ in size or grid, or the result is
    /// more than a raster
    /// @throws IOException              if something cannot be read or written
    public void run(
            List<? extends RasterSource> sources, Operator<List<GeoRaster>, ?> composite, Path target, Layout layout)
            throws IOException {
        requirePixelwise(composite);
        Require.that(!sources.isEmpty(), "sources", sources, "at least one");
        var first = sources.getFirst();
        for (int i = 1; i < sources.size(); i++) {
            if (!Arrays.equals(first.shape(), sources.get(i).shape())) {
                throw new IllegalArgumentException("source 0 is of " + Arrays.toString(first.shape()) + ", source " + i
                        + " of " + Arrays.toString(sources.get(i).shape()) + "; a composite needs one grid");
            }
        }
        run(
                first,
                (memory, window) -> {
                    var parts = new ArrayList<GeoRaster>();
                    for (var source : sources) {
                        parts.add(source.read(memory, window));
                    }
                    Object made = RasterMemory.<Object, RuntimeException>in(memory, () -> composite.apply(parts));
                    if (made instanceof GeoRaster raster) {
                        return raster;
                    }
                    throw new IllegalArgumentException(composite.name() + " gives more than the one raster that a file"
                            + " of tiles holds; leave counts, numbers of scenes and scores out");
                },
                target,
                layout);
    }

    private static void requirePixelwise(Operator<?, ?> pipeline) {
        Pixelwise.obstacle(pipeline).ifPresent(name -> {
            throw new UsageException(
                    name + " needs the whole scene and cannot run tile by tile; read the scene with ReadGeoTIFF");
        });
    }

    private void run(RasterSource source, Maker maker, Path target, Layout layout) throws IOException {
        int columns = Math.ceilDiv(source.width(), layout.tile());
        int rows = Math.ceilDiv(source.height(), layout.tile());
        try (var probe = Arena.ofConfined();
                var tiles = Arena.ofShared(); // a worker of the pool may use what another asked for
                // the result for one pixel tells type, bands and names
                var writer = open(source, maker.make(probe, new Window(0, 0, 1, 1)), target, layout)) {
            progress.begin("tiles", (long) columns * rows);
            workers.forBlocks((long) columns * rows, 1, () -> TileMemory.asLeft(tiles), (memory, from, to) -> {
                memory.reset();
                int col = (int) (from % columns) * layout.tile();
                int row = (int) (from / columns) * layout.tile();
                var window = source.clip(new Window(col, row, layout.tile(), layout.tile()));
                write(maker.make(memory, window), window, memory, writer);
                progress.advance(1);
            });
            writer.publish();
        }
    }

    private static BitSet bandsNeeded(RasterSource source, Operator<GeoRaster, GeoRaster> pipeline, Arena arena)
            throws IOException {
        var pixel = source.read(arena, new Window(0, 0, 1, 1));
        return RasterMemory.<BitSet, RuntimeException>in(arena, () -> Pixelwise.bandsNeeded(pipeline, pixel));
    }

    /// All bands of a window, of which only some are read; what the others hold means nothing.
    private static GeoRaster read(RasterSource source, BitSet bands, Window window, SegmentAllocator memory)
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

    private static void write(GeoRaster result, Window window, SegmentAllocator memory, RasterWriter writer)
            throws IOException {
        ArrayView values = result.values();
        var dense = values.isDense() ? values : values.copy(memory);
        writer.write(
                window,
                IntStream.rangeClosed(1, result.bands()).toArray(),
                result.dtype(),
                dense.segment().asSlice(dense.offset() * dense.dtype().bytes()));
    }
}
