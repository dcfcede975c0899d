package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.benchmarks.yardstick.CLibrary;
import dev.stampede.kernels.ifgstd.InterferogramNoise;
import dev.stampede.kernels.phaseramp.Ramp;
import java.lang.foreign.Arena;

/// The noise of each interferogram in stage 5.
public class InterferogramNoiseBenchmark extends KernelBenchmark<InterferogramNoise> {
    @Override
    public Workload<InterferogramNoise> workload(Arena owner, int points, int ifgs) {
        var seeded = new Seeded(owner);
        var phase = seeded.smoothPhasors(points, ifgs);
        var patch = seeded.smoothPhasors(points, ifgs);
        var slope = seeded.floats(points, 1, 0.01);
        var baseline = seeded.baselines(points, ifgs);
        var offset = seeded.floats(points, 1, 1);
        var sum = new double[ifgs];
        var workload = new Workload<>(
                InterferogramNoise.FAMILY,
                (long) points * ifgs,
                (long) points * ifgs,
                "point and interferogram",
                "28 bytes read, arctangent, sine and cosine",
                kernel -> {
                    for (int f = 0; f < ifgs; f++) {
                        sum[f] = kernel.sumOfSquares(
                                phase.viewColumns(f, f + 1),
                                patch.viewColumns(f, f + 1),
                                new Ramp(slope, baseline.viewColumns(f, f + 1), offset),
                                0,
                                points);
                    }
                },
                sum::clone,
                0,
                1e-6);
        if (points % 16 != 0 || CLibrary.yardsticks().isEmpty()) {
            return workload;
        }
        var c = CLibrary.yardsticks().get();
        var calls = new Runnable[ifgs];
        var inC = new double[ifgs];
        var one = new double[1];
        for (int f = 0; f < ifgs; f++) {
            var z = phase.viewColumns(f, f + 1);
            var smooth = patch.viewColumns(f, f + 1);
            calls[f] = c.callInto(
                    one,
                    "noise_sum",
                    z.re().segment(),
                    z.im().segment(),
                    smooth.re().segment(),
                    smooth.im().segment(),
                    slope.segment(),
                    baseline.viewColumns(f, f + 1).segment(),
                    offset.segment(),
                    points);
        }
        return workload.withC(
                () -> {
                    for (int f = 0; f < ifgs; f++) {
                        calls[f].run();
                        inC[f] = one[0];
                    }
                },
                inC::clone);
    }
}
