package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.benchmarks.yardstick.CLibrary;
import dev.stampede.kernels.edgestats.EdgeNoise;
import dev.stampede.kernels.edgestats.TimeSmoothing;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.memory.IntMatrix;
import java.lang.foreign.Arena;
import java.util.function.Supplier;

/// Noise along the edges of a triangulation, the hot loop of stage 4: `nPs` edges.
public class EdgeNoiseBenchmark extends KernelBenchmark<EdgeNoise> {
    @Override
    public Workload<EdgeNoise> workload(Arena owner, int points, int ifgs) {
        var seeded = new Seeded(owner);
        int ends = Math.max(64, points / 3);
        var phase = seeded.smoothPhasors(ends, ifgs);
        var edges = IntMatrix.allocate(owner, points, 2);
        for (int e = 0; e < points; e++) {
            int p = seeded.random().nextInt(ends - 40);
            edges.set(e, 0, p);
            edges.set(e, 1, p + 1 + seeded.random().nextInt(39));
        }
        var smoothing = TimeSmoothing.of(owner, seeded.days(ifgs), 730);
        var fit = EdgeNoise.BaselineFit.of(
                seeded.random().doubles(ifgs, -150, 150).toArray(),
                seeded.random().doubles(ifgs, 0.5, 2).toArray());
        var noise = FloatMatrix.allocate(owner, points, 2);
        Supplier<double[]> result = () -> Seeded.values(noise);
        var workload = new Workload<>(
                EdgeNoise.FAMILY,
                (long) points * ifgs * ifgs,
                points,
                "edge",
                "20 m^2 flops, 2 m arctangents",
                kernel -> kernel.noise(phase, edges, smoothing, fit, noise, 0, points),
                result,
                1e-6,
                0);
        return points % 8 != 0 || ifgs > 256
                ? workload
                : CLibrary.yardsticks()
                        .map(c -> workload.withC(
                                c.call(
                                        "edge_noise",
                                        phase.re().segment(),
                                        phase.im().segment(),
                                        ends,
                                        edges.segment(),
                                        edges.segment().asSlice(edges.offset(0, 1)),
                                        points,
                                        ifgs,
                                        smoothing.weight().segment(),
                                        smoothing.intercept().segment(),
                                        smoothing.slope().segment(),
                                        smoothing.tau().segment(),
                                        seeded.segment(fit.baseline()),
                                        seeded.segment(fit.projector()),
                                        noise.segment(),
                                        noise.segment().asSlice(noise.offset(0, 1))),
                                result))
                        .orElse(workload);
    }
}
