package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.benchmarks.yardstick.CLibrary;
import dev.stampede.kernels.arcsmoothing.ArcScatter;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.util.function.Supplier;

/// Judging `nPs` arcs by their noise.
public class ArcScatterBenchmark extends KernelBenchmark<ArcScatter> {
    @Override
    public Workload<ArcScatter> workload(Arena owner, int points, int ifgs) {
        var seeded = new Seeded(owner);
        var phase = seeded.floats(points, ifgs, 2);
        var noise = seeded.floats(points, ifgs, 0.8);
        var k = seeded.floats(points, 1, 0.01);
        float[] bperp = seeded.baselines(1, ifgs).toArray();
        var out = new ArcScatter.Result(
                FloatMatrix.allocate(owner, points, ifgs),
                FloatMatrix.allocate(owner, points, ifgs),
                FloatMatrix.allocate(owner, points, 1));
        Supplier<double[]> result = () -> Seeded.values(out.std());
        var workload = new Workload<>(
                ArcScatter.FAMILY,
                (long) points * ifgs,
                (long) points * ifgs,
                "arc and interferogram",
                "8 bytes read, 8 written",
                kernel -> kernel.judge(phase, noise, k, bperp, 1.2f, out, 0, points),
                result,
                0,
                1e-5);
        return points % 16 != 0
                ? workload
                : CLibrary.yardsticks()
                        .map(c -> workload.withC(
                                c.call(
                                        "arc_scatter",
                                        phase.segment(),
                                        noise.segment(),
                                        k.segment(),
                                        seeded.segment(bperp),
                                        points,
                                        ifgs,
                                        1.2f,
                                        out.dph().segment(),
                                        out.noise().segment(),
                                        out.std().segment()),
                                result))
                        .orElse(workload);
    }
}
