package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.benchmarks.yardstick.CLibrary;
import dev.stampede.kernels.edgestats.EdgeNoise;
import dev.stampede.kernels.edgestats.EdgePhasorNoise;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.memory.IntMatrix;
import java.lang.foreign.Arena;

/// Noise along edges of a small-baseline stack: `nPs` edges.
public class EdgePhasorNoiseBenchmark extends KernelBenchmark<EdgePhasorNoise> {
    @Override
    public Workload<EdgePhasorNoise> workload(Arena owner, int points, int ifgs) {
        var seeded = new Seeded(owner);
        int ends = Math.max(64, points / 3);
        var phase = seeded.smoothPhasors(ends, ifgs);
        var edges = IntMatrix.allocate(owner, points, 2);
        for (int e = 0; e < points; e++) {
            int p = seeded.random().nextInt(ends - 40);
            edges.set(e, 0, p);
            edges.set(e, 1, p + 1 + seeded.random().nextInt(39));
        }
        var fit = EdgeNoise.BaselineFit.of(
                seeded.random().doubles(ifgs, -150, 150).toArray(),
                seeded.random().doubles(ifgs, 0.5, 2).toArray());
        var noise = FloatMatrix.allocate(owner, points, 2);
        var workload = new Workload<>(
                EdgePhasorNoise.FAMILY,
                (long) points * ifgs,
                (long) points * ifgs,
                "edge and interferogram",
                "16 bytes gathered, one arctangent",
                kernel -> kernel.noise(phase, edges, fit, noise, 0, points),
                () -> Seeded.values(noise),
                1e-6,
                0);
        return points % 8 != 0 || ifgs > 256
                ? workload
                : CLibrary.yardsticks()
                        .map(c -> workload.withC(
                                c.call(
                                        "edge_phasor_noise",
                                        phase.re().segment(),
                                        phase.im().segment(),
                                        ends,
                                        edges.segment(),
                                        edges.segment().asSlice(edges.offset(0, 1)),
                                        points,
                                        ifgs,
                                        seeded.segment(fit.baseline()),
                                        seeded.segment(fit.projector()),
                                        noise.segment(),
                                        noise.segment().asSlice(noise.offset(0, 1))),
                                () -> Seeded.values(noise)))
                        .orElse(workload);
    }
}
