package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.kernels.filter.LineExponential;
import java.lang.foreign.Arena;

/// Exponentials of `nIfg` rows of `nPs` numbers.
public class LineExponentialBenchmark extends KernelBenchmark<LineExponential> {
    @Override
    public Workload<LineExponential> workload(Arena owner, int points, int ifgs) {
        double[] x = new Seeded(owner).random().doubles(points, -20, 0).toArray();
        var row = new double[points];
        return new Workload<>(
                LineExponential.FAMILY,
                (long) points * ifgs,
                (long) points * ifgs,
                "number",
                "16 bytes moved, one exponential",
                kernel -> {
                    for (int r = 0; r < ifgs; r++) {
                        System.arraycopy(x, 0, row, 0, points);
                        kernel.run(row, points);
                    }
                },
                row::clone,
                0,
                0);
    }
}
