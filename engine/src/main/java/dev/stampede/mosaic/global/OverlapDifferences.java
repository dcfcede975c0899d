package dev.stampede.mosaic.global;

import dev.stampede.kernels.matching.MaskedMoments;
import dev.stampede.kernels.matching.NoData;
import dev.stampede.mosaic.PixelSource;
import dev.stampede.mosaic.PixelTypes;
import dev.stampede.mosaic.source.Tiles;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// How far images are apart where they overlap: the figure of merit of matching.
public final class OverlapDifferences {
    private OverlapDifferences() {}

    /// First minus second, over the pixels valid in the band of both; the second is brought to the first's grid
    /// by nearest neighbour.
    ///
    /// @param band  from 1
    /// @param mean  0 without pixels
    /// @param rmse  root of the mean square, 0 without pixels
    public record Difference(String first, String second, int band, long pixels, double mean, double rmse) {}

    /// Every pair that shares an area, in order of the images, per band. Does not depend on threads.
    /// @throws IOException if a file cannot be read
    public static List<Difference> of(List<? extends PixelSource> images, Workers workers) throws IOException {
        var differences = new ArrayList<Difference>();
        for (int i = 0; i < images.size(); i++) {
            for (int k = i + 1; k < images.size(); k++) {
                if (images.get(i).bounds().overlaps(images.get(k).bounds())) {
                    differences.addAll(of(PairGrid.of(images.get(i), images.get(k)), workers));
                }
            }
        }
        return differences;
    }

    private static List<Difference> of(PairGrid grid, Workers workers) {
        var windows = Tiles.of(grid.common(), Tiles.SIDE);
        int bands = grid.first().bands();
        var sums = new double[windows.size()][3 * bands];
        workers.forEach(windows.size(), (from, to) -> {
            var window = windows.get((int) from);
            try (var arena = Arena.ofConfined()) {
                var first = arena.allocate(grid.first().bytes(window), Double.BYTES);
                var second = arena.allocate(grid.second().bytes(window), Double.BYTES);
                grid.readFirst(window, first);
                grid.readSecond(window, arena, second);
                for (int band = 0; band < bands; band++) {
                    add(grid, first, second, band, window.pixels(), sums[(int) from]);
                }
            }
        });
        var differences = new ArrayList<Difference>();
        for (int band = 0; band < bands; band++) {
            double n = 0;
            double sum = 0;
            double squares = 0;
            for (var part : sums) {
                n += part[3 * band];
                sum += part[3 * band + 1];
                squares += part[3 * band + 2];
            }
            differences.add(new Difference(
                    grid.first().name(),
                    grid.second().name(),
                    band + 1,
                    (long) n,
                    n == 0 ? 0 : sum / n,
                    n == 0 ? 0 : Math.sqrt(squares / n)));
        }
        return differences;
    }

    private static void add(
            PairGrid grid, MemorySegment first, MemorySegment second, int band, long pixels, double[] sums) {
        NoData none = PixelTypes.noData(grid.first().info(), band);
        NoData nothing = PixelTypes.noData(grid.second().info(), band);
        for (long p = band * pixels; p < (band + 1) * pixels; p++) {
            double a = first.getAtIndex(MaskedMoments.F64, p);
            double b = second.getAtIndex(MaskedMoments.F64, p);
            if (!none.is(a) && !nothing.is(b)) {
                sums[3 * band]++;
                sums[3 * band + 1] += a - b;
                sums[3 * band + 2] += (a - b) * (a - b);
            }
        }
    }
}
