package dev.stampede.insar.stage6;

import dev.stampede.insar.model.ImageNetwork;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Arcs between two nodes that are both held: their phase is known. They pull the smooth series of their
/// edge, are expected to be what they are, and get the smallest variance.
final class HeldArcs {
    private static final ValueLayout.OfShort INT16 =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /// Weights of known and of other arcs in the series of an edge.
    private static final double KNOWN = 1.01;

    private static final double OTHER = 0.01;

    private final FloatMatrix nodes;
    private final EdgeTable edges;
    private final ImageNetwork network;
    private final double timeWindow;
    /// Smoothing for every pattern of known arcs met so far.
    private final Map<BitSet, double[]> smoothing = new ConcurrentHashMap<>();

    /// @param nodes `[nodes, ifg]` rad, `NaN` = not held
    HeldArcs(FloatMatrix nodes, EdgeTable edges, ImageNetwork network, double timeWindow) {
        this.nodes = nodes;
        this.edges = edges;
        this.network = network;
        this.timeWindow = timeWindow;
    }

    /// Phase of an arc, higher minus lower node, rad; `NaN` = not held.
    float phase(int edge, int ifg) {
        return nodes.get(edges.higher()[edge], ifg) - nodes.get(edges.lower()[edge], ifg);
    }

    boolean isHeld(int edge, int ifg) {
        return !Float.isNaN(phase(edge, ifg));
    }

    /// Smooths the edges of a block that hold arcs again, with these weighted most.
    void refit(ArcBlocks.Block block, float[] bperp, int from, int count) {
        int n = network.count();
        var angle = new double[n];
        for (int e = 0; e < count; e++) {
            var known = new BitSet(n);
            for (int i = 0; i < n; i++) {
                float held = phase(from + e, i);
                if (held == held) {
                    known.set(i);
                    angle[i] = held - block.k.get(e, 0) * bperp[i];
                } else {
                    angle[i] =
                            Math.atan2(block.arc.im().get(e, i), block.arc.re().get(e, i));
                }
            }
            if (!known.isEmpty()) {
                refit(block, e, smoothing.computeIfAbsent(known, this::smoothingOf), angle);
            }
        }
    }

    private double[] smoothingOf(BitSet known) {
        var weights = new double[network.count()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = known.get(i) ? KNOWN : OTHER;
        }
        return ArcModel.networkSmoothing(network, timeWindow, weights);
    }

    private static void refit(ArcBlocks.Block block, int e, double[] smoothing, double[] angle) {
        int n = angle.length;
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int k = 0; k < n; k++) {
                sum += smoothing[i * n + k] * angle[k];
            }
            double own = Math.atan2(block.arc.im().get(e, i), block.arc.re().get(e, i));
            block.phase.set(e, i, (float) sum);
            block.noise.set(e, i, (float) Math.IEEEremainder(own - sum, 2 * Math.PI));
        }
    }

    /// Makes held arcs expect their own phase, whatever explains the others of their edge. Edges without statistics
    /// stay so.
    void expect(ArcTimeSeries arcs) {
        for (int i = 0; i < network.count(); i++) {
            for (int e = 0; e < edges.count(); e++) {
                float held = phase(e, i);
                float std = arcs.std().get(e, 0);
                if (held == held && std == std) {
                    arcs.unwrapped().set(e, i, held);
                    arcs.noise().set(e, i, 0);
                }
            }
        }
    }

    /// Smallest variance for the held arcs of one interferogram.
    void sharpen(int ifg, MemorySegment sigsq) {
        for (int e = 0; e < edges.count(); e++) {
            if (isHeld(e, ifg)) {
                sigsq.set(INT16, 2L * e, (short) 1);
            }
        }
    }
}
