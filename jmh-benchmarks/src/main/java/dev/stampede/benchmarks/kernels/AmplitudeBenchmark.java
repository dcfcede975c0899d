package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.benchmarks.yardstick.CLibrary;
import dev.stampede.kernels.amplitude.Amplitude;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// What preparation does per pixel and image: modulus, sum, one image added. `nPs` pixels.
public class AmplitudeBenchmark extends KernelBenchmark<Amplitude> {
    @Override
    public Workload<Amplitude> workload(Arena owner, int points, int ifgs) {
        var seeded = new Seeded(owner);
        var layout = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
        var pixels = owner.allocate(8L * points, 64);
        for (int i = 0; i < 2 * points; i++) {
            pixels.set(layout, 4L * i, (float) (50 * seeded.random().nextGaussian()));
        }
        var amplitude = plane(owner, points);
        var sum = plane(owner, points);
        var squares = plane(owner, points);
        var gap = plane(owner, points);
        var sumAndNumber = new double[2];
        var workload = new Workload<>(
                Amplitude.FAMILY,
                (long) points * ifgs,
                (long) points * ifgs,
                "pixel and image",
                "8 bytes read",
                kernel -> {
                    sum.fill((byte) 0);
                    squares.fill((byte) 0);
                    for (int f = 0; f < ifgs; f++) {
                        kernel.ofFloatPairs(pixels, points, amplitude);
                        kernel.sumAbove(amplitude, points, sumAndNumber);
                        kernel.addImage(amplitude, 53.5f, points, sum, squares, gap);
                    }
                },
                () -> Seeded.values(new FloatMatrix(sum, points, 1), new FloatMatrix(squares, points, 1)),
                0,
                0);
        return CLibrary.yardsticks()
                .map(c -> workload.withC(
                        c.call(
                                "amplitude",
                                pixels,
                                points,
                                ifgs,
                                53.5f,
                                amplitude,
                                seeded.segment(sumAndNumber),
                                sum,
                                squares,
                                gap),
                        () -> Seeded.values(new FloatMatrix(sum, points, 1), new FloatMatrix(squares, points, 1))))
                .orElse(workload);
    }

    private static MemorySegment plane(Arena owner, int points) {
        return owner.allocate(4L * points, 64);
    }
}
