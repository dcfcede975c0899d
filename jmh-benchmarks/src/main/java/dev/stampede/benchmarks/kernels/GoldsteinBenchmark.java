package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.benchmarks.yardstick.CLibrary;
import dev.stampede.benchmarks.yardstick.FftwPlan;
import dev.stampede.kernels.goldstein.Goldstein;
import dev.stampede.memory.ComplexMatrix;
import java.lang.foreign.Arena;
import java.util.Arrays;

/// The filter before unwrapping over a square grid of about `nPs` cells, windows of 32 padded to 40.
public class GoldsteinBenchmark extends KernelBenchmark<Goldstein> {
    @Override
    public Workload<Goldstein> workload(Arena owner, int points, int ifgs) {
        var planes = SquareGrids.of(owner, points, ifgs);
        int side = planes[0].rows();
        var out = ComplexMatrix.allocate(owner, side, side);
        long along = (side + 15) / 16 - 1;
        var workload = new Workload<>(
                Goldstein.FAMILY,
                (long) side * side * ifgs,
                along * along * ifgs,
                "window",
                "two transforms of 40 x 40, 1600 powers",
                kernel -> {
                    for (var plane : planes) {
                        kernel.filter(plane, 32, 0.8, out);
                    }
                },
                () -> Seeded.values(out),
                0,
                1e-4);
        return CLibrary.yardsticks()
                .flatMap(c -> CLibrary.fftw().map(fftw -> {
                    var forward = FftwPlan.of(owner, fftw, 40, true);
                    var back = FftwPlan.of(owner, fftw, 40, false);
                    var sums = owner.allocate(16L * side * side, 64);
                    var calls = Arrays.stream(planes)
                            .map(plane -> c.call(
                                    "goldstein",
                                    plane.re().segment(),
                                    plane.im().segment(),
                                    side,
                                    side,
                                    32,
                                    40,
                                    0.8,
                                    out.re().segment(),
                                    out.im().segment(),
                                    sums,
                                    fftw.address("fftw_execute"),
                                    forward.plan(),
                                    forward.in(),
                                    forward.out(),
                                    back.plan(),
                                    back.in(),
                                    back.out()))
                            .toList();
                    return workload.withC(() -> calls.forEach(Runnable::run), () -> Seeded.values(out));
                }))
                .orElse(workload);
    }
}
