package dev.stampede.insar.stage6;

import dev.stampede.insar.model.StackGeometry;
import dev.stampede.insar.model.StageContext;
import dev.stampede.kernels.arcsmoothing.ArcScatter;
import dev.stampede.kernels.arcsmoothing.ArcSmoothing;
import dev.stampede.kernels.arcsmoothing.SmoothingTable;
import dev.stampede.kernels.lookangle.LookAngleSearch;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.util.concurrent.atomic.AtomicLong;

/// The phase differences along all edges of the network, followed through time.
///
/// Edges go through in blocks: differences of the nodes' phasors, look-angle error, smoothing, scatter. Only
/// the results are kept.
///
/// @param unwrapped   `[edges, ifg]` rad, higher minus lower node; `NaN` rows where the scatter is too large
/// @param noise       `[edges, ifg]` rad, what the smooth part does not explain
/// @param std         `[edges, 1]` rad, scatter of the noise; `NaN` = no statistics
/// @param withK       edges in which a look-angle error was found
record ArcTimeSeries(FloatMatrix unwrapped, FloatMatrix noise, FloatMatrix std, long withK) {
    /// Edges whose noise scatters more than this carry no statistics, rad.
    private static final float LARGEST_STD = 1.2f;

    /// Rows of the work space: 63 cache lines, so that columns do not fall on the same places of the cache.
    private static final int BLOCK = 1008;

    /// @param series of the search for look-angle errors; `null` for none
    static ArcTimeSeries of(
            Arena arena,
            StageContext context,
            StackGeometry stack,
            Stage6Settings settings,
            LookAngleSearch.Series series,
            int[] used,
            EdgeTable edges,
            ComplexMatrix unitNodes) {
        int n = used.length;
        var out = new ArcScatter.Result(
                FloatMatrix.allocate(arena, edges.count(), n),
                FloatMatrix.allocate(arena, edges.count(), n),
                FloatMatrix.allocate(arena, edges.count(), 1));
        var plan = Plan.of(edges.count(), context, stack, settings, series, used);
        var found = new AtomicLong();
        context.workers().forBlocks(edges.count(), BLOCK, () -> new Block(n), (block, from, to) -> {
            int count = (int) (to - from);
            block.gather(unitNodes, edges, (int) from, count);
            plan.run(block, count);
            plan.scatter.judge(block.phase, block.noise, block.k, plan.bperp, plan.largestStd, out, (int) from, count);
            found.addAndGet(block.withK(count));
        });
        return new ArcTimeSeries(out.dph(), out.noise(), out.std(), found.get());
    }

    /// What is done to every block.
    private record Plan(
            LookAngleSearch search,
            LookAngleSearch.Series series,
            ArcSmoothing smoothing,
            SmoothingTable table,
            ArcScatter scatter,
            float[] bperp,
            float largestStd) {

        static Plan of(
                int arcs,
                StageContext context,
                StackGeometry stack,
                Stage6Settings settings,
                LookAngleSearch.Series series,
                int[] used) {
            var kernels = context.kernels();
            long work = (long) arcs * used.length;
            boolean smooth = settings.method() == UnwrapMethod.FULL;
            var day = new double[used.length];
            var bperp = new float[used.length];
            for (int i = 0; i < used.length; i++) {
                day[i] = stack.day()[used[i]];
                bperp[i] = (float) stack.perpBaseline()[used[i]];
            }
            return new Plan(
                    kernels.get(LookAngleSearch.FAMILY, work),
                    series,
                    kernels.get(ArcSmoothing.FAMILY, work * used.length),
                    smooth ? SmoothingTable.of(day, settings.timeWindow(), stack.day()[stack.referenceIndex()]) : null,
                    kernels.get(ArcScatter.FAMILY, work),
                    bperp,
                    smooth ? LARGEST_STD : Float.POSITIVE_INFINITY);
        }

        void run(Block block, int count) {
            if (series == null) {
                block.k.fill(0);
            } else {
                search.remove(block.arc, series, bperp, block.k, 0, count);
            }
            if (table == null) {
                block.allIsNoise(count);
            } else {
                smoothing.smooth(block.arc, table, block.phase, block.noise, 0, count);
            }
        }
    }

    /// Work space of one thread.
    private static final class Block implements AutoCloseable {
        private final Arena arena = Arena.ofConfined();
        private final ComplexMatrix arc;
        private final FloatMatrix phase;
        private final FloatMatrix noise;
        private final FloatMatrix k;

        Block(int ifgs) {
            arc = ComplexMatrix.allocate(arena, BLOCK, ifgs);
            phase = FloatMatrix.allocate(arena, BLOCK, ifgs);
            noise = FloatMatrix.allocate(arena, BLOCK, ifgs);
            k = FloatMatrix.allocate(arena, BLOCK, 1);
        }

        /// Phasor of the higher node times the conjugate of the lower one.
        void gather(ComplexMatrix nodes, EdgeTable edges, int from, int count) {
            for (int i = 0; i < arc.cols(); i++) {
                for (int e = 0; e < count; e++) {
                    int lo = edges.lower()[from + e];
                    int hi = edges.higher()[from + e];
                    float a = nodes.re().get(hi, i);
                    float b = nodes.im().get(hi, i);
                    float c = nodes.re().get(lo, i);
                    float d = nodes.im().get(lo, i);
                    arc.re().set(e, i, a * c + b * d);
                    arc.im().set(e, i, b * c - a * d);
                }
            }
        }

        void allIsNoise(int count) {
            phase.fill(0);
            for (int i = 0; i < arc.cols(); i++) {
                for (int e = 0; e < count; e++) {
                    noise.set(e, i, (float)
                            Math.atan2(arc.im().get(e, i), arc.re().get(e, i)));
                }
            }
        }

        long withK(int count) {
            long found = 0;
            for (int e = 0; e < count; e++) {
                found += k.get(e, 0) != 0 ? 1 : 0;
            }
            return found;
        }

        @Override
        public void close() {
            arena.close();
        }
    }
}
