package dev.stampede.insar.unwrap;

import static dev.stampede.insar.unwrap.DualGraph.INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Writes one interferogram of a run as a [GridProblem]: a sample for every cell, a record for every pair.
/// Memory is allocated once and refilled.
final class RecordExpansion {
    private final PairNetwork network;
    private final CellMap map;
    private final MemorySegment image;
    private final MemorySegment records;
    private final GridProblem problem;

    RecordExpansion(Arena arena, PairNetwork network, CellMap map) {
        this.network = network;
        this.map = map;
        image = arena.allocate(8L * map.rows() * map.cols(), 64);
        records = arena.allocate((long) CostRecord.BYTES * network.pairs().count(), 64);
        problem = new GridProblem(map.rows(), map.cols(), image, records);
    }

    /// @return valid until the next call
    GridProblem expand(ArcStatistics in) {
        for (long cell = 0, cells = image.byteSize() / 8; cell < cells; cell++) {
            int node = map.cellNode().get(INT, 4 * cell);
            float re = in.phase().re().get(node);
            float im = in.phase().im().get(node);
            boolean masked = WrappedGrid.isMasked(re, im);
            image.set(GridProblem.FLOAT, 8 * cell, masked ? 0 : re);
            image.set(GridProblem.FLOAT, 8 * cell + 4, masked ? 0 : im);
        }
        for (int pair = 0; pair < network.pairs().count(); pair++) {
            int edge = network.pairEdge()[pair];
            switch (edge) {
                case NodeGrid.SAME_NODE -> write(pair, 0, 1, CostRecord.NO_SHELF);
                case NodeGrid.NO_STATISTICS -> write(pair, 0, 1, CostRecord.SHELF_OF_ONE);
                default ->
                    write(
                            pair,
                            InterferogramLoader.offset(in, edge),
                            InterferogramLoader.sigsq(in, edge),
                            CostRecord.NO_SHELF);
            }
        }
        return problem;
    }

    private void write(int pair, int offset, int sigsq, short shelf) {
        long at = (long) pair * CostRecord.BYTES;
        records.set(GridProblem.INT16, at, (short) offset);
        records.set(GridProblem.INT16, at + 2, (short) sigsq);
        records.set(GridProblem.INT16, at + 4, (short) CostRecord.MAX_SHORT);
        records.set(GridProblem.INT16, at + 6, shelf);
    }
}
