package dev.stampede.patcher;

import dev.stampede.patcher.field.IndexedPatchView;
import dev.stampede.patcher.window.Weights;
import dev.stampede.raster.RasterSource;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/// The patches of a raster by number. Any number of threads may read at once, each into memory of its own;
/// nothing is held here.
public final class PatchReader {
    private final Patcher patcher;
    private final RasterSource source;
    private final List<PixelAnchor> anchors;
    private final Weights weights;

    PatchReader(Patcher patcher, RasterSource source) {
        this.patcher = patcher;
        this.source = source;
        this.anchors = patcher.anchors(RasterGrid.of(source));
        this.weights = patcher.weights();
    }

    public RasterSource source() {
        return source;
    }

    public List<PixelAnchor> anchors() {
        return anchors;
    }

    public int size() {
        return anchors.size();
    }

    /// Reads the patch of this number, from 0; it lives as long as the allocator's memory.
    /// @throws IOException if the raster cannot be read
    public Patch read(SegmentAllocator allocator, int index) throws IOException {
        return patcher.geometry().read(allocator, source, anchors.get(index), weights);
    }

    /// Reads all patches.
    /// @throws UncheckedIOException if the raster cannot be read
    public List<Patch> readAll(Arena arena) {
        var patches = new ArrayList<Patch>(size());
        try {
            for (int i = 0; i < size(); i++) {
                patches.add(read(arena, i));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return patches;
    }

    /// All patches as a list that reads each when it is asked for, by any thread. What is read is freed when
    /// nothing refers to it any more.
    public IndexedPatchView<Patch> view() {
        return new IndexedPatchView<>(size(), number -> read(Arena.ofAuto(), number));
    }

    /// As [#view], keeping those read lately.
    /// @param field says which data these are, see [PatchCache#key]
    public IndexedPatchView<Patch> view(PatchCache cache, String field) {
        return new IndexedPatchView<>(
                size(),
                number -> cache.get(
                        PatchCache.key(field, patcher, anchors.get(number)), allocator -> read(allocator, number)));
    }

    /// All patches in order, read ahead.
    /// @param depth patches read, waiting or open at a time
    public PatchPrefetch prefetch(int depth) {
        return new PatchPrefetch(this, depth);
    }

    /// Works on all patches in parallel; results come in the order of patches. Each patch lives during its call.
    public <R> List<R> map(Workers workers, Function<Patch, R> work) {
        var results = new ArrayList<R>(Collections.nCopies(size(), null));
        workers.forEach(size(), (from, to) -> {
            for (int i = (int) from; i < to; i++) {
                try (var arena = Arena.ofConfined()) {
                    results.set(i, work.apply(read(arena, i)));
                }
            }
        });
        return results;
    }

    /// Goes through all patches in order, one in memory at a time: `result = work(result, patch)`.
    /// @throws IOException if the raster cannot be read
    public <R> R reduce(R first, BiFunction<R, Patch, R> work) throws IOException {
        var result = first;
        for (int i = 0; i < size(); i++) {
            try (var arena = Arena.ofConfined()) {
                result = work.apply(result, read(arena, i));
            }
        }
        return result;
    }
}
