package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.benchmarks.yardstick.CLibrary;
import dev.stampede.kernels.matching.MaskedMoments.Plane;
import dev.stampede.kernels.matching.NoData;
import dev.stampede.kernels.matching.PixelRange;
import dev.stampede.kernels.resample.AxisTaps;
import dev.stampede.kernels.resample.GridResample;
import dev.stampede.kernels.resample.Interpolation;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// An image brought onto a grid of the same pixel size that lies 0.3 pixels beside its own, bilinear, one pixel in
/// fifty without data. `nPs` pixels, `nIfg` bands.
public class ResampleBenchmark extends KernelBenchmark<GridResample> {
    private static final double SHIFT = 0.8;
    private static final double NO_DATA = 0;
    private static final PixelRange UINT16 = new PixelRange(PixelRange.Kind.UNSIGNED, 0, 65535);

    @Override
    public Workload<GridResample> workload(Arena owner, int points, int ifgs) {
        var seeded = new Seeded(owner);
        int side = (int) Math.ceil(Math.sqrt(points));
        int wide = side + 1;
        var in = owner.allocate(8L * wide * wide * ifgs, 64);
        for (long i = 0; i < (long) wide * wide * ifgs; i++) {
            boolean gap = seeded.random().nextInt(50) == 0;
            in.setAtIndex(
                    ValueLayout.JAVA_DOUBLE,
                    i,
                    gap ? NO_DATA : 1 + seeded.random().nextInt(60000));
        }
        long pixels = (long) side * side;
        var out = owner.allocate(8 * pixels * ifgs, 64);
        double[] coordinates =
                IntStream.range(0, side).mapToDouble(i -> i + SHIFT).toArray();
        var axis = AxisTaps.of(coordinates, wide, Interpolation.BILINEAR, 1);
        var taps = new GridResample.Taps(axis, axis);
        var noData = NoData.guarded(NO_DATA, UINT16);
        var bands = new GridResample.Band[ifgs];
        for (int b = 0; b < ifgs; b++) {
            bands[b] = new GridResample.Band(
                    new Plane(in, (long) b * wide * wide, wide),
                    noData,
                    NO_DATA,
                    UINT16,
                    new Plane(out, b * pixels, side));
        }
        Supplier<double[]> result = () -> out.toArray(ValueLayout.JAVA_DOUBLE);
        var workload = new Workload<>(
                GridResample.FAMILY,
                pixels * ifgs,
                pixels * ifgs,
                "pixel and band",
                "16 operations, 16 bytes",
                kernel -> kernel.run(bands, 0, 0, taps, null),
                result,
                0,
                0);
        MemorySegment weights = seeded.segment(IntStream.range(0, 2 * side)
                .mapToDouble(i -> 1 - Math.abs(i % side + i / side + 0.5 - coordinates[i % side]))
                .toArray());
        var covered = owner.allocate(pixels, 64);
        return CLibrary.yardsticks()
                .map(c -> workload.withC(
                        c.call("resample", in, side, ifgs, weights, NO_DATA, noData.substitute(), covered, out),
                        result))
                .orElse(workload);
    }
}
