package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.kernels.elementwise.ElementType;
import dev.stampede.kernels.matching.PixelWidening;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;

/// 16-bit pixels of a file to doubles and back, `nPs` times `nIfg` of them.
public class PixelWideningBenchmark extends KernelBenchmark<PixelWidening> {
    @Override
    public Workload<PixelWidening> workload(Arena owner, int points, int ifgs) {
        int n = Math.multiplyExact(points, ifgs);
        var random = new Seeded(owner).random();
        var file = owner.allocate(2L * n, 64);
        for (int i = 0; i < n; i++) {
            file.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) random.nextInt());
        }
        var doubles = owner.allocate(8L * n, 64);
        var back = owner.allocate(2L * n, 64);
        return new Workload<>(
                PixelWidening.FAMILY,
                n,
                n,
                "pixel",
                "10 bytes moved, twice",
                kernel -> {
                    kernel.widen(ElementType.UINT16, file, 0, n, doubles, 0);
                    kernel.narrow(ElementType.UINT16, doubles, 0, n, back, 0);
                },
                () -> PixelRows.values(doubles),
                0,
                0);
    }
}
