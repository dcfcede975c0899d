package dev.stampede.patcher;

import dev.stampede.kernels.overlapadd.Plane;
import dev.stampede.runtime.Workers;
import java.util.List;

/// What a merge knows of the rows between the last finished one and the last one any patch has reached.
/// Moves down the scene with the patches.
interface RowBand {
    /// Called by one thread before a batch is added.
    /// @param batch    in reading order; on a regular grid of one row of anchors
    /// @param first    number of its first anchor in reading order, that of a patch left out too
    /// @param complete whether no patch was left out
    void prepare(List<Tile> batch, int first, boolean complete);

    /// Adds what of a batch lies in columns `[fromCol, toCol)`. Called by several threads for disjoint
    /// columns.
    void add(List<Tile> batch, int fromCol, int toCol);

    /// The result of some rows from `row` on. Called by several threads for disjoint rows.
    void finish(int row, List<Plane> out);

    /// Forgets the rows before `row`.
    void advance(Workers workers, int row);
}
