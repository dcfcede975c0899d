package dev.stampede.benchmarks.kernels;

import dev.stampede.benchmarks.KernelBenchmark;
import dev.stampede.benchmarks.Seeded;
import dev.stampede.benchmarks.Workload;
import dev.stampede.kernels.elementwise.ElementType;
import dev.stampede.kernels.elementwise.Elementwise;
import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.kernels.elementwise.Plane;
import dev.stampede.kernels.elementwise.Program;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.util.List;

/// A normalised difference of two single-precision bands in one pass, `nIfg` rows of `nPs` pixels.
public class ElementwiseBenchmark extends KernelBenchmark<Elementwise> {
    @Override
    public Workload<Elementwise> workload(Arena owner, int points, int ifgs) {
        var seeded = new Seeded(owner);
        var inputs = List.of(
                Plane.dense(seeded.floats(points, ifgs, 1).segment(), ElementType.FLOAT32, points),
                Plane.dense(seeded.floats(points, ifgs, 1).segment(), ElementType.FLOAT32, points));
        var out = FloatMatrix.allocate(owner, points, ifgs);
        var target = Plane.dense(out.segment(), ElementType.FLOAT32, points);
        var a = Expression.input(0);
        var b = Expression.input(1);
        var program = Program.of(a.minus(b).over(a.plus(b)));
        return new Workload<>(
                Elementwise.FAMILY,
                (long) points * ifgs,
                (long) points * ifgs,
                "pixel",
                "12 bytes moved, 3 operations",
                kernel -> kernel.run(program, Elementwise.Precision.SINGLE, inputs, target, ifgs, points),
                () -> Seeded.values(out),
                0,
                0);
    }
}
