package dev.stampede.operators.segment;

import dev.stampede.operators.pixels.Labels;

/// Bounding boxes of instances, rows and columns from the first to the one before `end`.
///
/// @param row  first row
/// @param col  first column
/// @param endRow after the last row
/// @param endCol after the last column; 0 where there is no pixel
record Boxes(int[] row, int[] col, int[] endRow, int[] endCol) {
    /// Boxes by label.
    static Boxes of(int[] labels, int cols) {
        int n = Labels.largest(labels) + 1;
        var boxes = new Boxes(new int[n], new int[n], new int[n], new int[n]);
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] != 0) {
                boxes.add(labels[i], i / cols, i % cols);
            }
        }
        return boxes;
    }

    static Boxes empty(int n) {
        return new Boxes(new int[n], new int[n], new int[n], new int[n]);
    }

    void add(int which, int r, int c) {
        boolean first = isEmpty(which);
        row[which] = first ? r : Math.min(row[which], r);
        col[which] = first ? c : Math.min(col[which], c);
        endRow[which] = Math.max(endRow[which], r + 1);
        endCol[which] = Math.max(endCol[which], c + 1);
    }

    boolean isEmpty(int which) {
        return endCol[which] == 0;
    }

    long area(int which) {
        return (long) (endRow[which] - row[which]) * (endCol[which] - col[which]);
    }

    /// Pixels common to two boxes.
    long overlap(int a, int b) {
        long down = Math.min(endRow[a], endRow[b]) - Math.max(row[a], row[b]);
        long right = Math.min(endCol[a], endCol[b]) - Math.max(col[a], col[b]);
        return down > 0 && right > 0 ? down * right : 0;
    }

    /// Common pixels over all pixels of both.
    double iou(int a, int b) {
        long common = overlap(a, b);
        return (double) common / (area(a) + area(b) - common);
    }

    /// Distance between the sides of two boxes; 0 if they touch or overlap.
    double gap(int a, int b) {
        int down = Math.max(0, Math.max(row[a], row[b]) - Math.min(endRow[a], endRow[b]));
        int right = Math.max(0, Math.max(col[a], col[b]) - Math.min(endCol[a], endCol[b]));
        return Math.hypot(down, right);
    }
}
