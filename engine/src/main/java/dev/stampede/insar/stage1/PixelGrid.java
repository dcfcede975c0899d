package dev.stampede.insar.stage1;

/// Values on a coarse grid over an image, interpolated linearly in line and column.
///
/// Nodes divide the image evenly: the first lies on pixel 0, the last on pixel `width` (or `length`), one
/// beyond the last of the image, as the original places them.
///
/// The original interpolates over a triangulation of the nodes; within a cell the two differ by at most an
/// eighth of the mixed second difference, which is far below the digits of the grids.
final class PixelGrid {
    private final double[] values;
    private final int columns;
    private final int lines;
    private final double perColumn;
    private final double perLine;

    /// @param values  nodes, line after line
    /// @param columns nodes in range, at least 2
    /// @param lines   nodes in azimuth, at least 2
    /// @param width   pixels of the image
    /// @param length  lines of the image
    PixelGrid(double[] values, int columns, int lines, int width, int length) {
        if (columns < 2 || lines < 2 || values.length != columns * lines) {
            throw new IllegalArgumentException(
                    values.length + " values for a grid of " + columns + " x " + lines + ", at least 2 x 2");
        }
        this.values = values;
        this.columns = columns;
        this.lines = lines;
        this.perColumn = (columns - 1) / (double) width;
        this.perLine = (lines - 1) / (double) length;
    }

    /// Value at a pixel, both counted from 0.
    double at(int line, int column) {
        double x = column * perColumn;
        double y = line * perLine;
        int i = Math.min((int) x, columns - 2);
        int j = Math.min((int) y, lines - 2);
        double u = x - i;
        double v = y - j;
        int k = j * columns + i;
        double above = values[k] + u * (values[k + 1] - values[k]);
        double below = values[k + columns] + u * (values[k + columns + 1] - values[k + columns]);
        return above + v * (below - above);
    }
}
