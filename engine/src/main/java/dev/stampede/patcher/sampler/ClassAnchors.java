package dev.stampede.patcher.sampler;

import dev.stampede.io.raster.FileSource;
import dev.stampede.patcher.Boundary;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.PixelAnchor;
import dev.stampede.patcher.RasterGrid;
import dev.stampede.raster.Elements;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterSource;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Anchors of patches by the class of their centre: pixel (size / 2, rounded down) of a raster of labels, of
/// which two passes are made in strips, so that memory follows from the number of anchors.
final class ClassAnchors {
    private static final int STRIP = 256;

    private final RasterSource labels;
    private final PatchSize size;
    private final AnchorRange range;

    private ClassAnchors(RasterSource labels, RasterGrid grid, PatchSize size, Boundary boundary) {
        if (labels.width() != grid.width() || labels.height() != grid.height()) {
            throw new IllegalArgumentException("labels are " + labels.height() + " rows x " + labels.width()
                    + " columns, the raster is " + grid + "; they must be of one grid");
        }
        this.labels = labels;
        this.size = size;
        this.range = AnchorRange.of(grid, size, boundary);
    }

    /// How many anchors each class gets, from how many pixels of it there are.
    @FunctionalInterface
    interface Quotas {
        SortedMap<Long, Integer> of(SortedMap<Long, Long> counts);
    }

    /// Anchors of classes in ascending order, those of a class in the order they were drawn: without
    /// replacement as long
    /// as there are enough pixels, else each drawn from all.
    static List<PixelAnchor> draw(
            String file, RasterGrid grid, PatchSize size, Boundary boundary, long seed, Quotas quotas) {
        try (var labels = FileSource.open(file)) {
            return draw(labels, grid, size, boundary, seed, quotas);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<PixelAnchor> draw(
            RasterSource labels, RasterGrid grid, PatchSize size, Boundary boundary, long seed, Quotas quotas)
            throws IOException {
        var drawing = new ClassAnchors(labels, grid, size, boundary);
        var counts = new TreeMap<Long, Long>();
        drawing.scan((label, _) -> counts.merge(label, 1L, Long::sum));
        var wanted = quotas.of(counts);
        RandomGenerator random =
                RandomGeneratorFactory.of(PixelSampler.GENERATOR).create(seed);
        Map<Long, long[]> ranks = new TreeMap<>();
        wanted.forEach((label, n) -> ranks.put(label, ranks(counts.getOrDefault(label, 0L), n, label, random)));
        return drawing.anchors(ranks);
    }

    /// Ranks of `n` of `count` pixels.
    private static long[] ranks(long count, int n, long label, RandomGenerator random) {
        if (n > 0 && count == 0) {
            throw new IllegalArgumentException("class " + label + " has no pixel that can be the centre of a patch");
        }
        var ranks = new long[n];
        var moved = new HashMap<Long, Long>(); // a shuffle of which only the beginning is made
        for (int i = 0; i < n; i++) {
            if (n > count) {
                ranks[i] = random.nextLong(count);
                continue;
            }
            long other = random.nextLong(i, count);
            ranks[i] = moved.getOrDefault(other, other);
            moved.put(other, moved.getOrDefault((long) i, (long) i));
        }
        return ranks;
    }

    private List<PixelAnchor> anchors(Map<Long, long[]> ranks) throws IOException {
        Map<Long, long[]> sorted = new HashMap<>();
        Map<Long, PixelAnchor[]> found = new TreeMap<>();
        ranks.forEach((label, drawn) -> {
            sorted.put(label, Arrays.stream(drawn).sorted().distinct().toArray());
            found.put(label, new PixelAnchor[sorted.get(label).length]);
        });
        Map<Long, long[]> at = new HashMap<>(); // pixels seen, and ranks found
        scan((label, anchor) -> {
            var wanted = sorted.get(label);
            if (wanted == null) {
                return;
            }
            var place = at.computeIfAbsent(label, _ -> new long[2]);
            if (place[1] < wanted.length && wanted[(int) place[1]] == place[0]) {
                found.get(label)[(int) place[1]++] = anchor;
            }
            place[0]++;
        });
        var anchors = new ArrayList<PixelAnchor>();
        ranks.forEach((label, drawn) -> {
            for (long rank : drawn) {
                anchors.add(found.get(label)[Arrays.binarySearch(sorted.get(label), rank)]);
            }
        });
        return List.copyOf(anchors);
    }

    /// Told of a centre.
    @FunctionalInterface
    private interface Visitor {
        void at(long label, PixelAnchor anchor);
    }

    /// All places an anchor may have whose centre lies on the raster and has a label, in reading order.
    private void scan(Visitor visitor) throws IOException {
        int down = size.rows() / 2;
        int right = size.cols() / 2;
        int endRow = Math.min(labels.height(), range.lastRow() + 1 + down);
        int endCol = Math.min(labels.width(), range.lastCol() + 1 + right);
        for (int top = down; top < endRow; top += STRIP) {
            int rows = Math.min(STRIP, endRow - top);
            try (var arena = Arena.ofConfined()) {
                var strip = labels.read(arena, new Window(0, top, labels.width(), rows), null);
                visit(strip, top, endCol, visitor);
            }
        }
    }

    private void visit(GeoRaster strip, int top, int endCol, Visitor visitor) {
        var values = strip.band(0);
        int right = size.cols() / 2;
        for (int row = 0; row < strip.height(); row++) {
            for (int col = right; col < endCol; col++) {
                long at = values.rowStart(row) + col * values.stride(1);
                double label = Elements.getDouble(values.segment(), values.dtype(), at);
                if (label == Math.rint(label)) {
                    visitor.at((long) label, new PixelAnchor(top + row - size.rows() / 2, col - right));
                }
            }
        }
    }
}
