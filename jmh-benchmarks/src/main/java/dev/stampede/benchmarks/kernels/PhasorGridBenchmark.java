package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.benchmarks.yardstick.CLibrary;
import dev.stampede.kernels.phasorgrid.PhasorGrid;
import dev.stampede.memory.ComplexMatrix;
import java.lang.foreign.Arena;
import java.util.function.Supplier;

/// Sums of unit phasors per cell of the unwrapping grid, ten points a cell.
public class PhasorGridBenchmark extends KernelBenchmark<PhasorGrid> {
    @Override
    public Workload<PhasorGrid> workload(Arena owner, int points, int ifgs) {
        var seeded = new Seeded(owner);
        var z = seeded.smoothPhasors(points, ifgs);
        int cells = Math.max(1, points / 10);
        int[] cellOf = seeded.random().ints(points, 0, cells).toArray();
        var grid = ComplexMatrix.allocate(owner, cells, 1);
        Supplier<double[]> result = () -> Seeded.values(grid);
        var workload = new Workload<>(
                PhasorGrid.FAMILY,
                (long) points * ifgs,
                (long) points * ifgs,
                "point and interferogram",
                "12 bytes read, 2 additions",
                kernel -> {
                    for (int f = 0; f < ifgs; f++) {
                        kernel.accumulate(z, f, cellOf, grid);
                    }
                },
                result,
                0,
                0);
        return CLibrary.yardsticks()
                .map(c -> workload.withC(
                        c.call(
                                "scatter_accumulate",
                                z.re().segment(),
                                z.im().segment(),
                                points,
                                ifgs,
                                seeded.segment(cellOf),
                                cells,
                                grid.re().segment(),
                                grid.im().segment()),
                        result))
                .orElse(workload);
    }
}
