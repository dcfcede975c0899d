package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.benchmarks.yardstick.CLibrary;
import dev.stampede.kernels.spatialgaussian.PointCells;
import dev.stampede.kernels.spatialgaussian.SpatialGaussian;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;

/// The low-pass in space of stage 8: points 25 m apart on average, wavelength 100 m, 32 values at once.
/// Batches of 32 interferograms are rounded up.
public class SpatialGaussianBenchmark extends KernelBenchmark<SpatialGaussian> {
    @Override
    public Workload<SpatialGaussian> workload(Arena owner, int points, int ifgs) {
        var seeded = new Seeded(owner);
        int values = SpatialGaussian.WIDTH;
        int batches = (ifgs + values - 1) / values;
        float extent = (float) (25 * Math.sqrt(points));
        var xy = FloatMatrix.allocate(owner, points, 2);
        for (int p = 0; p < points; p++) {
            xy.set(p, 0, extent * seeded.random().nextFloat());
            xy.set(p, 1, extent * seeded.random().nextFloat());
        }
        var cells = PointCells.of(xy, RADIUS);
        var in = seeded.floats(values, points, 1);
        var out = FloatMatrix.allocate(owner, values, points);
        var workload = new Workload<>(
                SpatialGaussian.FAMILY,
                (long) points * batches * values,
                (long) points * batches,
                "point and 32 values",
                "800 neighbours, half of them within the radius, 32 multiply-adds each",
                kernel -> {
                    for (int i = 0; i < batches; i++) {
                        kernel.smooth(cells, in, SIGMA, out, 0, cells.cellCount());
                    }
                },
                () -> Seeded.values(out),
                0,
                SpatialGaussian.MAX_RELATIVE_ERROR);
        return CLibrary.yardsticks()
                .map(c -> {
                    var call = inC(c, seeded, cells, xy, in, out);
                    return workload.withC(
                            () -> {
                                for (int i = 0; i < batches; i++) {
                                    call.run();
                                }
                            },
                            () -> Seeded.values(out));
                })
                .orElse(workload);
    }

    private static final float SIGMA = 100;
    private static final float RADIUS = 4 * SIGMA;

    /// Cells of half the radius for the loop in C. Its points lie cell by cell like those of [PointCells],
    /// whose cells are the same while points are this dense.
    private static Runnable inC(
            CLibrary c, Seeded seeded, PointCells cells, FloatMatrix xy, FloatMatrix in, FloatMatrix out) {
        int n = cells.pointCount();
        var x = new float[n];
        var y = new float[n];
        float x0 = Float.POSITIVE_INFINITY;
        float y0 = Float.POSITIVE_INFINITY;
        float xMax = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            x[i] = xy.get(cells.order()[i], 0);
            y[i] = xy.get(cells.order()[i], 1);
            x0 = Math.min(x0, x[i]);
            y0 = Math.min(y0, y[i]);
            xMax = Math.max(xMax, x[i]);
        }
        double side = RADIUS / 2;
        int cols = (int) (((double) xMax - x0) / side) + 1;
        int rows = cells.cellCount() / cols;
        var start = new int[rows * cols + 1];
        for (int i = 0; i < n; i++) {
            int col = Math.min(cols - 1, (int) (((double) x[i] - x0) / side));
            int row = Math.min(rows - 1, (int) (((double) y[i] - y0) / side));
            start[row * cols + col + 1]++;
        }
        for (int i = 0; i + 1 < start.length; i++) {
            start[i + 1] += start[i];
        }
        return c.call(
                "spatial_gaussian",
                seeded.segment(x),
                seeded.segment(y),
                in.segment(),
                n,
                seeded.segment(start),
                rows,
                cols,
                2,
                RADIUS,
                SIGMA,
                out.segment());
    }
}
