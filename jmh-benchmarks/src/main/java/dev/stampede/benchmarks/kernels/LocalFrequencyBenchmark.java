package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Workload;
import dev.stampede.kernels.goldstein.LocalFrequency;
import java.lang.foreign.Arena;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// The strongest frequency in windows of 32 that start every 8 cells of a square of about `nPs` cells.
public class LocalFrequencyBenchmark extends KernelBenchmark<LocalFrequency> {
    private static final int WINDOW = 32;
    private static final int STEP = 8;

    @Override
    public Workload<LocalFrequency> workload(Arena owner, int points, int ifgs) {
        var planes = SquareGrids.of(owner, points, ifgs);
        int side = planes[0].rows();
        int[] starts = IntStream.rangeClosed(0, (side - WINDOW) / STEP)
                .map(i -> i * STEP)
                .toArray();
        var last = new LocalFrequency.Result[1];
        return new Workload<>(
                LocalFrequency.FAMILY,
                (long) side * side * ifgs,
                (long) starts.length * starts.length * ifgs,
                "window",
                "2 n^3 complex multiply-adds",
                kernel -> {
                    for (var plane : planes) {
                        last[0] = kernel.of(plane, WINDOW, starts, starts);
                    }
                },
                () -> DoubleStream.concat(DoubleStream.of(last[0].row()), DoubleStream.of(last[0].stands()))
                        .toArray(),
                0,
                0);
    }
}
