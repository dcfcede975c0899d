package dev.stampede.benchmarks.unwrap;

import java.util.SplittableRandom;

/// Occupied cells as nodes, numbered column-major, and the nearest of them for every cell (ties: lowest
/// number).
///
/// @param nodeCells  column-major cell of each node
/// @param nearest    node per column-major cell
record NodeLayout(int rows, int cols, int[] nodeCells, int[] nearest) {
    /// Column-major flags of cells that hold a node, at least one.
    static boolean[] occupied(SplittableRandom random, UnwrapFamily family, int rows, int cols) {
        var occupied = new boolean[rows * cols];
        double phase = random.nextDouble() * 6;
        for (int col = 0; col < cols; col++) {
            for (int row = 0; row < rows; row++) {
                double p = family.occupancy;
                if (family == UnwrapFamily.M) { // clusters: density between a tenth and twice the mean
                    double wave = Math.sin(row * 0.11 + phase) * Math.sin(col * 0.07 - phase) * 2;
                    p *= Math.max(0.1, Math.min(1.9, 1 + wave));
                }
                occupied[row + col * rows] = random.nextDouble() < p;
            }
        }
        occupied[random.nextInt(occupied.length)] = true;
        return occupied;
    }

    static NodeLayout of(boolean[] occupied, int rows, int cols) {
        var nodeOf = new int[rows * cols];
        int count = 0;
        for (int cell = 0; cell < nodeOf.length; cell++) {
            nodeOf[cell] = occupied[cell] ? count++ : -1;
        }
        var nodeCells = new int[count];
        for (int cell = 0; cell < nodeOf.length; cell++) {
            if (nodeOf[cell] >= 0) {
                nodeCells[nodeOf[cell]] = cell;
            }
        }
        var inColumn = nearestInColumn(nodeOf, rows, cols);
        var nearest = new int[rows * cols];
        for (int col = 0; col < cols; col++) {
            for (int row = 0; row < rows; row++) {
                nearest[row + col * rows] = nearest(row, col, rows, cols, inColumn, nodeCells);
            }
        }
        return new NodeLayout(rows, cols, nodeCells, nearest);
    }

    /// The nearest node within the column of each cell, the upper one on ties, -1 if the column is empty.
    private static int[] nearestInColumn(int[] nodeOf, int rows, int cols) {
        var above = new int[rows * cols];
        for (int col = 0; col < cols; col++) {
            int last = -1;
            for (int row = 0; row < rows; row++) {
                last = nodeOf[row + col * rows] >= 0 ? row : last;
                above[row + col * rows] = last;
            }
            int next = -1;
            for (int row = rows - 1; row >= 0; row--) {
                int cell = row + col * rows;
                next = nodeOf[cell] >= 0 ? row : next;
                int up = above[cell];
                boolean takeUp = next < 0 || up >= 0 && row - up <= next - row;
                above[cell] = next < 0 && up < 0 ? -1 : nodeOf[(takeUp ? up : next) + col * rows];
            }
        }
        return above;
    }

    private static int nearest(int row, int col, int rows, int cols, int[] inColumn, int[] nodeCells) {
        int best = -1;
        long bestSquare = Long.MAX_VALUE;
        for (int step = 0; (long) step * step <= bestSquare && step < cols; step++) {
            for (int side = -1; side <= 1; side += 2) {
                int other = col + side * step;
                int node = other < 0 || other >= cols ? -1 : inColumn[row + other * rows];
                if (node >= 0) {
                    long dy = nodeCells[node] % rows - row;
                    long square = dy * dy + (long) step * step;
                    if (square < bestSquare || square == bestSquare && node < best) {
                        best = node;
                        bestSquare = square;
                    }
                }
            }
        }
        return best;
    }
}
