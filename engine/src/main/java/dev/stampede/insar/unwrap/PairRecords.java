package dev.stampede.insar.unwrap;

import dev.stampede.memory.ComplexMatrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A [GridProblem] in the terms of the network solver: every cell is a node and every pair an edge of its own.
///
/// Pairs inside one node are recognised by their record (offset 0, sigsq 1, no shelf) and bit-equal samples;
/// two pairs are merged only when their records agree and the loop between them closes.
///
/// @param network    the pairs
/// @param statistics samples, offsets and variances
record PairRecords(PairNetwork network, ArcStatistics statistics) {
    /// @throws IllegalArgumentException if a record has a shelf other than the one-unit kind, or a variance
    ///         below 1
    static PairRecords read(Arena arena, GridProblem problem) {
        var reader = new Reader(arena, problem);
        reader.readImage();
        reader.readRecords();
        var statistics = new ArcStatistics(reader.phase, reader.offset, reader.sigsq);
        var network = new PairNetwork(reader.pairs, reader.edge, reader.pairs.count(), reader::recordsAgree);
        return new PairRecords(network, statistics);
    }

    private static final class Reader {
        private final GridProblem problem;
        private final Pairs pairs;
        private final ComplexMatrix phase;
        private final int[] edge;
        private final MemorySegment offset;
        private final MemorySegment sigsq;

        Reader(Arena arena, GridProblem problem) {
            this.problem = problem;
            pairs = new Pairs(problem.rows(), problem.cols());
            phase = ComplexMatrix.allocate(arena, problem.rows() * problem.cols(), 1);
            edge = new int[pairs.count()];
            offset = arena.allocate(2L * pairs.count(), 64);
            sigsq = arena.allocate(2L * pairs.count(), 64);
        }

        void readImage() {
            for (int cell = 0; cell < problem.rows() * problem.cols(); cell++) {
                phase.re().set(cell, problem.image().get(GridProblem.FLOAT, 8L * cell));
                phase.im().set(cell, problem.image().get(GridProblem.FLOAT, 8L * cell + 4));
            }
        }

        void readRecords() {
            for (int pair = 0; pair < pairs.count(); pair++) {
                int first = pairs.firstCell(pair);
                int second = pairs.secondCell(pair);
                long at = (long) pair * CostRecord.BYTES;
                short o = problem.records().get(GridProblem.INT16, at);
                short s = problem.records().get(GridProblem.INT16, at + 2);
                short dzmax = problem.records().get(GridProblem.INT16, at + 4);
                short shelf = problem.records().get(GridProblem.INT16, at + 6);
                if (isMasked(first) || isMasked(second)) {
                    s = CostRecord.MAX_SHORT;
                }
                requireSupported(pair, o, s, dzmax, shelf);
                boolean free = shelf == CostRecord.SHELF_OF_ONE && s != CostRecord.MAX_SHORT;
                boolean inside = !free && o == 0 && s == 1 && sameSample(first, second);
                edge[pair] = free ? NodeGrid.NO_STATISTICS : inside ? NodeGrid.SAME_NODE : pair + 1;
                offset.set(ArcStatistics.INT16, 2L * pair, s == CostRecord.MAX_SHORT ? 0 : o);
                sigsq.set(ArcStatistics.INT16, 2L * pair, s);
            }
        }

        private void requireSupported(int pair, short o, short s, short dzmax, short shelf) {
            boolean nothing = s == CostRecord.MAX_SHORT;
            boolean statistics = shelf == CostRecord.NO_SHELF && s >= 1 && dzmax == CostRecord.MAX_SHORT;
            boolean free = shelf == CostRecord.SHELF_OF_ONE && s == 1 && o == 0 && dzmax == CostRecord.MAX_SHORT;
            if (!nothing && !statistics && !free) {
                throw new IllegalArgumentException("cost record " + pair + " is (offset " + o + ", sigsq " + s
                        + ", dzmax " + dzmax + ", laycost " + shelf + "); this solver takes convex costs only: laycost "
                        + CostRecord.NO_SHELF + " with sigsq 1 or more, or (0, 1, 32000, 1), each with dzmax 32000."
                        + " Use the snaphu backend for other costs");
            }
        }

        private boolean isMasked(int cell) {
            return WrappedGrid.isMasked(phase.re().get(cell), phase.im().get(cell));
        }

        private boolean sameSample(int a, int b) {
            return Float.floatToRawIntBits(phase.re().get(a))
                            == Float.floatToRawIntBits(phase.re().get(b))
                    && Float.floatToRawIntBits(phase.im().get(a))
                            == Float.floatToRawIntBits(phase.im().get(b));
        }

        /// Whether both pairs of a loop have one cost curve, seen along the flow, and the loop closes.
        boolean recordsAgree(int row, int col, int in, int out) {
            int a = pairs.side(row, col, in);
            int b = pairs.side(row, col, out);
            boolean freeA = edge[a] == NodeGrid.NO_STATISTICS;
            boolean freeB = edge[b] == NodeGrid.NO_STATISTICS;
            int signA = Pairs.outwardIsPositive(in) ? -1 : 1; // entering by `in` runs against the outward direction
            int signB = Pairs.outwardIsPositive(out) ? 1 : -1;
            return freeA == freeB
                    && get(sigsq, a) == get(sigsq, b)
                    && signA * get(offset, a) == signB * get(offset, b)
                    && closes(row, col);
        }

        private static int get(MemorySegment shorts, int pair) {
            return shorts.get(ArcStatistics.INT16, 2L * pair);
        }

        private boolean closes(int row, int col) {
            int cell = row * pairs.cols() + col;
            float a = phaseAt(cell);
            float b = phaseAt(cell + 1);
            float c = phaseAt(cell + pairs.cols());
            float d = phaseAt(cell + pairs.cols() + 1);
            return WrappedGrid.residue(a, b, c, d) == 0;
        }

        private float phaseAt(int cell) {
            return isMasked(cell)
                    ? 0
                    : WrappedGrid.wrapped(phase.re().get(cell), phase.im().get(cell));
        }
    }
}
