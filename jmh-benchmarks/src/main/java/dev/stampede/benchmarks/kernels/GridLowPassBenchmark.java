package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.kernels.goldstein.GridLowPass;
import dev.stampede.memory.ComplexMatrix;
import java.lang.foreign.Arena;

/// The low-pass of the unwrapping grid over a square of about `nPs` cells, windows of 32.
public class GridLowPassBenchmark extends KernelBenchmark<GridLowPass> {
    @Override
    public Workload<GridLowPass> workload(Arena owner, int points, int ifgs) {
        var planes = SquareGrids.of(owner, points, ifgs);
        int side = planes[0].rows();
        var out = ComplexMatrix.allocate(owner, side, side);
        long along = (side + 15) / 16 - 1;
        return new Workload<>(
                GridLowPass.FAMILY,
                (long) side * side * ifgs,
                along * along * ifgs,
                "window",
                "2 n^3 complex multiply-adds",
                kernel -> {
                    for (var plane : planes) {
                        kernel.filter(plane, 32, out);
                    }
                },
                () -> Seeded.values(out),
                0,
                1e-6);
    }
}
