package dev.stampede.insar.unwrap;

import dev.stampede.memory.ComplexMatrix;
import dev.stampede.runtime.Cancellation;
import dev.stampede.runtime.Progress;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The user's own `snaphu` program as a backend: each interferogram is written to scratch files, the program is
/// run on them, and its phase is turned into cycles by rounding. Cost, integration and report are then ours, so
/// both backends are judged alike.
///
/// The product works without the program; its licence leaves installing it to the user.
///
/// @param program how to run it
public record SnaphuUnwrapper(SnaphuProgram program) implements Unwrapper {
    /// Memory of snaphu 2.0 per cell, 110 to 140 measured.
    private static final long PROGRAM_BYTES_PER_CELL = 140;

    /// @param nameOrPath of the executable, looked up in PATH
    /// @throws UnwrapException if it is not there
    static SnaphuUnwrapper find(String nameOrPath) {
        return new SnaphuUnwrapper(SnaphuProgram.find(nameOrPath)
                .orElseThrow(() -> new UnwrapException("the unwrapping program \"" + nameOrPath
                        + "\" is not an executable file and not in PATH; install snaphu, set tools.snaphu to its path,"
                        + " or use the native unwrapper")));
    }

    @Override
    public String name() {
        return "snaphu";
    }

    @Override
    public long estimateBytes(int rows, int cols, int nodes, int workers) {
        long shared = 12L * rows * cols + 4L * nodes;
        return shared + workers * workerBytes(rows, cols);
    }

    /// Records in memory, the files in memory, what the program takes, and the phase.
    private static long workerBytes(int rows, int cols) {
        long cells = (long) rows * cols;
        long files = 8 * cells + CostRecord.BYTES * GridProblem.pairCount(rows, cols) + 4 * cells;
        return 2 * files + PROGRAM_BYTES_PER_CELL * cells + 20 * cells;
    }

    @Override
    public UnwrapRun prepare(Arena arena, NodeGrid grid) {
        return new Run(program, grid, PairNetwork.of(grid), CellMap.of(arena, grid));
    }

    @Override
    public UnwrappedPhase unwrap(Arena arena, GridProblem problem, Cancellation cancellation, Progress progress)
            throws IOException {
        var map = CellMap.identity(arena, problem.rows(), problem.cols());
        return new Solver(arena, program, map).solve(problem, cancellation, progress);
    }

    private record Run(SnaphuProgram program, NodeGrid grid, PairNetwork network, CellMap map) implements UnwrapRun {
        @Override
        public long bytesPerWorker() {
            return workerBytes(map.rows(), map.cols());
        }

        @Override
        public UnwrapWorker openWorker() {
            Arena arena = Arena.ofConfined();
            var expansion = new RecordExpansion(arena, network, map);
            var solver = new Solver(arena, program, map);
            return new UnwrapWorker() {
                @Override
                public UnwrappedPhase unwrap(ArcStatistics in, Cancellation cancellation, Progress progress)
                        throws IOException {
                    in.requireFits(grid);
                    return solver.solve(expansion.expand(in), cancellation, progress);
                }

                @Override
                public void close() {
                    arena.close();
                }
            };
        }
    }

    /// Runs the program on one problem after another and evaluates what comes back.
    private static final class Solver {
        private final SnaphuProgram program;
        private final CellMap map;
        private final WrappedGrid wrapped;
        private final GridPhase phase;
        private final ComplexMatrix samples;
        private final CellMap cells;

        Solver(Arena arena, SnaphuProgram program, CellMap map) {
            this.program = program;
            this.map = map;
            cells = CellMap.identity(arena, map.rows(), map.cols());
            wrapped = new WrappedGrid(arena, cells);
            samples = ComplexMatrix.allocate(arena, cells.nodes(), 1);
            phase = new GridPhase(arena, map, wrapped);
        }

        UnwrappedPhase solve(GridProblem problem, Cancellation cancellation, Progress progress) throws IOException {
            progress.begin("unwrap", 1);
            program.run(problem, phase.cells(), cancellation);
            progress.advance(1);
            load(problem.image());
            var pairs = new Pairs(map.rows(), map.cols());
            var flow = new CycleFlow(pairs, wrapped.cell, phase.cells());
            var integration = PhaseIntegration.run(pairs, wrapped.cell, flow, phase.cells());
            var cost = RecordCost.of(problem, flow, wrapped);
            var report = new UnwrapReport(
                    "snaphu",
                    true,
                    cost.total(),
                    cost.statistics(),
                    cost.freeCuts(),
                    integration.maxFlow(),
                    integration.maxFlow() > CostRecord.MAX_FLOW,
                    false,
                    integration.conserved(),
                    0,
                    0,
                    0,
                    0,
                    1,
                    0);
            return phase.with(integration.meanSquaredDifference(), report);
        }

        private void load(MemorySegment image) {
            for (long cell = 0; cell < cells.nodes(); cell++) {
                samples.re().set(cell, image.get(GridProblem.FLOAT, 8 * cell));
                samples.im().set(cell, image.get(GridProblem.FLOAT, 8 * cell + 4));
            }
            wrapped.load(samples);
        }
    }
}
