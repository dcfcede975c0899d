package dev.stampede.kernels.gridaccumulate;

import java.util.Arrays;

/// Cells put together by their number of points, so that lanes can add as many points each without masking
/// any: a *group* is `width` cells of equally many points. Depends on the order alone and is made once for it.
///
/// @param width      cells of a group
/// @param count      points of each cell of a group, per group; rising
/// @param cell       cells, `width` per group
/// @param point      for each group, the first point of each of its cells, then the second, and so on
/// @param singleCell cells with points that found no group: fewer than `width` for each number of points
record CellLanes(int width, int[] count, int[] cell, int[] point, int[] singleCell) {
    static CellLanes of(CellOrder order, int width) {
        int[] start = order.start();
        int cells = order.cells();
        int most = 0;
        for (int c = 0; c < cells; c++) {
            most = Math.max(most, start[c + 1] - start[c]);
        }
        var ofCount = new int[cells];
        for (int c = 0; c < cells; c++) {
            ofCount[c] = start[c + 1] - start[c];
        }
        var sorted = CellOrder.of(ofCount, most + 1);

        var count = new int[cells / width];
        var cell = new int[cells / width * width];
        var single = new int[cells];
        int groups = 0;
        int singles = 0;
        long points = 0;
        for (int k = 1; k <= most; k++) {
            int at = sorted.start()[k];
            int end = sorted.start()[k + 1];
            for (; at + width <= end; at += width) {
                System.arraycopy(sorted.point(), at, cell, groups * width, width);
                count[groups++] = k;
                points += (long) k * width;
            }
            for (; at < end; at++) {
                single[singles++] = sorted.point()[at];
            }
        }
        var point = new int[Math.toIntExact(points)];
        int next = 0;
        for (int g = 0; g < groups; g++) {
            for (int k = 0; k < count[g]; k++) {
                for (int lane = 0; lane < width; lane++) {
                    point[next++] = order.point()[start[cell[g * width + lane]] + k];
                }
            }
        }
        return new CellLanes(
                width,
                Arrays.copyOf(count, groups),
                Arrays.copyOf(cell, groups * width),
                point,
                Arrays.copyOf(single, singles));
    }
}
