package dev.stampede.insar.unwrap;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.snaphu.SnaphuLibrary;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.runtime.Cancellation;
import dev.stampede.runtime.Progress;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Optional;

/// The user's own `snaphu`, as a program on scratch files or as a library on arrays: its phase is turned
/// into cycles by rounding. Cost, integration and report are then ours, so that it is judged like the
/// solver of this package.
///
/// The product works without it; its licence leaves installing it to the user.
///
/// @param backend how to run it
public record SnaphuUnwrapper(SnaphuBackend backend) implements Unwrapper {
    /// Memory of snaphu 2.0 per cell, 110 to 140 measured.
    private static final long PROGRAM_BYTES_PER_CELL = 140;

    /// @param nameOrPath of a shared library, or of the executable, which is looked up in PATH unless a
    ///                   property names a library
    /// @throws UnwrapException if it is not there
    static SnaphuUnwrapper find(String nameOrPath) {
        if (NativeLibrary.isFileName(nameOrPath)) {
            return new SnaphuUnwrapper(
                    SnaphuInProcess.find(Optional.of(Path.of(nameOrPath).toAbsolutePath())));
        }
        if (SnaphuLibrary.isNamed()) {
            return new SnaphuUnwrapper(SnaphuInProcess.find(Optional.empty()));
        }
        return new SnaphuUnwrapper(SnaphuProgram.find(nameOrPath)
                .orElseThrow(() -> new UnwrapException("the unwrapping program \"" + nameOrPath
                        + "\" is not an executable file and not in PATH; install snaphu, set tools.snaphu to its path"
                        + " or to a library made by make snaphu, or use the native unwrapper")));
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
        return new Run(backend, grid, PairNetwork.of(grid), CellMap.of(arena, grid));
    }

    @Override
    public UnwrappedPhase unwrap(Arena arena, GridProblem problem, Cancellation cancellation, Progress progress)
            throws IOException {
        var map = CellMap.identity(arena, problem.rows(), problem.cols());
        try (var session = backend.openSession()) {
            return new Solver(arena, session, map).solve(problem, cancellation, progress);
        }
    }

    private record Run(SnaphuBackend backend, NodeGrid grid, PairNetwork network, CellMap map) implements UnwrapRun {
        @Override
        public long bytesPerWorker() {
            return workerBytes(map.rows(), map.cols());
        }

        @Override
        public UnwrapWorker openWorker() {
            Arena arena = Arena.ofConfined();
            var expansion = new RecordExpansion(arena, network, map);
            var session = backend.openSession();
            var solver = new Solver(arena, session, map);
            return new UnwrapWorker() {
                @Override
                public UnwrappedPhase unwrap(ArcStatistics in, Cancellation cancellation, Progress progress)
                        throws IOException {
                    in.requireFits(grid);
                    return solver.solve(expansion.expand(in), cancellation, progress);
                }

                @Override
                public void close() {
                    session.close();
                    arena.close();
                }
            };
        }
    }

    /// Runs snaphu on one problem after another and evaluates what comes back.
    private static final class Solver {
        private final SnaphuBackend.Session session;
        private final CellMap map;
        private final WrappedGrid wrapped;
        private final GridPhase phase;
        private final ComplexMatrix samples;
        private final CellMap cells;

        Solver(Arena arena, SnaphuBackend.Session session, CellMap map) {
            this.session = session;
            this.map = map;
            cells = CellMap.identity(arena, map.rows(), map.cols());
            wrapped = new WrappedGrid(arena, cells);
            samples = ComplexMatrix.allocate(arena, cells.nodes(), 1);
            phase = new GridPhase(arena, map, wrapped);
        }

        UnwrappedPhase solve(GridProblem problem, Cancellation cancellation, Progress progress) throws IOException {
            progress.begin("unwrap", 1);
            session.run(problem, phase.cells(), cancellation);
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
