package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.benchmarks.yardstick.CLibrary;
import dev.stampede.kernels.histogram.CoherenceCount;
import dev.stampede.kernels.histogram.CoherenceHistogram;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.util.function.Supplier;

/// Counting coherences into bins; one value per point, whatever the number of interferograms.
public class CoherenceCountBenchmark extends KernelBenchmark<CoherenceCount> {
    @Override
    public Workload<CoherenceCount> workload(Arena owner, int points, int ifgs) {
        var seeded = new Seeded(owner);
        var coherence = FloatMatrix.allocate(owner, points, 1);
        for (int p = 0; p < points; p++) {
            coherence.set(p, 0, seeded.random().nextFloat());
        }
        var counts = DoubleMatrix.allocate(owner, CoherenceHistogram.BINS, 1);
        var edges = new double[CoherenceHistogram.BINS - 1];
        for (int bin = 0; bin < edges.length; bin++) {
            edges[bin] = CoherenceHistogram.centre(bin)
                    + (CoherenceHistogram.centre(bin + 1) - CoherenceHistogram.centre(bin)) / 2;
        }
        Supplier<double[]> result = () -> {
            var copy = counts.toArray();
            counts.fill(0);
            return copy;
        };
        var workload = new Workload<>(
                CoherenceCount.FAMILY,
                points,
                points,
                "point",
                "4 bytes read",
                kernel -> kernel.add(coherence, counts, 0, points),
                result,
                0,
                0);
        return CLibrary.yardsticks()
                .map(c -> workload.withC(
                        c.call("histogram", coherence.segment(), points, seeded.segment(edges), counts.segment()),
                        result))
                .orElse(workload);
    }
}
