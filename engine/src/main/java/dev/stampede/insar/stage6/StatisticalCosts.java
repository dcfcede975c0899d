package dev.stampede.insar.stage6;

import dev.stampede.insar.unwrap.CostRecord;
import dev.stampede.insar.unwrap.NodeGrid;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.memory.IntMatrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// What a jump along each edge costs: a parabola about the difference between the observed and the expected
/// phase, the flatter the noisier the edge.
///
/// In units of 1/200 cycle, with the variance in cycles squared and `pairs` the neighbour pairs of the edge:
///
///     sigsq  = int16(round(variance 200^2 / 100 pairs)), at least 1
///     offset = int16(round(200 (wrap(phase) - expected) / 2 pi))
///
/// Source: Chen and Zebker (2001), doi:10.1364/JOSAA.18.000338; Hooper (2010), Fringe 2009 proceedings.
///
/// @param variance `[edges]` cycles^2 in single precision; `NaN` = no statistics
/// @param sigsq    `[edges]` int16
record StatisticalCosts(float[] variance, MemorySegment sigsq) {
    private static final ValueLayout.OfShort INT16 =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /// Variance of the atmosphere far apart, and the distance at which that is reached, for single
    /// interferograms.
    private static final double ATMOSPHERE_VARIANCE = 4 * Math.PI * Math.PI;

    private static final double ATMOSPHERE_RANGE = 20000;

    /// Brings the variances above into the range of the costs.
    private static final double VARIANCE_SCALE = 10;

    /// From the scatter over time.
    /// @param std rad; `NaN` = no statistics
    static StatisticalCosts ofScatter(Arena arena, EdgeTable edges, FloatMatrix std) {
        var variance = new float[edges.count()];
        for (int e = 0; e < variance.length; e++) {
            float cycles = (float) (std.get(e, 0) / (2 * Math.PI));
            variance[e] = cycles * cycles;
        }
        return of(arena, edges, variance);
    }

    /// From the length of the edges.
    static StatisticalCosts ofLength(Arena arena, EdgeTable edges, Nodes nodes, PhaseGrid grid) {
        var variance = new float[edges.count()];
        for (int e = 0; e < variance.length; e++) {
            int a = nodes.cell()[edges.lower()[e]];
            int b = nodes.cell()[edges.higher()[e]];
            double length = Math.hypot(a % grid.rows() - b % grid.rows(), a / grid.rows() - b / grid.rows());
            variance[e] = (float) (ATMOSPHERE_VARIANCE
                    * (1 - Math.exp(-length * grid.size() * 3 / ATMOSPHERE_RANGE))
                    / VARIANCE_SCALE);
        }
        return of(arena, edges, variance);
    }

    private static StatisticalCosts of(Arena arena, EdgeTable edges, float[] variance) {
        var sigsq = arena.allocate(2L * Math.max(1, variance.length), 64);
        float units = (float) CostRecord.UNITS_PER_CYCLE * CostRecord.UNITS_PER_CYCLE;
        for (int e = 0; e < variance.length; e++) {
            short s = CostRecord.toInt16(variance[e] * units / CostRecord.VARIANCE_SCALE * edges.pairs()[e]);
            sigsq.set(INT16, 2L * e, s < 1 ? 1 : s);
        }
        return new StatisticalCosts(variance, sigsq);
    }

    /// Fills the offsets of one interferogram.
    /// @param unwrapped `[edges, ifg]` rad
    /// @param noise     `[edges, ifg]` rad; `null` when all of the phase is expected
    static void offsets(FloatMatrix unwrapped, FloatMatrix noise, int ifg, MemorySegment outOffset) {
        for (int e = 0; e < unwrapped.rows(); e++) {
            float phase = unwrapped.get(e, ifg);
            float expected = noise == null ? phase : phase - noise.get(e, ifg);
            float wrapped = (float) Math.IEEEremainder(phase, 2 * Math.PI);
            float cycles = (float) ((wrapped - expected) / (2 * Math.PI));
            outOffset.set(INT16, 2L * e, CostRecord.toInt16(cycles * CostRecord.UNITS_PER_CYCLE));
        }
    }

    int withoutStatistics() {
        int count = 0;
        for (float v : variance) {
            count += v != v ? 1 : 0;
        }
        return count;
    }

    /// The network as the solver takes it, edges without statistics marked.
    NodeGrid nodeGrid(Arena arena, IntMatrix nearest, Nodes nodes, EdgeTable edges) {
        return new NodeGrid(
                nearest,
                IntMatrix.copyOf(arena, nodes.count(), 1, nodes.cell()),
                marked(arena, edges.rowEdge()),
                marked(arena, edges.colEdge()),
                edges.count());
    }

    private IntMatrix marked(Arena arena, IntMatrix entries) {
        var out = IntMatrix.allocate(arena, entries.rows(), entries.cols());
        for (long i = 0; i < entries.size(); i++) {
            int v = entries.get(i);
            out.set(i, v != 0 && Float.isNaN(variance[Math.abs(v) - 1]) ? NodeGrid.NO_STATISTICS : v);
        }
        return out;
    }
}
