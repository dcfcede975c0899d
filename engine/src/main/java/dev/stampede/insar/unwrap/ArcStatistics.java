package dev.stampede.insar.unwrap;

import dev.stampede.memory.ComplexMatrix;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// What one interferogram adds to a [NodeGrid]: the phase of each node and, for each edge, how far its observed
/// phase difference lies from the expected one and how uncertain that is.
///
/// | name   | shape      | dtype | unit                   | meaning                                      |
/// |--------|------------|-------|------------------------|----------------------------------------------|
/// | phase  | [nodes, 1] | c64   | –                      | argument = wrapped phase; 0 masks the node   |
/// | offset | [edges]    | int16 | cycles / 200           | wrapped less expected difference, low to high node |
/// | sigsq  | [edges]    | int16 | (cycles / 200)^2 / 100 | variance times number of cell pairs, >= 1    |
///
/// A flow of `f` cycles over a cell pair costs floor((200 f + o)^2 / sigsq), where `o` is the offset with the
/// sign of the pair. A phase of exactly 0 or NaN masks the node: all its pairs cost nothing. COMPAT: so does
/// `sigsq == 32000`, as StaMPS and snaphu have it.
///
/// @param offset little-endian int16 per edge; entries of edges without statistics are ignored
/// @param sigsq  little-endian int16 per edge; the same segment may serve several interferograms
public record ArcStatistics(ComplexMatrix phase, MemorySegment offset, MemorySegment sigsq) {
    static final ValueLayout.OfShort INT16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    void requireFits(NodeGrid grid) {
        requireFits(grid.nodeCount(), grid.edgeCount());
    }

    void requireFits(int nodes, int edges) {
        if (phase.rows() != nodes || phase.cols() != 1) {
            throw new IllegalArgumentException(
                    "phase is [" + phase.rows() + ", " + phase.cols() + "], needs [" + nodes + ", 1]");
        }
        requireEdges("offset", offset, edges);
        requireEdges("sigsq", sigsq, edges);
    }

    private static void requireEdges(String name, MemorySegment segment, int edges) {
        if (segment.byteSize() < 2L * edges) {
            throw new IllegalArgumentException(
                    name + " has " + segment.byteSize() + " bytes, " + edges + " edges need " + 2L * edges);
        }
    }
}
