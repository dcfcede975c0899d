package dev.stampede.insar.stage6;

import dev.stampede.insar.model.StageContext;
import dev.stampede.kernels.lookangle.LookAngleSearch;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;

/// Brings the arcs of the network block by block: differences of the nodes' phasors with the look-angle
/// error taken out. Blocks have one size whatever the number of threads.
///
/// @param nodes  `[nodes, ifg]` unit phasors
/// @param series of the search for look-angle errors; `null` for none
/// @param bperp  baselines of the interferograms, m
record ArcBlocks(StageContext context, ComplexMatrix nodes, EdgeTable edges, LookAngleSeries series, float[] bperp) {
    /// Rows of the work space: 63 cache lines, so that columns do not fall on the same places of the cache.
    static final int SIZE = 1008;

    /// Takes one block.
    interface Task {
        /// @param from first edge of the block
        void run(Block block, int from, int count) throws java.io.IOException;
    }

    /// Phasors of all arcs: the work of a pass over them, whatever the block at hand.
    long values() {
        return (long) edges.count() * bperp.length;
    }

    void forEach(Task task) {
        context.workers().forBlocks(edges.count(), SIZE, () -> new Block(bperp.length), (block, from, to) -> {
            int count = (int) (to - from);
            gather(block, (int) from, count);
            removeLookAngleError(block, count);
            task.run(block, (int) from, count);
        });
    }

    /// Phasor of the higher node times the conjugate of the lower one.
    private void gather(Block block, int from, int count) {
        for (int i = 0; i < bperp.length; i++) {
            for (int e = 0; e < count; e++) {
                int lo = edges.lower()[from + e];
                int hi = edges.higher()[from + e];
                float a = nodes.re().get(hi, i);
                float b = nodes.im().get(hi, i);
                float c = nodes.re().get(lo, i);
                float d = nodes.im().get(lo, i);
                block.arc.re().set(e, i, a * c + b * d);
                block.arc.im().set(e, i, b * c - a * d);
            }
        }
    }

    private void removeLookAngleError(Block block, int count) {
        if (series == null) {
            block.k.fill(0);
            return;
        }
        var turned = bperp.clone();
        for (int i : series.reversed()) {
            turned[i] = -turned[i];
            block.conjugate(i, count);
        }
        context.kernels()
                .get(LookAngleSearch.FAMILY, values())
                .remove(block.arc, series.search(), turned, block.k, 0, count);
        for (int i : series.reversed()) {
            block.conjugate(i, count);
        }
    }

    /// Work space of one thread.
    ///
    /// `arc` `[SIZE, ifg]` phasors without look-angle error; `k` `[SIZE, 1]` what was taken out, rad/m;
    /// `phase` and `noise` `[SIZE, ifg]` rad for the model.
    static final class Block implements AutoCloseable {
        private final Arena arena = Arena.ofConfined();
        final ComplexMatrix arc;
        final FloatMatrix phase;
        final FloatMatrix noise;
        final FloatMatrix k;

        Block(int ifgs) {
            arc = ComplexMatrix.allocate(arena, SIZE, ifgs);
            phase = FloatMatrix.allocate(arena, SIZE, ifgs);
            noise = FloatMatrix.allocate(arena, SIZE, ifgs);
            k = FloatMatrix.allocate(arena, SIZE, 1);
        }

        private void conjugate(int ifg, int count) {
            for (int e = 0; e < count; e++) {
                arc.im().set(e, ifg, -arc.im().get(e, ifg));
            }
        }

        @Override
        public void close() {
            arena.close();
        }
    }
}
