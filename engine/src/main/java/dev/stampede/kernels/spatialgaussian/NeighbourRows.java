package dev.stampede.kernels.spatialgaussian;

/// The whole rows of cells that may hold neighbours of some cells, and the points in them: all that is needed to
/// smooth those cells. Ends are exclusive.
record NeighbourRows(int firstCell, int lastCell, int firstPoint, int lastPoint) {
    /// @param toCell greater than `fromCell`
    static NeighbourRows of(PointCells cells, int fromCell, int toCell) {
        int firstRow = Math.max(0, fromCell / cells.cols() - cells.reach());
        int lastRow = Math.min(cells.rows() - 1, (toCell - 1) / cells.cols() + cells.reach());
        int firstCell = firstRow * cells.cols();
        int lastCell = (lastRow + 1) * cells.cols();
        return new NeighbourRows(firstCell, lastCell, cells.cellStart(firstCell), cells.cellStart(lastCell));
    }

    int points() {
        return lastPoint - firstPoint;
    }
}
