package dev.stampede.raster;

import java.util.Optional;

/// A rectangle of pixels. May reach beyond the raster it is asked of: `col` and `row` may be negative.
///
/// @param col    first column, from 0
/// @param row    first row, from 0
/// @param width  columns, at least 1
/// @param height rows, at least 1
public record Window(int col, int row, int width, int height) {
    /// @throws IllegalArgumentException if it holds no pixel or its end exceeds the integer range
    public Window {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a window of " + width + " x " + height + " pixels holds none");
        }
        Math.addExact(col, width);
        Math.addExact(row, height);
    }

    /// All of a raster.
    public static Window of(int width, int height) {
        return new Window(0, 0, width, height);
    }

    /// First column after the window.
    public int endCol() {
        return col + width;
    }

    /// First row after the window.
    public int endRow() {
        return row + height;
    }

    public long pixels() {
        return (long) width * height;
    }

    public boolean contains(Window other) {
        return col <= other.col && row <= other.row && endCol() >= other.endCol() && endRow() >= other.endRow();
    }

    /// The shared pixels; empty if there are none.
    public Optional<Window> intersection(Window other) {
        int left = Math.max(col, other.col);
        int top = Math.max(row, other.row);
        int right = Math.min(endCol(), other.endCol());
        int bottom = Math.min(endRow(), other.endRow());
        return left < right && top < bottom
                ? Optional.of(new Window(left, top, right - left, bottom - top))
                : Optional.empty();
    }

    /// The same window counted from another origin.
    public Window relativeTo(int originCol, int originRow) {
        return new Window(col - originCol, row - originRow, width, height);
    }

    @Override
    public String toString() {
        return "columns " + col + " to " + (endCol() - 1) + ", rows " + row + " to " + (endRow() - 1);
    }
}
