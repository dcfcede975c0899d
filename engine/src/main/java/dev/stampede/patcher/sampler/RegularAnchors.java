package dev.stampede.patcher.sampler;

import dev.stampede.patcher.PixelAnchor;
import java.util.AbstractList;
import java.util.RandomAccess;

/// Anchors of a regular stride, row-major, computed when asked for: a stride of 1 over a large scene takes
/// no memory.
public final class RegularAnchors extends AbstractList<PixelAnchor> implements RandomAccess {
    private final int rows;
    private final int cols;
    private final int rowStep;
    private final int colStep;

    /// @throws ArithmeticException if there are more anchors than a list can hold
    RegularAnchors(int rows, int cols, int rowStep, int colStep) {
        Math.multiplyExact(rows, cols);
        this.rows = rows;
        this.cols = cols;
        this.rowStep = rowStep;
        this.colStep = colStep;
    }

    /// Rows of anchors.
    public int rows() {
        return rows;
    }

    /// Anchors in a row.
    public int cols() {
        return cols;
    }

    public int rowStep() {
        return rowStep;
    }

    public int colStep() {
        return colStep;
    }

    @Override
    public PixelAnchor get(int index) {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException(index + " of " + size() + " anchors");
        }
        return new PixelAnchor(index / cols * rowStep, index % cols * colStep);
    }

    @Override
    public int size() {
        return rows * cols;
    }
}
