package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.benchmarks.yardstick.CLibrary;
import dev.stampede.kernels.scla.SclaClip;
import dev.stampede.memory.DoubleMatrix;
import java.lang.foreign.Arena;
import java.util.function.Supplier;

/// Moving isolated outliers among six neighbours each; one value per point, whatever the number of
/// interferograms.
public class SclaClipBenchmark extends KernelBenchmark<SclaClip> {
    @Override
    public Workload<SclaClip> workload(Arena owner, int points, int ifgs) {
        var seeded = new Seeded(owner);
        var value = DoubleMatrix.allocate(owner, points, 1);
        var start = new int[points + 1];
        var neighbour = new int[6 * points];
        for (int p = 0; p < points; p++) {
            value.set(p, 0, seeded.random().nextGaussian());
            start[p + 1] = 6 * (p + 1);
            for (int i = 0; i < 6; i++) {
                neighbour[6 * p + i] = Math.clamp(p + seeded.random().nextInt(400) - 200, 0, points - 1);
            }
        }
        var out = DoubleMatrix.allocate(owner, points, 1);
        Supplier<double[]> result = () -> Seeded.values(out);
        var workload = new Workload<>(
                SclaClip.FAMILY,
                points,
                points,
                "point",
                "32 bytes of indices, 48 gathered",
                kernel -> kernel.clip(value, start, neighbour, out, 0, points),
                result,
                0,
                0);
        return CLibrary.yardsticks()
                .map(c -> workload.withC(
                        c.call(
                                "clip",
                                value.segment(),
                                seeded.segment(start),
                                seeded.segment(neighbour),
                                points,
                                out.segment()),
                        result))
                .orElse(workload);
    }
}
