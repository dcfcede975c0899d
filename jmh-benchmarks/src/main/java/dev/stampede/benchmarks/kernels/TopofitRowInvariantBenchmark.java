package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Workload;
import dev.stampede.kernels.topofit.TopofitRowInvariant;
import java.lang.foreign.Arena;

/// The fit where all candidates share their baselines.
public class TopofitRowInvariantBenchmark extends KernelBenchmark<TopofitRowInvariant> {
    /// Cycles over the range of baselines: 65 trials.
    private static final double WRAPS = 4;

    @Override
    public Workload<TopofitRowInvariant> workload(Arena owner, int points, int ifgs) {
        var data = TopofitData.of(owner, points, ifgs, true, true);
        return data.workload(
                TopofitRowInvariant.FAMILY,
                WRAPS,
                kernel -> kernel.fit(data.z(), data.b(), WRAPS, data.out(), 0, points));
    }
}
