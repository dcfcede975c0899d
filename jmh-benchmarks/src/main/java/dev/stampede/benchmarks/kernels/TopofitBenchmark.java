package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Workload;
import dev.stampede.kernels.topofit.Topofit;
import java.lang.foreign.Arena;

/// The fit of slope and offset to each candidate: 65 trials, the hot loop of stage 2.
public class TopofitBenchmark extends KernelBenchmark<Topofit> {
    /// Cycles over the range of baselines: 65 trials.
    private static final double WRAPS = 4;

    @Override
    public Workload<Topofit> workload(Arena owner, int points, int ifgs) {
        var data = TopofitData.of(owner, points, ifgs, false, true);
        return data.workload(
                Topofit.FAMILY, WRAPS, kernel -> kernel.fit(data.z(), data.b(), WRAPS, data.out(), 0, points));
    }
}
