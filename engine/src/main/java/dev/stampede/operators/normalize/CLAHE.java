package dev.stampede.operators.normalize;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Elements;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Contrast-limited adaptive histogram equalisation of each band, to 0 to 1: the band is cut into tiles; a value
/// becomes the share of values up to its bin in the histogram of the tile, bilinear between the centres of the
/// four tiles around. Bins are cut off at `clip_limit` of the tile's pixels (at least one pixel) and what is cut
/// is given to all bins alike, which limits how much noise in flat areas is raised. Histograms do not look at
/// NaN, which stays; a constant band becomes 0. The result is `float64`, `float32` for `float32`. Source:
/// Zuiderveld (1994), Graphics Gems IV, VIII.5.
///
/// @param kernelSize rows and columns of a tile; by default an eighth of the raster, at least 1
/// @param clipLimit  share of the pixels of a tile that one bin may hold, 0.01; 1 = no limit
/// @param nbins      bins of a histogram over the range of the band, 256
public record CLAHE(
        Optional<List<Integer>> kernelSize,
        @Default("0.01") double clipLimit,
        @Default("256") int nbins) implements Operator<GeoRaster, GeoRaster> {
    private static final int PARTS = 8;

    /// @throws IllegalArgumentException if a tile has no pixel, the limit is not above 0 and up to 1, or there
    /// are fewer than 2 bins
    public CLAHE {
        kernelSize = kernelSize.map(List::copyOf);
        Require.that(
                kernelSize.isEmpty()
                        || kernelSize.get().size() == 2
                                && kernelSize.get().stream().allMatch(side -> side > 0),
                "kernel_size",
                kernelSize,
                "rows and columns above 0");
        Require.that(clipLimit > 0 && clipLimit <= 1, "clip_limit", clipLimit, "a share above 0 and up to 1");
        Require.that(nbins >= 2 && nbins <= 1 << 16, "nbins", nbins, "2 to 65536");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var out = RasterMemory.allocate(Pixels.resultType(List.of(in.values())), in.shape());
        layers(in.values(), out);
        return in.rewrap(out);
    }

    private void layers(ArrayView in, ArrayView out) {
        if (in.rank() > 2) {
            for (int i = 0; i < in.size(0); i++) {
                layers(in.select(0, i), out.select(0, i));
            }
            return;
        }
        var range = BandStatistics.moments(in);
        if (range.count() == 0 || range.min() == range.max()) {
            constant(in, out);
            return;
        }
        int height = Math.min(in.size(0), kernelSize.map(List::getFirst).orElse(Math.max(1, in.size(0) / PARTS)));
        int width = Math.min(in.size(1), kernelSize.map(List::getLast).orElse(Math.max(1, in.size(1) / PARTS)));
        var bins = new Bins(range.min(), range.max());
        var tiles = new Tiles(height, width, Math.ceilDiv(in.size(0), height), Math.ceilDiv(in.size(1), width));
        var shares = shares(in, tiles, bins);
        for (int row = 0; row < in.size(0); row++) {
            long at = in.rowStart(row);
            long to = out.rowStart(row);
            for (int col = 0; col < in.size(1); col++) {
                double value = Elements.getDouble(in.segment(), in.dtype(), at + col * in.stride(1));
                double equalised = Double.isNaN(value) ? value : tiles.between(shares, row, col, bins.of(value));
                Elements.setDouble(out.segment(), out.dtype(), to + col, equalised);
            }
        }
    }

    private static void constant(ArrayView in, ArrayView out) {
        for (int row = 0; row < in.size(0); row++) {
            for (int col = 0; col < in.size(1); col++) {
                out.set(Double.isNaN(in.get(row, col)) ? Double.NaN : 0, row, col);
            }
        }
    }

    /// Which bin a value belongs to.
    private final class Bins {
        private final double low;
        private final double perValue;

        Bins(double low, double high) {
            this.low = low;
            this.perValue = nbins / (high - low);
        }

        int of(double value) {
            return Math.clamp((long) ((value - low) * perValue), 0, nbins - 1);
        }
    }

    /// For each tile the share of its values up to each bin.
    private double[][] shares(ArrayView in, Tiles tiles, Bins bins) {
        var shares = new double[tiles.rows() * tiles.cols()][];
        var histogram = new double[nbins];
        for (int tile = 0; tile < shares.length; tile++) {
            Arrays.fill(histogram, 0);
            int top = tile / tiles.cols() * tiles.height();
            int left = tile % tiles.cols() * tiles.width();
            int endCol = Math.min(left + tiles.width(), in.size(1));
            double count = 0;
            for (int row = top; row < Math.min(top + tiles.height(), in.size(0)); row++) {
                long at = in.rowStart(row);
                for (int col = left; col < endCol; col++) {
                    double value = Elements.getDouble(in.segment(), in.dtype(), at + col * in.stride(1));
                    if (!Double.isNaN(value)) {
                        histogram[bins.of(value)]++;
                        count++;
                    }
                }
            }
            shares[tile] = cumulated(clipped(histogram, count), count);
        }
        return shares;
    }

    private double[] clipped(double[] histogram, double count) {
        double limit = Math.max(1, clipLimit * count);
        double excess = 0;
        for (int bin = 0; bin < nbins; bin++) {
            excess += Math.max(0, histogram[bin] - limit);
            histogram[bin] = Math.min(limit, histogram[bin]);
        }
        for (int bin = 0; bin < nbins; bin++) {
            histogram[bin] += excess / nbins;
        }
        return histogram;
    }

    private double[] cumulated(double[] histogram, double count) {
        var share = new double[nbins];
        double sum = 0;
        for (int bin = 0; bin < nbins; bin++) {
            sum += histogram[bin];
            share[bin] = (count == 0 ? (bin + 1.0) / nbins : sum / count); // of no values: as they are
        }
        return share;
    }

    /// How a band is cut: tiles of `height x width` pixels, the last ones perhaps smaller.
    private record Tiles(int height, int width, int rows, int cols) {
        /// The share of a bin between the centres of tiles; beyond the outer centres that of the tile.
        double between(double[][] shares, int row, int col, int bin) {
            double down = Math.clamp((row + 0.5) / height - 0.5, 0, rows - 1);
            double right = Math.clamp((col + 0.5) / width - 0.5, 0, cols - 1);
            int top = (int) down;
            int left = (int) right;
            int bottom = Math.min(top + 1, rows - 1);
            int end = Math.min(left + 1, cols - 1);
            double x = right - left;
            double y = down - top;
            double upper = (1 - x) * shares[top * cols + left][bin] + x * shares[top * cols + end][bin];
            double lower = (1 - x) * shares[bottom * cols + left][bin] + x * shares[bottom * cols + end][bin];
            return (1 - y) * upper + y * lower;
        }
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype(in.dtype().equals("float32") ? "float32" : "float64");
    }
}
