package dev.stampede.patcher;

import dev.stampede.io.zarr.ZarrArray;
import dev.stampede.io.zarr.ZarrGroup;
import dev.stampede.io.zarr.ZarrLayout;
import dev.stampede.io.zarr.ZarrRaster;
import dev.stampede.io.zarr.ZarrSource;
import dev.stampede.patcher.aggregation.Accumulator;
import dev.stampede.patcher.aggregation.CellAggregation;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The sums of a merge in a store instead of in memory: `rec.zarr` holds the first plane of each band (weighted
/// sums, or plain ones), `wsum.zarr` the second (summed weights, or counts), with the axes of the result, and
/// `journal.jsonl` which patches are in them. A commit stages changed chunks, then writes the journal, then
/// renames: whatever breaks off in between, each patch counts exactly once. One thread at a time.
public final class ZarrAccumulator implements AutoCloseable {
    private final Path store;
    private final ZarrOptions options;
    private final PatchJournal journal;
    private ZarrArray sums; // null until a patch tells how many bands there are
    private ZarrArray weights; // null for sums without weights

    private ZarrAccumulator(Path store, ZarrOptions options, PatchJournal journal) {
        this.store = store;
        this.options = options;
        this.journal = journal;
    }

    /// Opens a store, a new one if there is none.
    /// @param identity says what the run is; the store of another is refused
    /// @throws IOException              if it cannot be read or written
    /// @throws IllegalArgumentException if it holds another run
    public static ZarrAccumulator open(Path store, String identity, ZarrOptions options) throws IOException {
        ZarrGroup.create(store, "", options.format());
        var journal = PatchJournal.open(journalFile(store), identity);
        var accumulator = new ZarrAccumulator(store, options, journal);
        try {
            if (journal.commits() > 0) {
                accumulator.resume();
            }
        } catch (IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
        return accumulator;
    }

    /// Not at the top of the store, where only groups and arrays are.
    private static Path journalFile(Path store) {
        return store.resolve(".run").resolve("journal.jsonl");
    }

    private void resume() throws IOException {
        sums = ZarrArray.open(store.resolve("rec.zarr"));
        weights = Files.exists(store.resolve("wsum.zarr")) ? ZarrArray.open(store.resolve("wsum.zarr")) : null;
        for (var array : arrays()) {
            array.accept(tag(journal.commits())); // journaled, but not all of it renamed
            array.dropStaged(); // not journaled: those patches come again
        }
    }

    private static String tag(int commit) {
        return "c" + commit;
    }

    private List<ZarrArray> arrays() {
        return weights == null ? List.of(sums) : List.of(sums, weights);
    }

    PatchJournal journal() {
        return journal;
    }

    boolean hasBegun() {
        return sums != null;
    }

    /// Makes the arrays, of nothing yet.
    /// @param like a patch of the result
    /// @throws IllegalArgumentException if the aggregation needs more than two sums for a band
    void begin(GeoRaster like, CellAggregation aggregation, RasterGrid grid) throws IOException {
        int bands = Math.toIntExact(like.values().rows() / like.height());
        int planes = aggregation.planes(bands, 1);
        if (!aggregation.streamable() || aggregation.initial() != 0 || planes != bands && planes != 2 * bands) {
            throw new IllegalArgumentException(aggregation.name() + " does not consist of sums and weights, which a"
                    + " store of sums holds; use overlap addition, sum, weighted sum or mean, or run into rows");
        }
        var shape = like.shape();
        var chunks = like.shape();
        var size = options.chunks().orElse(new PatchSize(like.height(), like.width()));
        chunks[chunks.length - 2] = size.rows();
        chunks[chunks.length - 1] = size.cols();
        shape[shape.length - 2] = grid.height();
        shape[shape.length - 1] = grid.width();
        var whole = new GeoRaster(like.values(), grid.affine(), grid.crs(), like.fill(), like.attributes());
        var layout = ZarrLayout.of(options.format(), options.dtype(), shape, chunks)
                .withAttributes(ZarrRaster.attributes(whole));
        if (options.shards().isPresent()) {
            var shards = layout.chunks().stream().mapToInt(Integer::intValue).toArray();
            shards[shards.length - 2] = options.shards().get().rows();
            shards[shards.length - 1] = options.shards().get().cols();
            layout = layout.withShards(shards);
        }
        sums = ZarrArray.create(store.resolve("rec.zarr"), layout);
        weights = planes == bands ? null : ZarrArray.create(store.resolve("wsum.zarr"), layout);
    }

    private int bands() {
        var shape = sums.shape();
        int bands = 1;
        for (int axis = 0; axis < shape.length - 2; axis++) {
            bands *= shape[axis];
        }
        return bands;
    }

    /// Rows of files.
    int rowUnit() {
        var file = sums.fileShape();
        return file[file.length - 2];
    }

    /// A raster of one pixel with rank, bands and names of the result.
    GeoRaster like(SegmentAllocator allocator) throws IOException {
        var source = ZarrSource.of(sums);
        var shape = sums.shape();
        shape[shape.length - 2] = 1;
        shape[shape.length - 1] = 1;
        return new GeoRaster(
                ArrayView.allocate(allocator, DType.BOOL, shape),
                source.affine(),
                source.crs(),
                source.fill(),
                source.attributes());
    }

    /// What is known of some rows, over all columns.
    Accumulator load(Arena arena, int firstRow, int rows) throws IOException {
        var shape = sums.shape();
        int cols = shape[shape.length - 1];
        int perBand = arrays().size();
        var accumulator = Accumulator.zeros(arena, bands() * perBand, firstRow, rows, cols);
        for (int i = 0; i < perBand; i++) {
            var values = arrays().get(i).read(arena, start(firstRow), size(rows));
            var planes = values.reshape(bands(), rows, cols);
            for (int band = 0; band < bands(); band++) {
                view(accumulator, band * perBand + i).copyFrom(planes.select(0, band));
            }
        }
        return accumulator;
    }

    /// Stores rows that [#load] gave and that patches were added to, and the anchors of these with them.
    void commit(Accumulator accumulator, List<PixelAnchor> anchors) throws IOException {
        var next = tag(journal.commits() + 1);
        int perBand = arrays().size();
        try (var arena = Arena.ofConfined()) {
            for (int i = 0; i < perBand; i++) {
                var values = ArrayView.allocate(arena, options.dtype(), size(accumulator.rows()));
                var planes = values.reshape(bands(), accumulator.rows(), accumulator.cols());
                for (int band = 0; band < bands(); band++) {
                    planes.select(0, band).copyFrom(view(accumulator, band * perBand + i));
                }
                arrays().get(i).stage(next, start(accumulator.firstRow()), values);
            }
        }
        journal.commit(anchors);
        for (var array : arrays()) {
            array.accept(next);
        }
    }

    private static ArrayView view(Accumulator accumulator, int plane) {
        long bytes = (long) accumulator.rows() * accumulator.cols() * Double.BYTES;
        MemorySegment part = accumulator.segment().asSlice(plane * bytes, bytes);
        return ArrayView.of(part, DType.FLOAT64, accumulator.rows(), accumulator.cols());
    }

    private int[] start(int row) {
        var start = new int[sums.shape().length];
        start[start.length - 2] = row;
        return start;
    }

    private int[] size(int rows) {
        var size = sums.shape();
        size[size.length - 2] = rows;
        return size;
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
