package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.benchmarks.yardstick.CLibrary;
import dev.stampede.benchmarks.yardstick.FftwPlan;
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
        var workload = new Workload<>(
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
        var turn = new double[64];
        for (int k = 0; k < 32; k++) {
            turn[k] = Math.cos(2 * Math.PI * k / 32);
            turn[32 + k] = Math.sin(2 * Math.PI * k / 32);
        }
        return CLibrary.yardsticks()
                .flatMap(c -> CLibrary.fftw().map(fftw -> {
                    var forward = FftwPlan.of(owner, fftw, 32, true);
                    return workload.withC(
                            c.call(
                                    "clap_cells",
                                    grid.re().segment(),
                                    grid.im().segment(),
                                    side,
                                    side,
                                    32,
                                    settings.beta(),
                                    seeded.segment(settings.lowPass()),
                                    seeded.segment(cells),
                                    cells.length,
                                    ifgs,
                                    seeded.segment(turn),
                                    out.re().segment(),
                                    out.im().segment(),
                                    fftw.address("fftw_execute"),
                                    forward.plan(),
                                    forward.in(),
                                    forward.out()),
                            () -> Seeded.values(out));
                }))
                .orElse(workload);
    }
}
