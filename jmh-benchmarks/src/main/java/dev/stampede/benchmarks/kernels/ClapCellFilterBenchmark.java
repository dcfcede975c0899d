package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.kernels.clap.ClapCellFilter;
import dev.stampede.kernels.clap.ClapSettings;
import dev.stampede.memory.ComplexMatrix;
import java.lang.foreign.Arena;

/// Re-estimation: the filter around one cell in twenty of a grid of about `nPs` cells, window 32.
public class ClapCellFilterBenchmark extends KernelBenchmark<ClapCellFilter> {
    @Override
    public Workload<ClapCellFilter> workload(Arena owner, int points, int ifgs) {
        var seeded = new Seeded(owner);
        int side = Math.max(32, (int) Math.ceil(Math.sqrt(points)));
        var grid = seeded.smoothPhasors(side * side, ifgs);
        var settings = ClapSettings.of(32, 1, 0.3, 50, 800);
        int[] cells = seeded.random()
                .ints(Math.max(1, points / 20), 0, side * side)
                .sorted()
                .toArray();
        var out = ComplexMatrix.allocate(owner, cells.length, ifgs);
        return new Workload<>(
                ClapCellFilter.FAMILY,
                (long) cells.length * ifgs,
                (long) cells.length * ifgs,
                "cell and interferogram",
                "one transform of 32 x 32 (51 kflop) and a sum over its spectrum",
                kernel -> kernel.filter(
                        new ClapCellFilter.Grid(grid, side, side), settings, 0, cells, out, 0, cells.length),
                () -> Seeded.values(out),
                0,
                ClapCellFilter.MAX_RELATIVE_ERROR);
    }
}
