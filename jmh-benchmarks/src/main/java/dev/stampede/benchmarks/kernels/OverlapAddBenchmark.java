package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.kernels.overlapadd.OverlapAdd;
import dev.stampede.kernels.overlapadd.Plane;
import java.lang.foreign.Arena;

/// Patches of `nIfg` rows of `nPs` single-precision values added with the weights of a window, then the mean.
public class OverlapAddBenchmark extends KernelBenchmark<OverlapAdd> {
    @Override
    public Workload<OverlapAdd> workload(Arena owner, int points, int ifgs) {
        var seeded = new Seeded(owner);
        var x = Plane.floats(seeded.floats(points, ifgs, 1).segment(), ifgs, points);
        var down = seeded.segment(seeded.random().doubles(ifgs, 0.1, 1).toArray());
        var across = seeded.segment(seeded.random().doubles(points, 0.1, 1).toArray());
        var sum = Plane.doubles(owner.allocate(8L * points * ifgs, 64), ifgs, points);
        var mean = Plane.floats(owner.allocate(4L * points * ifgs, 64), ifgs, points);
        return new Workload<>(
                OverlapAdd.FAMILY,
                (long) points * ifgs,
                (long) points * ifgs,
                "value",
                "32 bytes moved, 3 operations",
                kernel -> {
                    sum.segment().fill((byte) 0);
                    kernel.add(x, down, across, sum);
                    kernel.divideByProduct(sum, down, across, Double.NaN, mean);
                },
                () -> PixelRows.values(sum.segment()),
                0,
                0);
    }
}
