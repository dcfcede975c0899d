package dev.stampede.insar.unwrap;

import static dev.stampede.insar.unwrap.DualGraph.INT;
import static dev.stampede.insar.unwrap.WrappedGrid.FLOAT;
import static dev.stampede.insar.unwrap.WrappedGrid.TWO_PI;

import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Unwrapped phase of a whole grid in row-major memory of one worker, refilled by every solve.
final class GridPhase implements UnwrappedPhase {
    private final CellMap map;
    private final WrappedGrid wrapped;
    private final MemorySegment cells;
    private double meanSquaredDifference;
    private UnwrapReport report;

    GridPhase(Arena arena, CellMap map, WrappedGrid wrapped) {
        this.map = map;
        this.wrapped = wrapped;
        cells = arena.allocate(4L * map.rows() * map.cols(), 64);
    }

    static long bytes(CellMap map) {
        return 4L * map.rows() * map.cols();
    }

    /// Row-major float32, to be filled.
    MemorySegment cells() {
        return cells;
    }

    GridPhase with(double meanSquaredDifference, UnwrapReport report) {
        this.meanSquaredDifference = meanSquaredDifference;
        this.report = report;
        return this;
    }

    @Override
    public int rows() {
        return map.rows();
    }

    @Override
    public int cols() {
        return map.cols();
    }

    @Override
    public float phase(int row, int col) {
        return cells.get(FLOAT, at(row, col));
    }

    @Override
    public int cycles(int row, int col) {
        long at = at(row, col);
        return (int) Math.rint(((double) cells.get(FLOAT, at) - wrapped.cell.get(FLOAT, at)) / TWO_PI);
    }

    private long at(int row, int col) {
        return 4 * ((long) row * map.cols() + col);
    }

    @Override
    public void copyNodePhase(MemorySegment outNodePhase) {
        for (long at = 0, end = 4L * map.nodes(); at < end; at += 4) {
            outNodePhase.set(
                    FloatMatrix.LAYOUT, at, cells.get(FLOAT, 4L * map.nodeCell().get(INT, at)));
        }
    }

    @Override
    public double meanSquaredDifference() {
        return meanSquaredDifference;
    }

    @Override
    public UnwrapReport report() {
        return report;
    }
}
