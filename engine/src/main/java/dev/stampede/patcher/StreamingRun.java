package dev.stampede.patcher;

import dev.stampede.io.PageMemory;
import dev.stampede.kernels.overlapadd.Plane;
import dev.stampede.memory.TileMemory;
import dev.stampede.patcher.aggregation.Accumulator;
import dev.stampede.patcher.aggregation.CellAggregation;
import dev.stampede.patcher.aggregation.MergeKernels;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.RasterSource;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Grid, process, stitch with sums in a store: patches may come in any order and any number of times over a
/// place, a run that was broken off goes on with the patches it had not committed, and memory holds a batch of
/// patches and the rows of the scene under them. For regular grids [GridRun] is faster: it never reads a sum again.
///
/// The result equals that of a merge in memory to the bit with sums in double precision, to 1e-6 in single.
public final class StreamingRun {
    private static final int COLUMN_BLOCK = 256;

    private final RasterSource source;
    private final RasterGrid grid;
    private final Patcher patcher;
    private final CellAggregation aggregation;
    private final RunSettings settings;
    private final ZarrAccumulator store;
    private final List<PixelAnchor> anchors;

    private StreamingRun(RasterSource source, Patcher patcher, RunSettings settings, ZarrAccumulator store) {
        this.source = source;
        this.grid = RasterGrid.of(source);
        this.patcher = patcher;
        this.settings = settings;
        this.store = store;
        if (!(patcher.aggregation() instanceof CellAggregation cells)) {
            throw new IllegalArgumentException(patcher.aggregation().name() + " gives no raster to write");
        }
        this.aggregation = cells;
        this.anchors = patcher.anchors(grid);
    }

    /// Works on the patches that are not in the store yet, adds them, and writes the result.
    /// @return failures of this call; patches that failed are tried again by the next
    /// @throws PatchException           if a patch fails and the policy is to stop
    /// @throws IOException              if store or result cannot be read or written
    /// @throws IllegalArgumentException if the aggregation has no sums that a store holds
    public static RunReport run(
            RasterSource source,
            Patcher patcher,
            PatchFunction function,
            RunSettings settings,
            ZarrAccumulator store,
            RowSink sink)
            throws IOException {
        return new StreamingRun(source, patcher, settings, store).run(function, sink);
    }

    private RunReport run(PatchFunction function, RowSink sink) throws IOException {
        List<RunReport.Failure> failures;
        try (var arena = Arena.ofShared()) {
            var maker = new TileMaker(arena, source, patcher, function, settings);
            var memories = new TileMemory[Batches.LARGEST];
            var pages = PageMemory.in(arena);
            Arrays.setAll(memories, _ -> TileMemory.ofZeros(pages));
            var size = patcher.geometry().size();
            var kernels = MergeKernels.of(arena, settings.kernel(), Math.max(size.rows(), size.cols()));
            var pending = store.journal().pending(anchors).stream().sorted().toList();
            PatchHooks.quietly(() -> settings.hooks().splitStart(pending.size()));
            PatchHooks.quietly(() -> settings.hooks().mergeStart(grid));
            for (int from = 0; from < pending.size(); from += Batches.LARGEST) {
                int to = Math.min(pending.size(), from + Batches.LARGEST);
                batch(maker, pending.subList(from, to), from, memories, kernels);
            }
            failures = maker.failures();
            if (!store.hasBegun()) {
                if (!failures.isEmpty()) {
                    throw new PatchException(
                            failures.getFirst().anchor(),
                            new IOException("every patch failed, so there is no result; the first: "
                                    + failures.getFirst().cause().getMessage()));
                }
                store.begin(source.read(arena, grid.window().relativeTo(0, 0), null), aggregation, grid);
            }
            finish(kernels, sink);
            PatchHooks.quietly(() -> settings.hooks().mergeEnd(grid));
            PatchHooks.quietly(() -> settings.hooks().splitEnd(pending.size()));
        }
        return new RunReport(anchors.size(), failures);
    }

    private void batch(TileMaker maker, List<PixelAnchor> batch, int first, TileMemory[] memories, MergeKernels kernels)
            throws IOException {
        var made = new Tile[batch.size()];
        var failedBefore = maker.failures().size();
        var done = new boolean[batch.size()];
        settings.workers().forEach(batch.size(), (from, to) -> {
            for (int i = (int) from; i < to; i++) {
                made[i] = maker.make(memories[i], first + i, batch.get(i)).orElse(null);
                done[i] = made[i] != null;
            }
        });
        if (maker.failures().size() == failedBefore) {
            Arrays.fill(done, true); // those without a tile lie outside the scene
        }
        var tiles = Arrays.stream(made).filter(tile -> tile != null).toList();
        var anchors = new ArrayList<PixelAnchor>();
        for (int i = 0; i < done.length; i++) {
            if (done[i]) {
                anchors.add(batch.get(i));
            }
        }
        if (tiles.isEmpty()) {
            return;
        }
        if (!store.hasBegun()) {
            store.begin(maker.like(), aggregation, grid);
        }
        int unit = store.rowUnit();
        int top = tiles.stream().mapToInt(tile -> tile.values().row()).min().orElseThrow() / unit * unit;
        int bottom = tiles.stream()
                .mapToInt(tile -> tile.values().row() + tile.values().rows())
                .max()
                .orElseThrow();
        int end = Math.min(grid.height(), Math.ceilDiv(bottom, unit) * unit);
        try (var arena = Arena.ofShared()) {
            var held = store.load(arena, top, end - top);
            var band = new CellBand(aggregation, kernels, held);
            settings.workers()
                    .forBlocks(grid.width(), COLUMN_BLOCK, (from, to) -> band.add(tiles, (int) from, (int) to));
            store.commit(held, anchors);
        }
    }

    /// Divides block by block.
    private void finish(MergeKernels kernels, RowSink sink) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var like = store.like(arena);
            int patchBands = Math.toIntExact(like.values().rows());
            int bands = aggregation.resultBands(patchBands);
            var type = settings.resultType().orElse(aggregation.resultType());
            sink.begin(like, grid, bands, type);
            int unit = Math.max(store.rowUnit(), sink.rowUnit());
            int step = Math.ceilDiv(unit, sink.rowUnit()) * sink.rowUnit();
            for (int row = 0; row < grid.height(); row += step) {
                int n = Math.min(step, grid.height() - row);
                try (var block = Arena.ofConfined()) {
                    var held = store.load(block, row, n);
                    sink.write(row, finished(block, kernels, held, bands, type));
                }
            }
        }
        sink.end();
    }

    private ArrayView finished(Arena arena, MergeKernels kernels, Accumulator held, int bands, DType type) {
        var exact = type == DType.FLOAT32 ? type : DType.FLOAT64;
        var rows = ArrayView.allocate(arena, exact, bands, held.rows(), held.cols());
        var planes = new ArrayList<Plane>();
        for (int band = 0; band < bands; band++) {
            long rowBytes = (long) held.cols() * exact.bytes();
            planes.add(new Plane(
                    rows.segment(),
                    band * rowBytes * held.rows(),
                    rowBytes,
                    held.rows(),
                    held.cols(),
                    exact == DType.FLOAT64));
        }
        aggregation.finish(kernels, held, held.firstRow(), planes);
        return type == exact ? rows : rows.copyAs(arena, type);
    }
}
