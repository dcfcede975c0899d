package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.kernels.arcsmoothing.NetworkSmoothing;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;

/// Smoothing in time of arcs whose interferograms join any two images.
public class NetworkSmoothingBenchmark extends KernelBenchmark<NetworkSmoothing> {
    @Override
    public Workload<NetworkSmoothing> workload(Arena owner, int points, int ifgs) {
        var seeded = new Seeded(owner);
        var arc = seeded.smoothPhasors(points, ifgs);
        double[] smoothing = seeded.random()
                .doubles((long) ifgs * ifgs, -1.0 / ifgs, 1.0 / ifgs)
                .toArray();
        var phase = FloatMatrix.allocate(owner, points, ifgs);
        var noise = FloatMatrix.allocate(owner, points, ifgs);
        return new Workload<>(
                NetworkSmoothing.FAMILY,
                (long) points * ifgs * ifgs,
                points,
                "arc",
                "m^2 multiply-adds, m arctangents",
                kernel -> kernel.smooth(arc, smoothing, phase, noise, 0, points),
                () -> Seeded.values(phase),
                2 * NetworkSmoothing.MAX_ABS_ERROR,
                0);
    }
}
