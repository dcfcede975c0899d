package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.benchmarks.yardstick.CLibrary;
import dev.stampede.benchmarks.yardstick.FftwPlan;
import dev.stampede.kernels.clap.ClapGridFilter;
import dev.stampede.kernels.clap.ClapSettings;
import dev.stampede.memory.ComplexMatrix;
import java.lang.foreign.Arena;

/// The adaptive filter of stage 2 over a square grid of about `nPs` cells of 50 m, window 32.
public class ClapGridFilterBenchmark extends KernelBenchmark<ClapGridFilter> {
    @Override
    public Workload<ClapGridFilter> workload(Arena owner, int points, int ifgs) {
        var seeded = new Seeded(owner);
        int side = Math.max(32, (int) Math.ceil(Math.sqrt(points)));
        var grid = seeded.smoothPhasors(side * side, ifgs);
        var settings = ClapSettings.of(32, 1, 0.3, 50, 800);
        var out = ComplexMatrix.allocate(owner, side * side, ifgs);
        var workload = new Workload<>(
                ClapGridFilter.FAMILY,
                (long) side * side * ifgs,
                windows(side, settings) * ifgs,
                "window",
                "two transforms of 32 x 32: 51 kflop each",
                kernel -> kernel.filter(grid, side, side, settings, out, 0, ifgs),
                () -> Seeded.values(out),
                0,
                ClapGridFilter.MAX_RELATIVE_ERROR);
        return CLibrary.yardsticks()
                .flatMap(c -> CLibrary.fftw().map(fftw -> {
                    var forward = FftwPlan.of(owner, fftw, 32, true);
                    var back = FftwPlan.of(owner, fftw, 32, false);
                    return workload.withC(
                            c.call(
                                    "clap_grid",
                                    grid.re().segment(),
                                    grid.im().segment(),
                                    side,
                                    side,
                                    32,
                                    settings.beta(),
                                    seeded.segment(settings.lowPass()),
                                    ifgs,
                                    out.re().segment(),
                                    out.im().segment(),
                                    owner.allocate(16L * side * side, 64),
                                    fftw.address("fftw_execute"),
                                    forward.plan(),
                                    forward.in(),
                                    forward.out(),
                                    back.plan(),
                                    back.in(),
                                    back.out()),
                            () -> Seeded.values(out));
                }))
                .orElse(workload);
    }

    /// Windows of one interferogram: every n_w / 4 cells, the last ones moved back.
    private static long windows(int side, ClapSettings settings) {
        long along = (side + settings.step() - 1) / settings.step() - 3;
        return along * along;
    }
}
