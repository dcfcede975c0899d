package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.kernels.goldstein.Goldstein;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;

/// The filter before unwrapping over a square grid of about `nPs` cells, windows of 32 padded to 40.
public class GoldsteinBenchmark extends KernelBenchmark<Goldstein> {
    @Override
    public Workload<Goldstein> workload(Arena owner, int points, int ifgs) {
        var seeded = new Seeded(owner);
        int side = Math.max(32, (int) Math.ceil(Math.sqrt(points)));
        var grid = seeded.smoothPhasors(side * side, ifgs);
        var planes = new ComplexMatrix[ifgs];
        for (int f = 0; f < ifgs; f++) {
            var plane = grid.viewColumns(f, f + 1);
            planes[f] = new ComplexMatrix(
                    new FloatMatrix(plane.re().segment(), side, side),
                    new FloatMatrix(plane.im().segment(), side, side));
        }
        var out = ComplexMatrix.allocate(owner, side, side);
        long along = (side + 15) / 16 - 1;
        return new Workload<>(
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
    }
}
