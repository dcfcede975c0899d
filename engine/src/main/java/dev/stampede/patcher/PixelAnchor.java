package dev.stampede.patcher;

/// The upper-left pixel of a patch, from 0; negative for a patch that begins outside its raster.
public record PixelAnchor(int row, int col) implements Comparable<PixelAnchor> {
    /// In the order of reading: by row, then by column.
    @Override
    public int compareTo(PixelAnchor other) {
        return row != other.row ? Integer.compare(row, other.row) : Integer.compare(col, other.col);
    }

    @Override
    public String toString() {
        return "(row " + row + ", column " + col + ")";
    }
}
