package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Workload;
import dev.stampede.kernels.matching.GainOffset;
import dev.stampede.kernels.matching.NoData;
import dev.stampede.kernels.matching.PixelRange;
import java.lang.foreign.Arena;

/// Gain and offset of `nPs` times `nIfg` pixels, rounded to 16 bits.
public class GainOffsetBenchmark extends KernelBenchmark<GainOffset> {
    private static final PixelRange UINT16 = new PixelRange(PixelRange.Kind.UNSIGNED, 0, 65535);

    @Override
    public Workload<GainOffset> workload(Arena owner, int points, int ifgs) {
        int n = Math.multiplyExact(points, ifgs);
        var value = PixelRows.of(owner, 1, n);
        var out = PixelRows.empty(owner, 1, n);
        var noData = NoData.guarded(PixelRows.NO_DATA, UINT16);
        return new Workload<>(
                GainOffset.FAMILY,
                n,
                n,
                "pixel",
                "16 bytes moved, 6 operations",
                kernel -> kernel.apply(value, n, 1.37, -20.5, noData, UINT16, out),
                () -> PixelRows.values(out),
                0,
                0);
    }
}
