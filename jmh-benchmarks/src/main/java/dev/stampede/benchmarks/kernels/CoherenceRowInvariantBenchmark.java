package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Workload;
import dev.stampede.kernels.topofit.CoherenceRowInvariant;
import java.lang.foreign.Arena;

/// The coherences of noise: shared baselines, coherence only, 11 trials.
public class CoherenceRowInvariantBenchmark extends KernelBenchmark<CoherenceRowInvariant> {
    /// Cycles over the range of baselines, as on a small scene: 11 trials.
    private static final double WRAPS = 0.6;

    @Override
    public Workload<CoherenceRowInvariant> workload(Arena owner, int points, int ifgs) {
        var data = TopofitData.of(owner, points, ifgs, true, false);
        return data.workload(
                CoherenceRowInvariant.FAMILY,
                WRAPS,
                kernel -> kernel.coherence(data.z(), data.b(), WRAPS, data.out().coherence(), 0, points));
    }
}
