package dev.stampede.insar.stage6;

import dev.stampede.insar.artifacts.ContentHash;
import dev.stampede.insar.model.StageContext;
import dev.stampede.insar.unwrap.ArcStatistics;
import dev.stampede.insar.unwrap.NodeGrid;
import dev.stampede.insar.unwrap.UnwrapReport;
import dev.stampede.insar.unwrap.UnwrapWorker;
import dev.stampede.insar.unwrap.Unwrappers;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatValue;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.runtime.Progress;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Unwraps all interferograms, one per worker. Each result is kept as a checkpoint under a hash of everything
/// it depends on, so that an interrupted run solves only what is left.
final class IfgSolver {
    private final StageContext context;
    private final NodeGrid grid;
    private final StatisticalCosts costs;
    private final ComplexMatrix nodes;
    private final FloatMatrix unwrapped;
    private final FloatMatrix noise;
    private final VarianceChange change;
    private final String shared;

    /// Changes the variances of one interferogram.
    interface VarianceChange {
        /// @param sigsq `[edges]` int16, those of all interferograms; changed in place
        void apply(int ifg, MemorySegment sigsq);
    }

    /// @param change    or `null` when all interferograms have the same variances
    /// @param nodes     `[nodes, ifg]` wrapped phase
    /// @param unwrapped `[edges, ifg]` rad
    /// @param noise     `[edges, ifg]` rad or `null`
    IfgSolver(
            StageContext context,
            NodeGrid grid,
            StatisticalCosts costs,
            ComplexMatrix nodes,
            FloatMatrix unwrapped,
            FloatMatrix noise,
            VarianceChange change) {
        this.context = context;
        this.grid = grid;
        this.costs = costs;
        this.nodes = nodes;
        this.unwrapped = unwrapped;
        this.noise = noise;
        this.change = change;
        this.shared = sharedHash();
    }

    /// @param phase   `[nodes, ifg]` rad
    /// @param msd     mean squared difference of neighbouring cells that differ, rad^2, per interferogram
    /// @param reports per interferogram; `null` where a checkpoint was used
    record Solution(FloatMatrix phase, double[] msd, UnwrapReport[] reports) {}

    /// @param ifgs one-based numbers of the interferograms, for the names of checkpoints
    Solution solve(Arena arena, int[] ifgs) {
        int n = nodes.cols();
        var solution = new Solution(FloatMatrix.allocate(arena, nodes.rows(), n), new double[n], new UnwrapReport[n]);
        var run = Unwrappers.named(
                        context.settings().unwrapper(), context.settings().snaphuProgram())
                .prepare(arena, grid);
        var next = new AtomicInteger();
        int workers = concurrent(run.bytesPerWorker(), n);
        context.workers().forBlocks(workers, 1, () -> new Desk(run.openWorker(), grid), (desk, from, to) -> {
            for (int i; (i = next.getAndIncrement()) < n; ) {
                context.workers().cancellation().check();
                one(desk, i, ifgs[i], solution);
                context.progress().advance(1);
            }
        });
        return solution;
    }

    /// As many as asked for, or as threads and half the memory allow.
    private int concurrent(long bytesPerWorker, int ifgs) {
        int wanted = context.settings().ifgWorkers();
        if (wanted == 0) {
            long room = context.settings().maxMemoryBytes() / 2 / Math.max(1, bytesPerWorker);
            wanted = (int) Math.clamp(room, 1, context.workers().threads());
        }
        return Math.clamp(wanted, 1, Math.max(1, ifgs));
    }

    private void one(Desk desk, int i, int ifg, Solution solution) throws IOException {
        StatisticalCosts.offsets(unwrapped, noise, i, desk.offset);
        var sigsq = costs.sigsq();
        if (change != null) {
            sigsq = desk.sigsq.copyFrom(sigsq);
            change.apply(i, sigsq);
        }
        var name = "unwrap-%04d".formatted(ifg);
        var hash = hash(i, desk.offset, sigsq);
        try (Arena own = Arena.ofConfined()) {
            var kept = context.checkpoints().load(own, name, hash);
            if (kept.isPresent()
                    && kept.get().get("ph_uw") instanceof MatArray phase
                    && kept.get().get("msd") instanceof MatArray msd
                    && phase.size() == nodes.rows()) {
                MemorySegment.copy(
                        phase.asFloatMatrix(own).segment(), 0, solution.phase.column(i), 0, 4L * nodes.rows());
                solution.msd[i] = msd.get(0);
                return;
            }
        }
        var result = desk.worker.unwrap(
                new ArcStatistics(nodes.viewColumns(i, i + 1), desk.offset, sigsq),
                context.workers().cancellation(),
                Progress.NONE);
        result.copyNodePhase(solution.phase.column(i));
        solution.msd[i] = result.meanSquaredDifference();
        solution.reports[i] = result.report();
        var keep = new LinkedHashMap<String, MatValue>();
        keep.put("ph_uw", Mat.of(solution.phase.viewColumns(i, i + 1)));
        keep.put("msd", Mat.scalar(solution.msd[i]));
        context.checkpoints().save(name, hash, keep);
    }

    private String sharedHash() {
        return new ContentHash()
                .add(context.settings().unwrapper(), context.settings().snaphuProgram(), grid.rows(), grid.cols())
                .add(grid.nearestNode().segment())
                .add(grid.nodeCell().segment())
                .add(grid.rowEdge().segment())
                .add(grid.colEdge().segment())
                .add(costs.sigsq())
                .hex();
    }

    private String hash(int i, MemorySegment offset, MemorySegment sigsq) {
        var hash = new ContentHash()
                .add(shared)
                .add(nodes.re().column(i))
                .add(nodes.im().column(i))
                .add(offset);
        return (change == null ? hash : hash.add(sigsq)).hex();
    }

    /// Solver and offsets of one thread.
    private static final class Desk implements AutoCloseable {
        private final Arena arena = Arena.ofConfined();
        private final UnwrapWorker worker;
        private final MemorySegment offset;
        private final MemorySegment sigsq;

        Desk(UnwrapWorker worker, NodeGrid grid) {
            this.worker = worker;
            offset = arena.allocate(2L * Math.max(1, grid.edgeCount()), 64);
            sigsq = arena.allocate(offset.byteSize(), 64);
        }

        @Override
        public void close() {
            arena.close();
            worker.close();
        }
    }
}
