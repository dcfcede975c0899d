package dev.stampede.insar.stage6;

import dev.stampede.insar.model.StageContext;
import dev.stampede.insar.unwrap.CostRecord;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Edges that their surroundings explain better than their course in time: they take the rise of the phase
/// around them as expected, and the more that rise changes along the edge, the flatter the cost
/// (`unwrap_spatial_cost_func_flag`).
///
/// @param shaky  per edge
/// @param spread `[edges, ifg]` rad, change of the gradient along shaky edges, 0 for others
record ShakyEdges(boolean[] shaky, FloatMatrix spread) {
    /// Edges whose noise about the gradient scatters more than this are not explained by it, rad.
    private static final double LARGEST_STD = 1.3;

    /// Divides the spread in the variance.
    private static final int SPREAD_SCALE = 6;

    private static final int BLOCK = 4096;

    private static final ValueLayout.OfShort INT16 =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /// Finds them and replaces phase, noise and scatter of these edges in `arcs`.
    /// @param unit `[nodes, ifg]` unit phasors
    static ShakyEdges of(
            Arena arena,
            StageContext context,
            PhaseGrid grid,
            Nodes nodes,
            ComplexMatrix unit,
            EdgeTable edges,
            SpatialGradient gradient,
            ArcTimeSeries arcs) {
        int n = unit.cols();
        var out = new ShakyEdges(new boolean[edges.count()], FloatMatrix.allocate(arena, edges.count(), n));
        context.workers().forBlocks(edges.count(), BLOCK, (from, to) -> {
            var expected = new double[n];
            var noise = new double[n];
            for (int e = (int) from; e < to; e++) {
                predict(grid, nodes, unit, edges, gradient, e, expected, noise);
                double std = std(noise);
                float inTime = arcs.std().get(e, 0);
                if (std <= LARGEST_STD && !(inTime <= std)) {
                    out.replace(edges, gradient, arcs, e, expected, noise, std);
                }
            }
        });
        return out;
    }

    private static void predict(
            PhaseGrid grid,
            Nodes nodes,
            ComplexMatrix unit,
            EdgeTable edges,
            SpatialGradient gradient,
            int e,
            double[] expected,
            double[] noise) {
        int lo = edges.lower()[e];
        int hi = edges.higher()[e];
        int down = nodes.cell()[hi] % grid.rows() - nodes.cell()[lo] % grid.rows();
        int right = nodes.cell()[hi] / grid.rows() - nodes.cell()[lo] / grid.rows();
        for (int i = 0; i < expected.length; i++) {
            expected[i] = down * mean(gradient.row(), lo, hi, i) + right * mean(gradient.col(), lo, hi, i);
            double a = unit.re().get(hi, i);
            double b = unit.im().get(hi, i);
            double c = unit.re().get(lo, i);
            double d = unit.im().get(lo, i);
            noise[i] = Math.IEEEremainder(Math.atan2(b * c - a * d, a * c + b * d) - expected[i], 2 * Math.PI);
        }
    }

    private static double mean(FloatMatrix m, int lo, int hi, int ifg) {
        return ((double) m.get(lo, ifg) + m.get(hi, ifg)) / 2;
    }

    private static double std(double[] values) {
        double mean = 0;
        for (double v : values) {
            mean += v / values.length;
        }
        double square = 0;
        for (double v : values) {
            square += (v - mean) * (v - mean);
        }
        return Math.sqrt(square / Math.max(1, values.length - 1));
    }

    private void replace(
            EdgeTable edges,
            SpatialGradient gradient,
            ArcTimeSeries arcs,
            int e,
            double[] expected,
            double[] noise,
            double std) {
        shaky[e] = true;
        arcs.std().set(e, 0, (float) std);
        int lo = edges.lower()[e];
        int hi = edges.higher()[e];
        for (int i = 0; i < noise.length; i++) {
            arcs.unwrapped().set(e, i, (float) (expected[i] + noise[i]));
            arcs.noise().set(e, i, (float) noise[i]);
            spread.set(
                    e,
                    i,
                    gradient.row().get(hi, i)
                            - gradient.row().get(lo, i)
                            + gradient.col().get(hi, i)
                            - gradient.col().get(lo, i));
        }
    }

    /// Adds the spread of one interferogram to the variances.
    void widen(EdgeTable edges, int ifg, MemorySegment sigsq) {
        float units = (float) CostRecord.UNITS_PER_CYCLE * CostRecord.UNITS_PER_CYCLE;
        for (int e = 0; e < shaky.length; e++) {
            if (shaky[e]) {
                short more = CostRecord.toInt16(Math.abs(spread.get(e, ifg))
                        * units
                        / SPREAD_SCALE
                        / CostRecord.VARIANCE_SCALE
                        * edges.pairs()[e]);
                int sum = sigsq.get(INT16, 2L * e) + more;
                sigsq.set(INT16, 2L * e, (short) Math.min(Short.MAX_VALUE, sum));
            }
        }
    }

    int count() {
        int count = 0;
        for (boolean s : shaky) {
            count += s ? 1 : 0;
        }
        return count;
    }
}
