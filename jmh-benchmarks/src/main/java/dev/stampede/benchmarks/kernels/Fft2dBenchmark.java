package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.benchmarks.yardstick.CLibrary;
import dev.stampede.benchmarks.yardstick.FftwPlan;
import dev.stampede.kernels.fft.Fft2d;
import dev.stampede.kernels.fft.FftPlan;
import java.lang.foreign.Arena;
import org.openjdk.jmh.annotations.Param;

/// A forward transform of a whole window and back, as often as there are interferograms, side 32, 40 or 64
/// by parameter `side`; `c` is FFTW planned by measurement, both directions.
public class Fft2dBenchmark extends KernelBenchmark<Fft2d> {
    @Override
    public Workload<Fft2d> workload(Arena owner, int points, int ifgs) {
        var seeded = new Seeded(owner);
        var plan = new FftPlan(side);
        int width = FftPlan.paddedColumns(side);
        var window = plan.newPlanes();
        var in = plan.newPlanes();
        var spectrum = plan.newPlanes();
        for (int r = 0; r < side; r++) {
            for (int c = 0; c < side; c++) {
                window.re()[r * width + c] = seeded.random().nextGaussian();
                window.im()[r * width + c] = seeded.random().nextGaussian();
            }
        }
        var workload = new Workload<>(
                Fft2d.FAMILY,
                ifgs,
                2L * ifgs,
                "transform",
                "5 n^2 log2(n^2) flops",
                kernel -> {
                    for (int f = 0; f < ifgs; f++) {
                        System.arraycopy(window.re(), 0, in.re(), 0, side * width);
                        System.arraycopy(window.im(), 0, in.im(), 0, side * width);
                        kernel.forward(plan, width, in, spectrum);
                        kernel.inverse(plan, width, spectrum, in);
                    }
                },
                () -> values(in.re(), in.im(), width, 1),
                0,
                1e-12);
        return CLibrary.fftw()
                .map(fftw -> {
                    var forward = FftwPlan.of(owner, fftw, side, true);
                    var back = FftwPlan.of(owner, fftw, side, false);
                    for (int r = 0; r < side; r++) {
                        for (int c = 0; c < side; c++) {
                            forward.set(r * side + c, window.re()[r * width + c], window.im()[r * width + c]);
                        }
                    }
                    return workload.withC(
                            () -> {
                                for (int f = 0; f < ifgs; f++) {
                                    forward.execute().run();
                                    back.in().copyFrom(forward.out());
                                    back.execute().run();
                                }
                            },
                            () -> {
                                double[] pairs = back.out().toArray(java.lang.foreign.ValueLayout.JAVA_DOUBLE);
                                var re = new double[side * side];
                                var im = new double[side * side];
                                for (int i = 0; i < re.length; i++) {
                                    re[i] = pairs[2 * i];
                                    im[i] = pairs[2 * i + 1];
                                }
                                return values(re, im, side, 1);
                            });
                })
                .orElse(workload);
    }

    @Param({"32", "40", "64"})
    public int side = 32;

    private double[] values(double[] re, double[] im, int stride, double scale) {
        var values = new double[2 * side * side];
        for (int r = 0; r < side; r++) {
            for (int c = 0; c < side; c++) {
                values[r * side + c] = re[r * stride + c] * scale;
                values[(side + r) * side + c] = im[r * stride + c] * scale;
            }
        }
        return values;
    }
}
