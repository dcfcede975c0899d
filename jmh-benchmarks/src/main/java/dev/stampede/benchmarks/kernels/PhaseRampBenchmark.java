package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.benchmarks.yardstick.CLibrary;
import dev.stampede.kernels.phaseramp.PhaseRamp;
import dev.stampede.kernels.phaseramp.Ramp;
import dev.stampede.memory.ComplexMatrix;
import java.lang.foreign.Arena;
import java.util.function.Supplier;

/// Taking K b + C out of the phase of all points.
public class PhaseRampBenchmark extends KernelBenchmark<PhaseRamp> {
    @Override
    public Workload<PhaseRamp> workload(Arena owner, int points, int ifgs) {
        var seeded = new Seeded(owner);
        var phase = seeded.smoothPhasors(points, ifgs);
        var ramp =
                new Ramp(seeded.floats(points, 1, 0.01), seeded.baselines(points, ifgs), seeded.floats(points, 1, 1));
        var out = ComplexMatrix.allocate(owner, points, ifgs);
        Supplier<double[]> result = () -> Seeded.values(out);
        var workload = new Workload<>(
                PhaseRamp.FAMILY,
                (long) points * ifgs,
                (long) points * ifgs,
                "point and interferogram",
                "12 bytes read, 8 written, sine and cosine",
                kernel -> kernel.remove(phase, ramp, out, 0, points),
                result,
                0,
                PhaseRamp.MAX_RELATIVE_ERROR);
        return points % 16 != 0
                ? workload
                : CLibrary.yardsticks()
                        .map(c -> workload.withC(
                                c.call(
                                        "phase_ramp",
                                        phase.re().segment(),
                                        phase.im().segment(),
                                        ramp.slope().segment(),
                                        ramp.baseline().segment(),
                                        ramp.offset().segment(),
                                        points,
                                        ifgs,
                                        out.re().segment(),
                                        out.im().segment()),
                                result))
                        .orElse(workload);
    }
}
