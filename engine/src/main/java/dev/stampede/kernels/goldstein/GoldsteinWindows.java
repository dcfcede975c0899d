package dev.stampede.kernels.goldstein;

/// Where the windows of [Goldstein] lie along one side of the grid and how their weights fall off.
///
/// Windows of `size` cells start every `size / 2` cells; the last one is moved back to end with the grid, its
/// weights moving the other way so that they stay where they would have been.
///
/// @param start first cell of each window
/// @param shift by how much a window was moved back; its first `shift` weights are 0
public record GoldsteinWindows(int[] start, int[] shift) {
    /// @param cells of the side, at least `size`
    /// @param size  of a window, even
    /// @throws IllegalArgumentException if the side is shorter than a window or the size odd
    public static GoldsteinWindows along(int cells, int size) {
        if (size < 2 || size % 2 != 0 || cells < size) {
            throw new IllegalArgumentException(
                    "a side of " + cells + " cells takes no filter window of " + size + " (even, not longer)");
        }
        int step = size / 2;
        int count = (cells + step - 1) / step - 1;
        var start = new int[count];
        var shift = new int[count];
        for (int w = 0; w < count; w++) {
            shift[w] = Math.max(0, w * step + size - cells);
            start[w] = w * step - shift[w];
        }
        return new GoldsteinWindows(start, shift);
    }

    public int count() {
        return start.length;
    }

    /// Weight of cell (r, c) of an unmoved window: rises by 1 per cell from every side.
    static double pyramid(int r, int c, int size) {
        return Math.min(r + 1, size - r) + Math.min(c + 1, size - c);
    }
}
