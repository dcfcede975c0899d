package dev.stampede.mosaic.local;

import dev.stampede.kernels.matching.MaskedMoments;
import dev.stampede.kernels.matching.MaskedMoments.Plane;
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
import java.util.Arrays;
import java.util.List;

/// Mean of the valid pixels of every block, weighted by the share of the pixel inside, and the smallest pixel.
/// A pixel valid in one band counts in all. Windows leave sums of their own, added up in order.
final class BlockMeans {
    private final MaskedMoments kernel;
    private final BlockGrid grid;
    private final boolean clipped;
    private final DType calculation;

    /// What an image gives.
    ///
    /// @param means   in the type of calculation
    /// @param minimum of all bands; infinity without a valid pixel
    record Result(BlockMap means, double minimum) {}

    /// Sums of one window: per band and block the weighted sum and the weight, for the rows of blocks from
    /// `firstBlock` on that it touches.
    private record Part(int firstBlock, double[][] sums, double[][] weights, double minimum) {}

    /// @param clipped whether a block's part outside an image has no weight
    BlockMeans(MaskedMoments kernel, BlockGrid grid, boolean clipped, DType calculation) {
        this.kernel = kernel;
        this.grid = grid;
        this.clipped = clipped;
        this.calculation = calculation;
    }

    /// @param image  gives the minimum
    /// @param masked gives the means: the image itself, or with pixels outside a mask taken out
    /// @throws IOException if a file cannot be read
    Result of(PixelSource image, PixelSource masked, Workers workers, Progress progress) throws IOException {
        var affine = image.affine();
        var canvas = grid.canvas();
        var cols = new AxisBlocks(
                (canvas.minX() - affine.c()) / affine.a(),
                grid.blockWidth() / affine.a(),
                grid.cols(),
                image.width(),
                clipped);
        var rows = new AxisBlocks(
                (canvas.maxY() - affine.f()) / affine.e(),
                -grid.blockHeight() / affine.e(),
                grid.rows(),
                image.height(),
                clipped);
        var windows = Tiles.of(image.window(), Tiles.SIDE);
        var parts = new Part[windows.size()];
        workers.forEach(parts.length, (from, to) -> {
            parts[(int) from] = part(image, masked, windows.get((int) from), cols, rows);
            progress.advance(1);
        });
        return merged(parts, image.bands());
    }

    /// A stretch of rows (columns) of a row (column) of blocks.
    private record Share(int block, AxisBlocks.Stretch stretch) {}

    private static List<Share> shares(AxisBlocks axis, int blocks, int start, int end) {
        var shares = new ArrayList<Share>();
        for (int block = 0; block < blocks; block++) {
            for (var stretch : axis.stretches(block, start, end)) {
                shares.add(new Share(block, stretch));
            }
        }
        return shares;
    }

    /// Reads strips that stay in the second-level cache.
    private Part part(PixelSource image, PixelSource masked, Window window, AxisBlocks cols, AxisBlocks rows)
            throws IOException {
        int bands = image.bands();
        var rowShares = shares(rows, grid.rows(), window.row(), window.endRow());
        var colShares = shares(cols, grid.cols(), window.col(), window.endCol());
        var sums = new double[bands * rowShares.size() * colShares.size()][];
        Arrays.setAll(sums, i -> MaskedMoments.sums());
        var all = MaskedMoments.sums();
        for (var strip : Tiles.strips(window)) {
            try (var scratch = TileScratch.open()) {
                add(image, masked, strip, rowShares, colShares, scratch, sums, all);
            }
        }
        int firstRow = rowShares.isEmpty() ? 0 : rowShares.getFirst().block();
        int endRow = rowShares.isEmpty() ? 0 : rowShares.getLast().block() + 1;
        int blocks = (endRow - firstRow) * grid.cols();
        var part = new Part(
                firstRow * grid.cols(), new double[bands][blocks], new double[bands][blocks], all[MaskedMoments.MIN]);
        int at = 0;
        for (var row : rowShares) {
            for (var col : colShares) {
                double weight = row.stretch().weight() * col.stretch().weight();
                int block = (row.block() - firstRow) * grid.cols() + col.block();
                for (int band = 0; band < bands; band++) {
                    part.sums()[band][block] += weight * sums[at][MaskedMoments.SUM];
                    part.weights()[band][block] += weight * sums[at++][MaskedMoments.COUNT];
                }
            }
        }
        return part;
    }

    /// Adds a strip to the sums of row shares x column shares x bands, and to those of all its pixels.
    private void add(
            PixelSource image,
            PixelSource masked,
            Window strip,
            List<Share> rows,
            List<Share> cols,
            TileScratch scratch,
            double[][] sums,
            double[] all)
            throws IOException {
        int bands = image.bands();
        var pixels = scratch.allocate(image.bytes(strip), Double.BYTES);
        image.read(strip, pixels);
        for (int band = 0; band < bands; band++) {
            kernel.add(plane(pixels, band, strip), null, strip.height(), strip.width(), image.noData(), 0, all);
        }
        if (masked != image) {
            masked.read(strip, pixels);
        }
        var mask = new Plane(scratch.allocate(strip.pixels() * Double.BYTES, Double.BYTES), 0, strip.width());
        for (int band = 0; band < bands; band++) {
            kernel.markValid(plane(pixels, band, strip), strip.height(), strip.width(), image.noData(), band > 0, mask);
        }
        for (int r = 0; r < rows.size(); r++) {
            int from = Math.max(rows.get(r).stretch().from(), strip.row());
            int to = Math.min(rows.get(r).stretch().to(), strip.endRow());
            for (int c = 0; c < cols.size() && from < to; c++) {
                var col = cols.get(c).stretch();
                long atRow = from - strip.row();
                long atCol = col.from() - strip.col();
                for (int band = 0; band < bands; band++) {
                    kernel.add(
                            plane(pixels, band, strip).from(atRow, atCol),
                            mask.from(atRow, atCol),
                            to - from,
                            col.to() - col.from(),
                            Double.NaN,
                            0,
                            sums[(r * cols.size() + c) * bands + band]);
                }
            }
        }
    }

    private static Plane plane(MemorySegment pixels, int band, Window strip) {
        return new Plane(pixels, band * strip.pixels(), strip.width());
    }

    private Result merged(Part[] parts, int bands) {
        var values = new ArrayList<double[]>();
        double minimum = Double.POSITIVE_INFINITY;
        for (var part : parts) {
            minimum = Math.min(minimum, part.minimum());
        }
        for (int band = 0; band < bands; band++) {
            var means = new double[grid.blocks()];
            var weights = new double[grid.blocks()];
            for (var part : parts) {
                for (int block = 0; block < part.sums()[band].length; block++) {
                    means[part.firstBlock() + block] += part.sums()[band][block];
                    weights[part.firstBlock() + block] += part.weights()[band][block];
                }
            }
            for (int block = 0; block < means.length; block++) {
                means[block] = weights[block] > 0 ? rounded(means[block] / weights[block], calculation) : Double.NaN;
            }
            values.add(means);
        }
        return new Result(new BlockMap(grid, values), minimum);
    }

    static double rounded(double v, DType calculation) {
        return calculation == DType.FLOAT64 ? v : (float) v;
    }
}
