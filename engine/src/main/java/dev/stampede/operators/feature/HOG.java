package dev.stampede.operators.feature;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.List;
import java.util.OptionalDouble;

/// Histograms of oriented gradients as a raster of blocks: slopes are differences of the neighbours on both
/// sides (0 at the border), of several bands those of the band with the largest; each cell of `pixelsPerCell`
/// rows and columns has a histogram of the directions of its slopes, 0 to 180 degrees in `orientations` equal
/// classes, weighted by their size over the pixels of the cell; each block of `cellsPerBlock` rows and columns
/// of cells, a cell apart, has those of its cells as one vector `v`, divided by `sqrt(|v|^2 + 1e-10)`, cut at
/// 0.2 and divided so again. Band `(i cellsPerBlock + j) orientations + k` is class `k` of cell `(i, j)` of the
/// block; a pixel of the result is as large as a cell and lies at the middle of its block. Rows and columns
/// beyond the last whole cell are left out; a slope with a NaN counts as 0. The result is `float64`. Refuses
/// rasters with a time axis and those smaller than a block. Source: Dalal and Triggs (2005),
/// doi:10.1109/CVPR.2005.177.
///
/// @param orientations  classes of directions, 9
/// @param pixelsPerCell side of a cell, 8
/// @param cellsPerBlock side of a block, 3
public record HOG(
        @Default("9") int orientations,
        @Default("8") int pixelsPerCell,
        @Default("3") int cellsPerBlock) implements Operator<GeoRaster, GeoRaster> {
    private static final double EPSILON = 1e-5;
    private static final double CUT = 0.2;

    public HOG {
        Require.that(orientations >= 1 && orientations <= 360, "orientations", orientations, "1 to 360");
        Require.that(pixelsPerCell >= 1, "pixels_per_cell", pixelsPerCell, "1 or more");
        Require.that(cellsPerBlock >= 1, "cells_per_block", cellsPerBlock, "1 or more");
    }

    public HOG() {
        this(9, 8, 3);
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        if (in.rank() > 3) {
            throw new OperatorTypeException("HOG takes bands, rows and columns, not " + in.values());
        }
        int cellRows = in.height() / pixelsPerCell;
        int cellCols = in.width() / pixelsPerCell;
        int blockRows = cellRows - cellsPerBlock + 1;
        int blockCols = cellCols - cellsPerBlock + 1;
        if (blockRows < 1 || blockCols < 1) {
            throw new IllegalArgumentException("HOG needs at least " + pixelsPerCell * cellsPerBlock
                    + " rows and columns for one block, the raster is " + in.values());
        }
        var cells = cells(BandStatistics.bands(in), cellRows, cellCols);
        int length = cellsPerBlock * cellsPerBlock * orientations;
        var out = RasterMemory.allocate(DType.FLOAT64, length, blockRows, blockCols);
        for (int row = 0; row < blockRows; row++) {
            for (int col = 0; col < blockCols; col++) {
                var block = normalized(gather(cells, row, col));
                for (int k = 0; k < length; k++) {
                    out.set(block[k], k, row, col);
                }
            }
        }
        double first = pixelsPerCell * (cellsPerBlock - 1) / 2.0;
        var affine = in.affine().at(first, first).scaled(pixelsPerCell, pixelsPerCell);
        return new GeoRaster(
                out,
                affine,
                in.crs(),
                OptionalDouble.of(Double.NaN),
                in.attributes().withBandNames(List.of()));
    }

    /// Histograms of cells.
    private double[][][] cells(List<ArrayView> bands, int cellRows, int cellCols) {
        var cells = new double[cellRows][cellCols][orientations];
        int rows = bands.getFirst().size(0);
        int cols = bands.getFirst().size(1);
        var lines = new double[bands.size()][3][cols];
        double share = 1.0 / pixelsPerCell / pixelsPerCell;
        for (int row = 0; row < cellRows * pixelsPerCell; row++) {
            for (int band = 0; band < lines.length; band++) {
                for (int i = 0; i < 3; i++) {
                    Lines.read(bands.get(band), Math.clamp(row + i - 1, 0, rows - 1), lines[band][i], 0);
                }
            }
            for (int col = 0; col < cellCols * pixelsPerCell; col++) {
                double down = 0;
                double across = 0;
                double largest = 0;
                for (var line : lines) {
                    double d = row == 0 || row == rows - 1 ? 0 : line[2][col] - line[0][col];
                    double a = col == 0 || col == cols - 1 ? 0 : line[1][col + 1] - line[1][col - 1];
                    double size = Math.hypot(d, a);
                    if (size > largest) {
                        largest = size;
                        down = d;
                        across = a;
                    }
                }
                if (largest > 0) {
                    double degrees = Math.toDegrees(Math.atan2(down, across));
                    degrees = degrees < 0 ? degrees + 180 : degrees;
                    int which = degrees >= 180 ? 0 : (int) (degrees * orientations / 180);
                    cells[row / pixelsPerCell][col / pixelsPerCell][which] += largest * share;
                }
            }
        }
        return cells;
    }

    private double[] gather(double[][][] cells, int row, int col) {
        var block = new double[cellsPerBlock * cellsPerBlock * orientations];
        for (int i = 0; i < cellsPerBlock; i++) {
            for (int j = 0; j < cellsPerBlock; j++) {
                System.arraycopy(
                        cells[row + i][col + j], 0, block, (i * cellsPerBlock + j) * orientations, orientations);
            }
        }
        return block;
    }

    private static double[] normalized(double[] block) {
        divide(block);
        for (int k = 0; k < block.length; k++) {
            block[k] = Math.min(block[k], CUT);
        }
        divide(block);
        return block;
    }

    private static void divide(double[] block) {
        double squares = 0;
        for (double v : block) {
            squares += v * v;
        }
        double length = Math.sqrt(squares + EPSILON * EPSILON);
        for (int k = 0; k < block.length; k++) {
            block[k] /= length;
        }
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
