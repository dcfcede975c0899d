package dev.stampede.benchmarks.unwrap;

import dev.stampede.insar.unwrap.ArcStatistics;
import dev.stampede.insar.unwrap.CostRecord;
import dev.stampede.insar.unwrap.NodeGrid;
import dev.stampede.memory.ComplexMatrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

/// One synthetic interferogram on a grid of nearest nodes with the costs stage 6 would give it. Same seed, same
/// scene.
///
/// Truth is a smooth field; each node adds Gaussian noise. The expected difference over an edge is the smooth
/// one, except where the family says otherwise.
///
/// @param grid          nodes and edges
/// @param interferogram phase, offsets and variances
public record UnwrapScene(NodeGrid grid, ArcStatistics interferogram) {
    private static final ValueLayout.OfShort INT16 = ValueLayout.JAVA_SHORT.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final double TWO_PI = 2 * Math.PI;

    /// Standard deviation of what is wrong with the expected difference of an edge, rad.
    private static final double EXPECTATION_ERROR = 0.6;

    /// @param arena owner of the scene
    public static UnwrapScene of(Arena arena, UnwrapFamily family, int rows, int cols, long seed) {
        return new Maker(arena, family, rows, cols, seed).make();
    }

    private static final class Maker {
        private final Arena arena;
        private final UnwrapFamily family;
        private final int rows;
        private final int cols;
        private final SplittableRandom random;

        Maker(Arena arena, UnwrapFamily family, int rows, int cols, long seed) {
            this.arena = arena;
            this.family = family;
            this.rows = rows;
            this.cols = cols;
            this.random = new SplittableRandom(seed * 31 + family.ordinal());
        }

        UnwrapScene make() {
            boolean[] occupied = NodeLayout.occupied(random, family, rows, cols);
            var layout = NodeLayout.of(occupied, rows, cols);
            var truth = PhaseField.of(random, family, rows, cols);
            var expected = family == UnwrapFamily.W ? PhaseField.of(random, family, rows, cols) : truth;
            var patches = family == UnwrapFamily.D ? Patches.of(random, rows, cols) : Patches.NONE;
            int nodes = layout.nodeCells().length;
            var phase = new double[nodes];
            var complex = ComplexMatrix.allocate(arena, nodes, 1);
            for (int node = 0; node < nodes; node++) {
                int cell = layout.nodeCells()[node];
                boolean random = family == UnwrapFamily.U || patches.contains(cell % rows, cell / rows);
                phase[node] = random ? TWO_PI * this.random.nextDouble() : noisy(truth.at(cell % rows, cell / rows));
                complex.set(node, 0, Math.cos(phase[node]), Math.sin(phase[node]));
            }
            var edges = EdgeTable.of(layout);
            var offset = arena.allocate(2L * edges.count(), 64);
            var sigsq = arena.allocate(2L * edges.count(), 64);
            var free = new boolean[edges.count() + 1];
            for (int edge = 1; edge <= edges.count(); edge++) {
                statistics(edges, edge, layout, phase, expected, patches, free, offset, sigsq);
            }
            return new UnwrapScene(edges.grid(arena, free), new ArcStatistics(complex, offset, sigsq));
        }

        private double noisy(double value) {
            return value + family.noise * random.nextGaussian();
        }

        private void statistics(
                EdgeTable edges,
                int edge,
                NodeLayout layout,
                double[] phase,
                PhaseField expected,
                Patches patches,
                boolean[] free,
                MemorySegment offset,
                MemorySegment sigsq) {
            int from = layout.nodeCells()[edges.low(edge)];
            int to = layout.nodeCells()[edges.high(edge)];
            double step = Math.IEEEremainder(phase[edges.high(edge)] - phase[edges.low(edge)], TWO_PI);
            double expectedStep = switch (family) {
                case U, A, F -> 0;
                default -> expected.at(to % rows, to / rows) - expected.at(from % rows, from / rows);
            };
            expectedStep += (family == UnwrapFamily.X ? 0.3 * TWO_PI : EXPECTATION_ERROR) * random.nextGaussian();
            boolean noisy = patches.contains(from % rows, from / rows) || patches.contains(to % rows, to / rows);
            free[edge] = random.nextDouble() < (noisy ? 0.9 : family.freeFraction);
            double noise = family == UnwrapFamily.U ? 1.2 : Math.max(0.4, family.noise);
            double std = Math.min(1.8, noise * Math.sqrt(2) * (0.7 + 0.6 * random.nextDouble())) / TWO_PI;
            double variance = std
                    * std
                    * CostRecord.UNITS_PER_CYCLE
                    * CostRecord.UNITS_PER_CYCLE
                    / CostRecord.VARIANCE_SCALE
                    * edges.pairs(edge);
            offset.set(
                    INT16,
                    2L * edge - 2,
                    CostRecord.toInt16((step - expectedStep) / TWO_PI * CostRecord.UNITS_PER_CYCLE));
            sigsq.set(INT16, 2L * edge - 2, (short) Math.max(1, CostRecord.toInt16(variance)));
        }
    }
}
