package dev.stampede.patcher;

import dev.stampede.memory.TileMemory;
import dev.stampede.patcher.aggregation.PatchValues;
import dev.stampede.patcher.window.Weights;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import dev.stampede.raster.RasterSource;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SegmentAllocator;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Reads a patch, works on it and makes a tile of the result. Any number of threads at once.
final class TileMaker {
    private final RasterSource source;
    private final RasterGrid grid;
    private final Patcher patcher;
    private final Weights weights;
    private final NativeWeights.Cache cache;
    private final PatchFunction function;
    private final RunSettings settings;
    private final ConcurrentLinkedQueue<RunReport.Failure> failures = new ConcurrentLinkedQueue<>();
    private volatile GeoRaster like;

    TileMaker(Arena arena, RasterSource source, Patcher patcher, PatchFunction function, RunSettings settings) {
        this.source = source;
        this.grid = RasterGrid.of(source);
        this.patcher = patcher;
        this.weights = patcher.weights();
        this.cache = new NativeWeights.Cache(arena);
        this.function = function;
        this.settings = settings;
        cache.get(weights, arena);
    }

    /// A result of the function, for its rank and names; `null` before there is one. Its values may be
    /// gone.
    GeoRaster like() {
        return like;
    }

    List<RunReport.Failure> failures() {
        return failures.stream()
                .sorted(Comparator.comparing(RunReport.Failure::anchor))
                .toList();
    }

    /// The tile of an anchor; empty if it lies outside the scene, or failed and is left out.
    Optional<Tile> make(TileMemory memory, int index, PixelAnchor anchor) {
        memory.reset();
        PatchHooks.quietly(() -> settings.hooks().patchStart(anchor));
        try {
            var tile = RasterMemory.in(memory, () -> tile(memory, index, anchor));
            PatchHooks.quietly(() -> settings.hooks().patchDone(anchor));
            return tile;
        } catch (Exception e) {
            PatchHooks.quietly(() -> settings.hooks().error(anchor, e));
            if (settings.errors().kind() == ErrorPolicy.Kind.RAISE || e instanceof InterruptedException) {
                throw new PatchException(anchor, e);
            }
            failures.add(new RunReport.Failure(anchor, e));
            return Optional.empty();
        }
    }

    private Optional<Tile> tile(TileMemory memory, int index, PixelAnchor anchor) throws Exception {
        var patch = read(memory, anchor);
        var result = function.apply(patch);
        if (result.height() != patch.window().height()
                || result.width() != patch.window().width()) {
            throw new IllegalArgumentException("the operator made " + result.height() + " x " + result.width()
                    + " pixels of " + patch.window().height() + " x "
                    + patch.window().width() + "; what runs on patches keeps rows and columns");
        }
        if (like == null) {
            like = result;
        }
        return PatchPlanes.within(memory, result, patch.window(), cache.get(patch.weights(), memory), grid)
                .map(values -> new Tile(index, anchor, values, isFinite(values)));
    }

    private boolean isFinite(PatchValues values) {
        return values.bands().stream().allMatch(settings.kernel()::isFinite);
    }

    private Patch read(SegmentAllocator memory, PixelAnchor anchor) throws IOException {
        for (int tries = 0; ; tries++) {
            try {
                return patcher.geometry().read(memory, source, anchor, weights);
            } catch (IOException e) {
                if (tries >= settings.errors().maxRetries()) {
                    if (settings.errors().kind() != ErrorPolicy.Kind.MASK) {
                        throw e;
                    }
                    PatchHooks.quietly(() -> settings.hooks().error(anchor, e));
                    failures.add(new RunReport.Failure(anchor, e));
                    return masked(memory, anchor);
                }
            }
        }
    }

    /// A patch of `NaN`; integers become single precision.
    private Patch masked(SegmentAllocator memory, PixelAnchor anchor) {
        var window = patcher.geometry().covered(anchor, grid);
        var shape = source.shape();
        shape[shape.length - 2] = window.height();
        shape[shape.length - 1] = window.width();
        var values = ArrayView.allocate(memory, source.dtype().isFloating() ? source.dtype() : DType.FLOAT32, shape);
        values.fill(Double.NaN);
        var data = new GeoRaster(
                values,
                source.affine().at(window.col(), window.row()),
                source.crs(),
                source.fill(),
                source.attributes());
        return new Patch(
                anchor,
                window,
                data,
                window.equals(patcher.geometry().window(anchor))
                        ? weights
                        : weights.part(
                                window.row() - anchor.row(),
                                window.col() - anchor.col(),
                                window.height(),
                                window.width()));
    }
}
