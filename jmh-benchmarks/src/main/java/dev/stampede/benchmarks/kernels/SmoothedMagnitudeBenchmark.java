package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.benchmarks.yardstick.CLibrary;
import dev.stampede.kernels.fft.FftPlan;
import dev.stampede.kernels.fft.SmoothedMagnitude;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// Smoothing the magnitude of a 32 x 32 spectrum and its median, as often as there are interferograms.
public class SmoothedMagnitudeBenchmark extends KernelBenchmark<SmoothedMagnitude> {
    @Override
    public Workload<SmoothedMagnitude> workload(Arena owner, int points, int ifgs) {
        var seeded = new Seeded(owner);
        var plan = new FftPlan(32);
        var spectrum = plan.newPlanes();
        for (int i = 0; i < spectrum.re().length; i++) {
            spectrum.re()[i] = seeded.random().nextGaussian();
            spectrum.im()[i] = seeded.random().nextGaussian();
        }
        var smoothed = new double[SmoothedMagnitude.resultSize(plan)];
        var scratch = new double[SmoothedMagnitude.scratchSize(plan)];
        var workload = new Workload<>(
                SmoothedMagnitude.FAMILY,
                ifgs,
                ifgs,
                "spectrum",
                "1024 square roots, 14 multiply-adds a value",
                kernel -> {
                    for (int f = 0; f < ifgs; f++) {
                        kernel.run(plan, spectrum, smoothed, scratch);
                    }
                },
                () -> Arrays.copyOf(smoothed, 32 * 32),
                0,
                1e-14);
        var pairs = new double[2 * 32 * 32];
        for (int r = 0; r < 32; r++) {
            for (int c = 0; c < 32; c++) {
                pairs[2 * (32 * r + c)] = spectrum.re()[plan.stride() * r + c];
                pairs[2 * (32 * r + c) + 1] = spectrum.im()[plan.stride() * r + c];
            }
        }
        return CLibrary.yardsticks()
                .map(c -> {
                    var result = owner.allocate(ValueLayout.JAVA_DOUBLE, 32 * 32);
                    return workload.withC(
                            c.call("smoothed_magnitude", seeded.segment(pairs), 32, ifgs, result),
                            () -> result.toArray(ValueLayout.JAVA_DOUBLE));
                })
                .orElse(workload);
    }
}
