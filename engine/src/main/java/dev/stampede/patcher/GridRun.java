package dev.stampede.patcher;

import dev.stampede.io.PageMemory;
import dev.stampede.kernels.overlapadd.Plane;
import dev.stampede.memory.TileMemory;
import dev.stampede.patcher.aggregation.Accumulator;
import dev.stampede.patcher.aggregation.CellAggregation;
import dev.stampede.patcher.aggregation.MergeKernels;
import dev.stampede.patcher.aggregation.OverlapAddition;
import dev.stampede.patcher.sampler.RegularAnchors;
import dev.stampede.patcher.window.SeparableWeights;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterSource;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Grid, process, stitch: reads the patches of a raster, works on each and writes the merged result row
/// by row.
///
/// Patches are taken in reading order, a batch at a time. Those of a batch are read and worked on in
/// parallel; then blocks of columns are merged in parallel, each in the order of patches; then the rows
/// that no later patch reaches go to the sink. Results are therefore the same for any number of threads,
/// and memory holds a batch of patches and as many rows of the scene as a patch is high, never the scene.
public final class GridRun {
    private static final System.Logger LOG = System.getLogger(GridRun.class.getName());
    private static final int COLUMN_BLOCKS = 16;
    private static final int MIN_COLUMNS = 64;
    private static final int ROWS_PER_BLOCK = 16;

    private final RasterSource source;
    private final RasterGrid grid;
    private final Patcher patcher;
    private final CellAggregation aggregation;
    private final RunSettings settings;
    private final List<PixelAnchor> anchors;

    private GridRun(RasterSource source, Patcher patcher, RunSettings settings) {
        this.source = source;
        this.grid = RasterGrid.of(source);
        this.patcher = patcher;
        this.settings = readable(source) ? settings : settings.with(new Workers(1));
        if (!(patcher.aggregation() instanceof CellAggregation cells)) {
            throw new IllegalArgumentException(patcher.aggregation().name() + " gives no raster to write");
        }
        this.aggregation = cells;
        if (!aggregation.streamable()) {
            String text = aggregation.name() + " keeps all values of a cell: memory grows with the overlap of patches";
            if (settings.strict()) {
                throw new IllegalArgumentException(text + "; refused, as strict was asked for");
            }
            LOG.log(Level.WARNING, text);
        }
        this.anchors = patcher.anchors(grid);
        if (anchors.isEmpty()) {
            throw new IllegalArgumentException(
                    "the sampler " + patcher.sampler().repr() + " gives no patch of " + grid);
        }
    }

    /// Whether other threads may read it: a raster in a confined arena is for its thread alone.
    private static boolean readable(RasterSource source) {
        return !(source instanceof GeoRaster raster) || isShared(raster.values());
    }

    /// Whether threads other than this one may use an array.
    static boolean isShared(ArrayView values) {
        return values.segment().isAccessibleBy(Thread.ofVirtual().unstarted(() -> {}));
    }

    /// Runs `function` on every patch and writes the merged result.
    /// @throws PatchException           if a patch fails and the policy is to stop
    /// @throws IOException              if the result cannot be written
    /// @throws IllegalArgumentException if patches do not fit, or the aggregation gives no raster
    public static RunReport run(
            RasterSource source, Patcher patcher, PatchFunction function, RunSettings settings, RowSink sink)
            throws IOException {
        return new GridRun(source, patcher, settings).run(function, sink);
    }

    /// As [#run] into memory.
    /// @param allocator for the result
    /// @throws PatchException if a patch fails and the policy is to stop
    public static GeoRaster toMemory(
            SegmentAllocator allocator,
            RasterSource source,
            Patcher patcher,
            PatchFunction function,
            RunSettings settings) {
        var sink = new MemorySink(PageMemory.preferred(allocator));
        try {
            run(source, patcher, function, settings, sink);
        } catch (IOException e) {
            throw new AssertionError("memory cannot fail to be written", e);
        }
        return sink.result();
    }

    private RunReport run(PatchFunction function, RowSink sink) throws IOException {
        try (var arena = Arena.ofShared()) {
            var pages = PageMemory.in(arena);
            var maker = new TileMaker(arena, source, patcher, function, settings);
            var batches = new Batches(anchors, patcher.geometry().size(), grid, sink.rowUnit());
            var memories = new TileMemory[Batches.LARGEST];
            for (int i = 0; i < memories.length; i++) {
                memories[i] = TileMemory.ofZeros(pages);
            }
            PatchHooks.quietly(() -> settings.hooks().splitStart(anchors.size()));
            PatchHooks.quietly(() -> settings.hooks().mergeStart(grid));
            Merging merging = null;
            int there = sink.finishedRows();
            var failed = new ArrayList<Batches.Batch>(); // before any patch told what the result is like
            for (var batch : batches.all()) {
                if (batch.rowEnd() <= there && batch != batches.all().getLast()) {
                    continue; // all of it was written by an earlier run
                }
                var tiles = tiles(maker, batches, batch, memories);
                if (merging == null && maker.like() != null) {
                    merging = new Merging(arena, pages, maker.like(), batches.mostRows(), sink);
                    for (var earlier : failed) {
                        merging.add(earlier, List.of());
                    }
                }
                if (merging != null) {
                    merging.add(batch, tiles);
                } else {
                    failed.add(batch);
                }
            }
            if (merging == null) {
                var failures = maker.failures();
                int tried = failed.stream().mapToInt(b -> b.to() - b.from()).sum();
                throw new PatchException(
                        failures.getFirst().anchor(),
                        new IOException((tried == anchors.size()
                                        ? "every patch failed, so there is no result"
                                        : "all that was left failed, " + tried + " of " + anchors.size()
                                                + " patches; the rows of the others are kept")
                                + "; the first: " + failures.getFirst().cause().getMessage()));
            }
            sink.end();
            PatchHooks.quietly(() -> settings.hooks().mergeEnd(grid));
            PatchHooks.quietly(() -> settings.hooks().splitEnd(anchors.size()));
            return new RunReport(anchors.size(), maker.failures());
        }
    }

    private List<Tile> tiles(TileMaker maker, Batches batches, Batches.Batch batch, TileMemory[] memories) {
        var tiles = new Tile[batch.to() - batch.from()];
        settings.workers().forEach(tiles.length, (from, to) -> {
            for (int i = (int) from; i < to; i++) {
                int index = batch.from() + i;
                tiles[i] = maker.make(memories[i], index, batches.anchor(index)).orElse(null);
            }
        });
        var all = new ArrayList<Tile>(tiles.length);
        for (var tile : tiles) {
            if (tile != null) {
                all.add(tile);
            }
        }
        return all;
    }

    /// The merge itself: what is known of the rows under way, and how much is finished.
    private final class Merging {
        private final RowBand band;
        private final RowSink sink;
        private final int bands;
        private final DType type;
        private final DType exact;
        private final int mostRows;
        private final SegmentAllocator pages;
        private ArrayView finished;
        private int row;

        Merging(Arena arena, SegmentAllocator pages, GeoRaster like, int mostRows, RowSink sink) throws IOException {
            int patchBands = Math.toIntExact(like.values().rows() / like.height());
            this.sink = sink;
            this.bands = aggregation.resultBands(patchBands);
            this.type = settings.resultType().orElse(aggregation.resultType());
            this.exact = type == DType.FLOAT32 ? type : DType.FLOAT64;
            this.band = band(arena, pages, patchBands, mostRows);
            this.row = sink.finishedRows();
            if (row > 0) {
                band.advance(settings.workers(), row);
            }
            this.mostRows = mostRows;
            this.pages = pages;
            sink.begin(like, grid, bands, type);
        }

        /// Rows on their way to a sink that has no memory for them.
        private ArrayView finished() {
            if (finished == null) {
                finished = ArrayView.allocate(pages, exact, bands, mostRows, grid.width());
            }
            return finished;
        }

        private RowBand band(Arena arena, SegmentAllocator pages, int patchBands, int mostRows) {
            var size = patcher.geometry().size();
            if (aggregation instanceof OverlapAddition(boolean normalize, double emptyValue)
                    && normalize
                    && anchors instanceof RegularAnchors regular
                    && patcher.weights() instanceof SeparableWeights window) {
                return new ProductBand(
                        pages, settings.kernel(), emptyValue, window, regular, grid, patchBands, mostRows);
            }
            int overlap = Coverage.most(anchors, size);
            return new CellBand(
                    aggregation,
                    MergeKernels.of(arena, settings.kernel(), Math.max(size.rows(), size.cols())),
                    Accumulator.allocate(pages, aggregation, patchBands, overlap, 0, mostRows, grid.width()));
        }

        /// Adds the tiles of a batch and finishes the rows that no later one reaches.
        void add(Batches.Batch batch, List<Tile> all) throws IOException {
            var tiles = all.stream().flatMap(tile -> tile.from(row).stream()).toList();
            band.prepare(tiles, batch.from(), all.size() == batch.to() - batch.from());
            if (!tiles.isEmpty()) {
                add(tiles);
            }
            finishTo(batch.finished());
        }

        private void add(List<Tile> tiles) {
            int left = tiles.stream().mapToInt(t -> t.values().col()).min().orElseThrow();
            int right = tiles.stream()
                    .mapToInt(t -> t.values().col() + t.values().cols())
                    .max()
                    .orElseThrow();
            int block = Math.max(MIN_COLUMNS, Math.ceilDiv(grid.width(), COLUMN_BLOCKS) + 15 & -16);
            settings.workers()
                    .forBlocks(right - left, block, (from, to) -> band.add(tiles, left + (int) from, left + (int) to));
        }

        private void finishTo(int end) throws IOException {
            while (row < end) {
                int n = Math.min(end - row, mostRows);
                var target = type == exact ? sink.memory(row, n) : Optional.<ArrayView>empty();
                var rows = target.orElseGet(() -> ArrayView.of(finished().segment(), exact, bands, n, grid.width()));
                int first = row;
                settings.workers()
                        .forBlocks(
                                n,
                                ROWS_PER_BLOCK,
                                (from, to) -> band.finish(first + (int) from, planes(rows, (int) from, (int) to)));
                if (target.isPresent()) {
                    // the rows are where they belong
                } else if (type == exact) {
                    sink.write(row, rows);
                } else {
                    try (var arena = Arena.ofConfined()) {
                        sink.write(row, rows.copyAs(arena, type));
                    }
                }
                row += n;
                band.advance(settings.workers(), row);
            }
        }

        private List<Plane> planes(ArrayView rows, int from, int to) {
            var planes = new ArrayList<Plane>(bands);
            int bytes = exact.bytes();
            long rowBytes = rows.stride(1) * bytes;
            for (int i = 0; i < bands; i++) {
                long offset = rows.element(i, from, 0) * bytes;
                planes.add(
                        new Plane(rows.segment(), offset, rowBytes, to - from, grid.width(), exact == DType.FLOAT64));
            }
            return planes;
        }
    }
}
