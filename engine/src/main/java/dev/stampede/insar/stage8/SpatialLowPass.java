package dev.stampede.insar.stage8;

import dev.stampede.insar.model.StageContext;
import dev.stampede.kernels.spatialgaussian.PointCells;
import dev.stampede.kernels.spatialgaussian.SpatialGaussian;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Arrays;

/// Gaussian mean over the points within four wavelengths, all interferograms, [SpatialGaussian#WIDTH] of them
/// at a time so that memory does not grow with the stack.
final class SpatialLowPass {
    private static final int TRANSPOSE_BLOCK = 4096;
    private static final int CELL_BLOCK = 64;

    private SpatialLowPass() {}

    /// Writes the smoothed columns of `values` into the given columns of `out`, relative to the first point.
    /// @return blocks of columns that an interrupted run had smoothed
    static int run(
            StageContext context,
            FloatMatrix xy,
            double wavelength,
            FloatMatrix values,
            DoubleMatrix out,
            int[] columns)
            throws IOException {
        var kept = new ColumnCheckpoints(context, xy, wavelength);
        int resumed = 0;
        var cells = PointCells.of(xy, 4 * wavelength);
        var kernel = context.kernels().get(SpatialGaussian.FAMILY, values.rows() * (long) columns.length);
        int n = values.rows();
        try (Arena arena = Arena.ofShared()) {
            var in = FloatMatrix.allocate(arena, SpatialGaussian.WIDTH, n);
            var smooth = FloatMatrix.allocate(arena, SpatialGaussian.WIDTH, n);
            for (int first = 0; first < columns.length; first += SpatialGaussian.WIDTH) {
                int start = first;
                int count = Math.min(SpatialGaussian.WIDTH, columns.length - first);
                int[] block = Arrays.copyOfRange(columns, first, first + count);
                var hash = kept.hash(values.viewColumns(first, first + count));
                if (kept.resume(hash, block, out)) {
                    resumed++;
                    context.progress().advance(count);
                    continue;
                }
                context.workers()
                        .forBlocks(n, TRANSPOSE_BLOCK, (from, to) -> gather(values, start, count, cells, in, from, to));
                context.workers()
                        .forBlocks(
                                cells.cellCount(),
                                CELL_BLOCK,
                                (from, to) -> kernel.smooth(cells, in, wavelength, smooth, (int) from, (int) to));
                var atFirstPoint = columnOfFirstPoint(smooth, cells);
                context.workers()
                        .forBlocks(
                                n,
                                TRANSPOSE_BLOCK,
                                (from, to) ->
                                        scatter(smooth, atFirstPoint, cells, out, columns, start, count, from, to));
                kept.keep(hash, block, out);
                context.progress().advance(count);
            }
        }
        return resumed;
    }

    private static void gather(
            FloatMatrix values, int start, int count, PointCells cells, FloatMatrix in, long from, long to) {
        for (int v = 0; v < SpatialGaussian.WIDTH; v++) {
            for (int p = (int) from; p < to; p++) {
                in.set(v, p, v < count ? values.get(cells.order()[p], start + v) : 0);
            }
        }
    }

    private static float[] columnOfFirstPoint(FloatMatrix smooth, PointCells cells) {
        var column = new float[SpatialGaussian.WIDTH];
        for (int p = 0; p < cells.pointCount(); p++) {
            if (cells.order()[p] == 0) {
                for (int v = 0; v < column.length; v++) {
                    column[v] = smooth.get(v, p);
                }
            }
        }
        return column;
    }

    private static void scatter(
            FloatMatrix smooth,
            float[] atFirstPoint,
            PointCells cells,
            DoubleMatrix out,
            int[] columns,
            int start,
            int count,
            long from,
            long to) {
        for (int v = 0; v < count; v++) {
            for (int p = (int) from; p < to; p++) {
                out.set(cells.order()[p], columns[start + v], smooth.get(v, p) - atFirstPoint[v]);
            }
        }
    }
}
