package dev.stampede.insar.unwrap;

import dev.stampede.memory.ComplexMatrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Costs of given phase under given records, for tests.
final class Evaluation {
    private Evaluation() {}

    /// Total cost of row-major float32 phase.
    static long cost(Arena arena, GridProblem problem, MemorySegment phase) {
        var wrapped = wrapped(arena, problem);
        var flow = new CycleFlow(new Pairs(problem.rows(), problem.cols()), wrapped.cell, phase);
        return RecordCost.of(problem, flow, wrapped).total();
    }

    static WrappedGrid wrapped(Arena arena, GridProblem problem) {
        var samples = ComplexMatrix.allocate(arena, problem.rows() * problem.cols(), 1);
        for (int cell = 0; cell < samples.rows(); cell++) {
            samples.re().set(cell, problem.image().get(GridProblem.FLOAT, 8L * cell));
            samples.im().set(cell, problem.image().get(GridProblem.FLOAT, 8L * cell + 4));
        }
        var wrapped = new WrappedGrid(arena, CellMap.identity(arena, problem.rows(), problem.cols()));
        wrapped.load(samples);
        return wrapped;
    }
}
