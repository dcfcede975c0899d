package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.benchmarks.yardstick.CLibrary;
import dev.stampede.kernels.phasorgrid.PhaseReconstruction;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;

/// Unwrapped phase of the points from that of their grid node, ten points a node.
public class PhaseReconstructionBenchmark extends KernelBenchmark<PhaseReconstruction> {
    @Override
    public Workload<PhaseReconstruction> workload(Arena owner, int points, int ifgs) {
        var seeded = new Seeded(owner);
        var phase = seeded.smoothPhasors(points, ifgs);
        int nodes = Math.max(1, points / 10);
        var nodePhase = seeded.floats(nodes, ifgs, 10);
        int[] nodeOf = seeded.random().ints(points, 0, nodes).toArray();
        var out = FloatMatrix.allocate(owner, points, ifgs);
        var workload = new Workload<>(
                PhaseReconstruction.FAMILY,
                (long) points * ifgs,
                (long) points * ifgs,
                "point and interferogram",
                "16 bytes read, 4 written, one arctangent",
                kernel -> {
                    for (int f = 0; f < ifgs; f++) {
                        kernel.reconstruct(phase, nodePhase, f, nodeOf, out, f, 0, points);
                    }
                },
                () -> Seeded.values(out),
                1e-5,
                0);
        // The loop in C takes whole vectors of points.
        return points % 16 != 0
                ? workload
                : CLibrary.yardsticks()
                        .map(c -> workload.withC(
                                c.call(
                                        "reconstruct",
                                        phase.re().segment(),
                                        phase.im().segment(),
                                        nodePhase.segment(),
                                        seeded.segment(nodeOf),
                                        points,
                                        nodes,
                                        ifgs,
                                        out.segment()),
                                () -> Seeded.values(out)))
                        .orElse(workload);
    }
}
