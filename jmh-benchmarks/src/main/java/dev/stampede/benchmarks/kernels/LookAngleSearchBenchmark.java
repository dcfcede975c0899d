package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.benchmarks.yardstick.CLibrary;
import dev.stampede.kernels.lookangle.LookAngleSearch;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.util.stream.IntStream;

/// The look-angle error of `nPs` arcs, 31 trials.
public class LookAngleSearchBenchmark extends KernelBenchmark<LookAngleSearch> {
    @Override
    public Workload<LookAngleSearch> workload(Arena owner, int points, int ifgs) {
        var seeded = new Seeded(owner);
        var b = seeded.baselines(1, ifgs);
        var clean = seeded.phasors(b, points);
        var arc = ComplexMatrix.allocate(owner, points, ifgs);
        float[] bperp = b.toArray();
        var steps = new float[ifgs - 1];
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < steps.length; i++) {
            steps[i] = bperp[i + 1] - bperp[i];
            low = Math.min(low, steps[i]);
            high = Math.max(high, steps[i]);
        }
        var series = new LookAngleSearch.Series(IntStream.range(0, ifgs).toArray(), steps, high - low, 15);
        var k = FloatMatrix.allocate(owner, points, 1);
        var workload = new Workload<>(
                LookAngleSearch.FAMILY,
                (long) points * ifgs,
                points,
                "arc",
                "62 m fused multiply-adds",
                kernel -> {
                    arc.re().segment().copyFrom(clean.re().segment());
                    arc.im().segment().copyFrom(clean.im().segment());
                    kernel.remove(arc, series, bperp, k, 0, points);
                },
                () -> Seeded.values(k),
                LookAngleSearch.MAX_ABS_ERROR * Math.PI / (4 * (high - low)),
                0);
        // The loop in C takes whole vectors of arcs.
        return points % 16 != 0
                ? workload
                : CLibrary.yardsticks()
                        .map(c -> workload.withC(
                                c.call(
                                        "look_angle",
                                        clean.re().segment(),
                                        clean.im().segment(),
                                        seeded.segment(steps),
                                        points,
                                        ifgs,
                                        series.trials(),
                                        (float) series.range(),
                                        seeded.segment(bperp),
                                        k.segment(),
                                        arc.re().segment(),
                                        arc.im().segment()),
                                () -> Seeded.values(k)))
                        .orElse(workload);
    }
}
