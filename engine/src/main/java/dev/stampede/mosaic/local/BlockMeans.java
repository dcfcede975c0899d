package dev.stampede.mosaic.local;

import dev.stampede.kernels.matching.MaskedMoments;
import dev.stampede.kernels.matching.MaskedMoments.Plane;
import dev.stampede.mosaic.PixelSource;
import dev.stampede.mosaic.source.Tiles;
import dev.stampede.raster.DType;
import dev.stampede.raster.Window;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
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
            try (var arena = Arena.ofConfined()) {
                parts[(int) from] = part(image, masked, windows.get((int) from), cols, rows, arena);
            }
            progress.advance(1);
        });
        return merged(parts, image.bands());
    }

    private Part part(
            PixelSource image, PixelSource masked, Window window, AxisBlocks cols, AxisBlocks rows, Arena arena)
            throws IOException {
        int bands = image.bands();
        var pixels = arena.allocate(image.bytes(window), Double.BYTES);
        image.read(window, pixels);
        var all = MaskedMoments.sums();
        for (int band = 0; band < bands; band++) {
            var plane = new Plane(pixels, band * window.pixels(), window.width());
            kernel.add(plane, null, window.height(), window.width(), image.noData(), 0, all);
        }
        if (masked != image) {
            masked.read(window, pixels);
        }
        var mask = new Plane(arena.allocate(window.pixels() * Double.BYTES, Double.BYTES), 0, window.width());
        for (int band = 0; band < bands; band++) {
            var plane = new Plane(pixels, band * window.pixels(), window.width());
            kernel.markValid(plane, window.height(), window.width(), image.noData(), band > 0, mask);
        }
        int fromRow = 0;
        while (fromRow < grid.rows()
                && rows.stretches(fromRow, window.row(), window.endRow()).isEmpty()) {
            fromRow++;
        }
        int toRow = fromRow;
        while (toRow < grid.rows()
                && !rows.stretches(toRow, window.row(), window.endRow()).isEmpty()) {
            toRow++;
        }
        int blocks = (toRow - fromRow) * grid.cols();
        var part = new Part(
                fromRow * grid.cols(), new double[bands][blocks], new double[bands][blocks], all[MaskedMoments.MIN]);
        for (int row = fromRow; row < toRow; row++) {
            var rowStretches = rows.stretches(row, window.row(), window.endRow());
            for (int col = 0; col < grid.cols(); col++) {
                var colStretches = cols.stretches(col, window.col(), window.endCol());
                for (int band = 0; band < bands && !colStretches.isEmpty(); band++) {
                    var plane = new Plane(pixels, band * window.pixels(), window.width());
                    add(
                            plane,
                            mask,
                            window,
                            rowStretches,
                            colStretches,
                            part,
                            band,
                            (row - fromRow) * grid.cols() + col);
                }
            }
        }
        return part;
    }

    private void add(
            Plane plane,
            Plane mask,
            Window window,
            List<AxisBlocks.Stretch> rows,
            List<AxisBlocks.Stretch> cols,
            Part part,
            int band,
            int block) {
        for (var row : rows) {
            for (var col : cols) {
                long atRow = row.from() - window.row();
                long atCol = col.from() - window.col();
                var sums = MaskedMoments.sums();
                kernel.add(
                        plane.from(atRow, atCol),
                        mask.from(atRow, atCol),
                        row.to() - row.from(),
                        col.to() - col.from(),
                        Double.NaN,
                        0,
                        sums);
                double weight = row.weight() * col.weight();
                part.sums()[band][block] += weight * sums[MaskedMoments.SUM];
                part.weights()[band][block] += weight * sums[MaskedMoments.COUNT];
            }
        }
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
