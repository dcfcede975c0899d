package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Workload;
import dev.stampede.kernels.matching.BlockCorrection;
import java.lang.foreign.Arena;
import java.util.stream.IntStream;

/// Power of every pixel by a map of 10 x 10 blocks, a tile of `nIfg` rows of `nPs` pixels.
public class BlockCorrectionBenchmark extends KernelBenchmark<BlockCorrection> {
    private static final int BLOCKS = 10;

    @Override
    public Workload<BlockCorrection> workload(Arena owner, int points, int ifgs) {
        int n = Math.multiplyExact(points, ifgs);
        var value = PixelRows.of(owner, ifgs, points);
        var parameter = PixelRows.empty(owner, ifgs, points);
        var out = PixelRows.empty(owner, ifgs, points);
        double[] map = IntStream.range(0, BLOCKS * BLOCKS)
                .mapToDouble(i -> 0.9 + 0.002 * i)
                .toArray();
        var formula = new BlockCorrection.Formula(true, 0, 1, true);
        return new Workload<>(
                BlockCorrection.FAMILY,
                n,
                n,
                "pixel",
                "16 bytes moved, one power",
                kernel -> {
                    kernel.interpolate(map, BLOCKS, BLOCKS, along(points), along(ifgs), parameter);
                    kernel.apply(value, parameter, n, formula, out);
                },
                () -> PixelRows.values(out),
                0,
                // The parameter is rounded to single precision, a unit of which moves 9000 to this power by so much.
                2e-6);
    }

    private static double[] along(int pixels) {
        return IntStream.range(0, pixels)
                .mapToDouble(i -> -0.5 + (double) BLOCKS * i / pixels)
                .toArray();
    }
}
