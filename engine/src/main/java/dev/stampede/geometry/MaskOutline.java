package dev.stampede.geometry;

import java.util.Arrays;
import java.util.Optional;
import org.locationtech.jts.geom.Polygon;

/// Outline of the largest region of a mask that is fed row by row: pixels that share an edge or a corner
/// belong together, holes are kept, edges follow the pixels. Memory grows with the number of runs of valid
/// pixels (16 bytes each), not with the number of pixels.
///
/// Corners are at whole numbers, column to the right and row downwards: pixel (0, 0) is the square from
/// (0, 0) to (1, 1). The outer ring begins at its topmost, then leftmost corner and goes down first. Where
/// two pixels of the region meet only in a corner the ring passes that corner twice; a hole never does.
public final class MaskOutline {
    private final int width;
    private int rows;
    private int runs;
    private int[] firstRunOfRow = new int[64]; // [rows + 1]
    private int[] start = new int[256];
    private int[] end = new int[256];
    private int[] parent = new int[256];

    /// @param width columns of the mask
    public MaskOutline(int width) {
        this.width = width;
    }

    /// Takes the next row.
    /// @param valid at least `width` values; not 0 where there is data
    public void addRow(byte[] valid) {
        addRow(valid, 0);
    }

    /// Takes the next row from `valid[from, from + width)`.
    public void addRow(byte[] valid, int from) {
        if (firstRunOfRow.length < rows + 2) {
            firstRunOfRow = Arrays.copyOf(firstRunOfRow, 2 * (rows + 2));
        }
        int above = rows == 0 ? 0 : firstRunOfRow[rows - 1];
        int aboveEnd = runs;
        firstRunOfRow[rows++] = runs;
        for (int col = 0; col < width; ) {
            if (valid[from + col] == 0) {
                col++;
                continue;
            }
            int begin = col;
            while (col < width && valid[from + col] != 0) {
                col++;
            }
            int run = addRun(begin, col);
            while (above < aboveEnd && end[above] < begin) {
                above++;
            }
            for (int other = above; other < aboveEnd && start[other] <= col; other++) {
                join(other, run);
            }
        }
        firstRunOfRow[rows] = runs;
    }

    private int addRun(int begin, int stop) {
        if (runs == start.length) {
            int room = Math.addExact(runs, runs / 2);
            start = Arrays.copyOf(start, room);
            end = Arrays.copyOf(end, room);
            parent = Arrays.copyOf(parent, room);
        }
        start[runs] = begin;
        end[runs] = stop;
        parent[runs] = runs;
        return runs++;
    }

    private int root(int run) {
        int root = run;
        while (parent[root] != root) {
            root = parent[root];
        }
        while (parent[run] != root) {
            int next = parent[run];
            parent[run] = root;
            run = next;
        }
        return root;
    }

    private void join(int a, int b) {
        int rootA = root(a);
        int rootB = root(b);
        parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB); // a root is the region's first run
    }

    /// The region of most pixels (the first of equal ones); empty if no pixel is valid.
    public Optional<Polygon> largest() {
        if (runs == 0) {
            return Optional.empty();
        }
        long[] area = new long[runs];
        int best = 0;
        for (int run = 0; run < runs; run++) {
            area[root(run)] += end[run] - start[run];
        }
        for (int run = 1; run < runs; run++) {
            best = area[run] > area[best] ? run : best;
        }
        var corners = new RingCorners(width);
        int[] above = new int[0];
        for (int row = 0; row <= rows; row++) {
            int[] below = row == rows ? new int[0] : runsOf(best, row);
            corners.addLine(row, above, below);
            above = below;
        }
        return Optional.of(corners.polygon());
    }

    /// Begin and end of each run of a region in a row, ascending.
    private int[] runsOf(int region, int row) {
        int count = 0;
        int[] ends = new int[2 * (firstRunOfRow[row + 1] - firstRunOfRow[row])];
        for (int run = firstRunOfRow[row]; run < firstRunOfRow[row + 1]; run++) {
            if (root(run) == region) {
                ends[count++] = start[run];
                ends[count++] = end[run];
            }
        }
        return Arrays.copyOf(ends, count);
    }
}
