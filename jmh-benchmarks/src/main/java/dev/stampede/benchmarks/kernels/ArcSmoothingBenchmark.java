package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.benchmarks.yardstick.CLibrary;
import dev.stampede.kernels.arcsmoothing.ArcSmoothing;
import dev.stampede.kernels.arcsmoothing.SmoothingTable;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.util.function.Supplier;

/// Smoothing `nPs` arcs in time, 1008 at a time as stage 6 does.
public class ArcSmoothingBenchmark extends KernelBenchmark<ArcSmoothing> {
    @Override
    public Workload<ArcSmoothing> workload(Arena owner, int points, int ifgs) {
        var seeded = new Seeded(owner);
        int block = Math.min(points, 1008);
        int blocks = Math.max(1, points / block);
        var arc = seeded.phasors(seeded.baselines(1, ifgs), block);
        double[] day = seeded.days(ifgs);
        var table = SmoothingTable.of(day, 730, day[ifgs / 2]);
        var phase = FloatMatrix.allocate(owner, block, ifgs);
        var noise = FloatMatrix.allocate(owner, block, ifgs);
        Supplier<double[]> result = () -> Seeded.values(noise);
        var workload = new Workload<>(
                ArcSmoothing.FAMILY,
                (long) blocks * block * ifgs * ifgs,
                (long) blocks * block,
                "arc",
                "2 m^2 multiply-adds and m^2 wrapped ones, 2 m arctangents",
                kernel -> {
                    for (int i = 0; i < blocks; i++) {
                        kernel.smooth(arc, table, phase, noise, 0, block);
                    }
                },
                result,
                2e-5,
                0);
        if (block % 16 != 0 || CLibrary.yardsticks().isEmpty()) {
            return workload;
        }
        var call = CLibrary.yardsticks()
                .get()
                .call(
                        "arc_smoothing",
                        arc.re().segment(),
                        arc.im().segment(),
                        seeded.segment(table.weight()),
                        seeded.segment(table.intercept()),
                        block,
                        ifgs,
                        table.firstAnchor(),
                        table.lastAnchor(),
                        phase.segment(),
                        noise.segment());
        return workload.withC(
                () -> {
                    for (int i = 0; i < blocks; i++) {
                        call.run();
                    }
                },
                result);
    }
}
