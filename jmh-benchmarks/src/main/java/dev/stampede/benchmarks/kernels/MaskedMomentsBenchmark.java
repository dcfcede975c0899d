package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Workload;
import dev.stampede.kernels.matching.MaskedMoments;
import java.lang.foreign.Arena;

/// Sums over the valid pixels of a tile of `nIfg` rows of `nPs` pixels.
public class MaskedMomentsBenchmark extends KernelBenchmark<MaskedMoments> {
    @Override
    public Workload<MaskedMoments> workload(Arena owner, int points, int ifgs) {
        var value = PixelRows.of(owner, ifgs, points);
        var sums = MaskedMoments.sums();
        return new Workload<>(
                MaskedMoments.FAMILY,
                (long) points * ifgs,
                (long) points * ifgs,
                "pixel",
                "8 bytes read, 6 operations",
                kernel -> {
                    System.arraycopy(MaskedMoments.sums(), 0, sums, 0, sums.length);
                    kernel.add(value, null, ifgs, points, PixelRows.NO_DATA, 4500, sums);
                },
                sums::clone,
                0,
                MaskedMoments.MAX_RELATIVE_ERROR);
    }
}
