package dev.stampede.mosaic.global;

import dev.stampede.kernels.matching.MaskedMoments;
import dev.stampede.kernels.matching.MaskedMoments.Plane;
import dev.stampede.kernels.matching.Moments;
import dev.stampede.mosaic.Compatibility;
import dev.stampede.mosaic.PixelSource;
import dev.stampede.mosaic.source.TileScratch;
import dev.stampede.mosaic.source.Tiles;
import dev.stampede.raster.DType;
import dev.stampede.raster.Window;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// One pass over windows of all images and of all pairs that share an area. Every window leaves moments of its
/// own; these are merged in order, so the result does not depend on threads.
final class StatisticsPass {
    private final MaskedMoments kernel;
    private final boolean sampled;
    private final Compatibility compatibility;
    private final StatisticsKeeper keeper;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Owner> owners = new ArrayList<>();
    private Owner planned;

    /// An image or pair, and how many of its windows are still to be read.
    private static final class Owner {
        final AtomicInteger open = new AtomicInteger();
        Finished finished;
    }

    /// Keeps what is complete.
    private interface Finished {
        void keep() throws IOException;
    }

    /// Moments of a window, per band.
    private interface Piece {
        void run() throws IOException;
    }

    /// What the windows of one image, or of one image of a pair, add up to.
    private static final class Result {
        final int bands;
        final long pixels;
        final List<Moments[]> parts = new ArrayList<>();
        final List<Long> valid = new ArrayList<>();
        final List<Long> seen = new ArrayList<>();

        Result(int bands, long pixels) {
            this.bands = bands;
            this.pixels = pixels;
        }

        int add() {
            parts.add(new Moments[0]);
            valid.add(0L);
            seen.add(0L);
            return parts.size() - 1;
        }

        Moments merged(int band) {
            var all = Moments.NONE;
            for (var part : parts) {
                all = part.length == 0 ? all : all.merge(part[band]);
            }
            return all;
        }

        /// Valid pixels of the whole, from the share of those seen.
        long size() {
            long count = valid.stream().mapToLong(Long::longValue).sum();
            long of = seen.stream().mapToLong(Long::longValue).sum();
            return of == 0 || of == pixels ? count : (long) Math.rint((double) count / of * pixels);
        }
    }

    private record PairResult(String first, String second, Result ofFirst, Result ofSecond, Result mask) {}

    StatisticsPass(MaskedMoments kernel, boolean sampled, Compatibility compatibility, StatisticsKeeper keeper) {
        this.keeper = keeper;
        this.kernel = kernel;
        this.sampled = sampled;
        this.compatibility = compatibility;
    }

    /// @param whole images whose own statistics are wanted
    /// @param pairs pairs whose shared statistics are wanted, the first name of each first
    ImageStatistics run(List<PixelSource> whole, List<List<PixelSource>> pairs, Workers workers, Progress progress) {
        Map<String, Result> ofImages = new LinkedHashMap<>();
        for (var image : whole) {
            planned = new Owner();
            var result = plan(image);
            planned.finished = () -> keeper.keep(image.name(), bands(result, result.size()));
            ofImages.put(image.name(), result);
        }
        var ofPairs = new ArrayList<PairResult>();
        for (var pair : pairs) {
            planned = new Owner();
            var result = plan(PairGrid.of(pair.getFirst(), pair.getLast()));
            planned.finished = () -> keeper.keep(overlap(result));
            ofPairs.add(result);
        }
        progress.begin("statistics", Math.max(1, pieces.size()));
        workers.forEach(pieces.size(), (from, to) -> {
            pieces.get((int) from).run();
            var owner = owners.get((int) from);
            if (owner.open.decrementAndGet() == 0) {
                owner.finished.keep();
            }
            progress.advance(1);
        });
        Map<String, List<BandStatistics>> statistics = new LinkedHashMap<>();
        ofImages.forEach((name, result) -> statistics.put(name, bands(result, result.size())));
        var overlaps = new ArrayList<Overlap>();
        for (var pair : ofPairs) {
            var overlap = overlap(pair);
            if (!overlap.isEmpty()) {
                overlaps.add(overlap);
            }
        }
        return new ImageStatistics(statistics, overlaps);
    }

    private static Overlap overlap(PairResult pair) {
        long size = pair.mask().size();
        return new Overlap(pair.first(), pair.second(), bands(pair.ofFirst(), size), bands(pair.ofSecond(), size));
    }

    private void add(Piece piece) {
        pieces.add(piece);
        owners.add(planned);
        planned.open.incrementAndGet();
    }

    private static List<BandStatistics> bands(Result result, long size) {
        var bands = new ArrayList<BandStatistics>();
        for (int band = 0; band < result.bands; band++) {
            bands.add(BandStatistics.of(result.merged(band), size));
        }
        return bands;
    }

    private Result plan(PixelSource image) {
        var result = new Result(image.bands(), image.window().pixels());
        for (var window : windows(image.width(), image.height(), 512, 128)) {
            int slot = result.add();
            add(() -> {
                var sums = new WindowMoments(kernel, image.bands(), image.noData());
                for (var strip : Tiles.strips(window)) {
                    try (var scratch = TileScratch.open()) {
                        var pixels = scratch.allocate(image.bytes(strip), Double.BYTES);
                        image.read(strip, pixels);
                        sums.add(pixels, strip, null);
                    }
                }
                var moments = sums.moments();
                result.parts.set(slot, moments);
                result.valid.set(slot, (long) moments[0].count());
                result.seen.set(slot, window.pixels());
            });
        }
        return result;
    }

    private List<Window> windows(int width, int height, int blockCols, int blockRows) {
        return sampled
                ? SampledBlocks.of(width, height, blockCols, blockRows)
                : Tiles.of(Window.of(width, height), Tiles.SIDE);
    }

    private PairResult plan(PairGrid grid) {
        int bands = grid.first().bands();
        var common = grid.common();
        var first = new Result(bands, (long) grid.firstCols() * grid.firstRows());
        var second = new Result(bands, (long) grid.secondCols() * grid.secondRows());
        var mask = new Result(bands, (long) grid.firstCols() * grid.firstRows());
        boolean elsewhere = sampled && compatibility.has(Compatibility.Row.SAMPLED_STATISTICS);
        for (var window : windows(grid.firstCols(), grid.firstRows(), 128, 128)) {
            plan(grid, window, common, first, elsewhere ? null : second, mask);
        }
        if (elsewhere) {
            for (var window : windows(grid.secondCols(), grid.secondRows(), 512, 128)) {
                plan(grid, window, common, null, second, null);
            }
        }
        return new PairResult(grid.first().name(), grid.second().name(), first, second, mask);
    }

    private void plan(PairGrid grid, Window asked, Window common, Result first, Result second, Result mask) {
        int firstSlot = first == null ? 0 : first.add();
        int secondSlot = second == null ? 0 : second.add();
        int maskSlot = mask == null ? 0 : mask.add();
        if (mask != null) {
            mask.seen.set(maskSlot, asked.pixels());
        }
        var window = asked.intersection(common).orElse(null);
        if (window == null) {
            return;
        }
        add(() -> {
            var ofFirst = new WindowMoments(kernel, grid.first().bands(), Double.NaN);
            var ofSecond = new WindowMoments(kernel, grid.second().bands(), Double.NaN);
            var count = MaskedMoments.sums();
            for (var strip : Tiles.strips(window)) {
                addShared(grid, strip, ofFirst, ofSecond, count);
            }
            if (first != null) {
                first.parts.set(firstSlot, ofFirst.moments());
            }
            if (second != null) {
                second.parts.set(secondSlot, ofSecond.moments());
            }
            if (mask != null) {
                mask.valid.set(maskSlot, (long) count[MaskedMoments.COUNT]);
            }
        });
    }

    private void addShared(
            PairGrid grid, Window strip, WindowMoments ofFirst, WindowMoments ofSecond, double[] outCount)
            throws IOException {
        try (var scratch = TileScratch.open()) {
            var first = scratch.allocate(grid.first().bytes(strip), Double.BYTES);
            var second = scratch.allocate(grid.second().bytes(strip), Double.BYTES);
            grid.readFirst(strip, first);
            grid.readSecond(strip, scratch, second);
            var valid = sharedMask(grid, strip, scratch, first, second);
            ofFirst.add(first, strip, valid);
            ofSecond.add(second, strip, valid);
            kernel.add(valid, null, strip.height(), strip.width(), 0, 0, outCount);
        }
    }

    /// 1 where the first image is valid in its first band and the second in any.
    private Plane sharedMask(
            PairGrid grid, Window strip, TileScratch scratch, MemorySegment first, MemorySegment second) {
        int rows = strip.height();
        int cols = strip.width();
        long pixels = strip.pixels();
        var own = new Plane(scratch.allocate(pixels * Double.BYTES, Double.BYTES), 0, cols);
        var other = new Plane(scratch.allocate(pixels * Double.BYTES, Double.BYTES), 0, cols);
        kernel.markValid(new Plane(first, 0, cols), rows, cols, grid.first().noData(), false, own);
        for (int band = 0; band < grid.second().bands(); band++) {
            kernel.markValid(
                    new Plane(second, band * pixels, cols),
                    rows,
                    cols,
                    grid.second().noData(),
                    band > 0,
                    other);
        }
        if (losesSecondMask(grid.second())) {
            // COMPAT: the reference loses the second image's half of the mask and counts its empty pixels as 0.
            for (long p = 0; p < pixels; p++) {
                if (other.get(0, p) == 0) {
                    for (int band = 0; band < grid.second().bands(); band++) {
                        second.setAtIndex(MaskedMoments.F64, band * pixels + p, 0);
                    }
                }
            }
            return own;
        }
        kernel.clearInvalid(other, rows, cols, 0, own);
        return own;
    }

    private boolean losesSecondMask(PixelSource image) {
        boolean recognised = (image.bands() == 1 || image.bands() == 3)
                && (image.dtype() == DType.UINT8 || image.dtype() == DType.UINT16);
        return compatibility.has(Compatibility.Row.OVERLAP_MASK) && !recognised;
    }
}
