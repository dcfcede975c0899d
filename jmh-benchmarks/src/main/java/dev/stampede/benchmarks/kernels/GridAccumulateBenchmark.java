package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.benchmarks.yardstick.CLibrary;
import dev.stampede.kernels.gridaccumulate.CellOrder;
import dev.stampede.kernels.gridaccumulate.GridAccumulate;
import dev.stampede.memory.ComplexMatrix;
import java.lang.foreign.Arena;
import java.util.function.Supplier;

/// Sums of the weighted phase of all candidates of a grid cell, three candidates a cell on average. Candidates
/// come line after line, as a preparation writes them; where they lie along the line is random.
public class GridAccumulateBenchmark extends KernelBenchmark<GridAccumulate> {
    @Override
    public Workload<GridAccumulate> workload(Arena owner, int points, int ifgs) {
        var seeded = new Seeded(owner);
        var z = seeded.smoothPhasors(points, ifgs);
        int side = Math.max(1, (int) Math.sqrt(points / 3.0));
        int cells = side * side;
        var cell = new int[points];
        for (int p = 0; p < points; p++) {
            cell[p] = (int) ((long) side * p / points) * side + seeded.random().nextInt(side);
        }
        var order = CellOrder.of(cell, cells);
        var grid = ComplexMatrix.allocate(owner, cells, ifgs);
        Supplier<double[]> result = () -> Seeded.values(grid);
        var workload = new Workload<>(
                GridAccumulate.FAMILY,
                (long) points * ifgs,
                (long) points * ifgs,
                "point and interferogram",
                "12 bytes read, 8/3 written, 2 additions",
                kernel -> kernel.accumulate(z, order, grid, 0, ifgs),
                result,
                0,
                0);
        return CLibrary.yardsticks()
                .map(c -> workload.withC(
                        c.call(
                                "grid_accumulate",
                                z.re().segment(),
                                z.im().segment(),
                                points,
                                ifgs,
                                seeded.segment(order.start()),
                                seeded.segment(order.point()),
                                cells,
                                grid.re().segment(),
                                grid.im().segment()),
                        result))
                .orElse(workload);
    }
}
