package dev.stampede.geometry;

import java.util.Arrays;

/// Linear interpolation between values at scattered places of a grid, in the triangles of their Delaunay
/// triangulation. Nothing is said outside of it.
public final class ScatteredValues {
    private static final double EDGE = 1e-9;

    private final double[] row;
    private final double[] col;
    private final double[] value;

    /// @param row   of the places, cells
    /// @param col   likewise
    /// @param value at the places
    public ScatteredValues(double[] row, double[] col, double[] value) {
        this.row = row;
        this.col = col;
        this.value = value;
    }

    /// `[rows * cols]` column by column; `NaN` outside the triangles.
    public double[] onGrid(int rows, int cols) {
        var out = new double[rows * cols];
        Arrays.fill(out, Double.NaN);
        if (value.length < 3) {
            return out;
        }
        var triangulation = Delaunay.of(row, col);
        var neighbours = triangulation.neighbours();
        int[] lower = triangulation.lower();
        int[] higher = triangulation.higher();
        for (int e = 0; e < lower.length; e++) {
            for (int side = -1; side <= 1; side += 2) {
                int apex = apex(neighbours.start(), neighbours.index(), lower[e], higher[e], side);
                if (apex > higher[e]) { // each triangle once
                    fill(out, rows, cols, lower[e], higher[e], apex);
                }
            }
        }
        return out;
    }

    /// The third corner of the triangle on one side of an edge: of the common neighbours there, the one
    /// that sees the edge under the largest angle. -1 at the hull.
    private int apex(int[] start, int[] index, int a, int b, int side) {
        int best = -1;
        double lowestCotangent = Double.POSITIVE_INFINITY;
        for (int i = start[a]; i < start[a + 1]; i++) {
            int c = index[i];
            double area = side * cross(a, b, c);
            if (area > EDGE && Arrays.binarySearch(index, start[b], start[b + 1], c) >= 0) {
                double dot = (row[a] - row[c]) * (row[b] - row[c]) + (col[a] - col[c]) * (col[b] - col[c]);
                if (dot / area < lowestCotangent) {
                    lowestCotangent = dot / area;
                    best = c;
                }
            }
        }
        return best;
    }

    private double cross(int a, int b, int c) {
        return (row[b] - row[a]) * (col[c] - col[a]) - (col[b] - col[a]) * (row[c] - row[a]);
    }

    private void fill(double[] out, int rows, int cols, int a, int b, int c) {
        double area = cross(a, b, c);
        int top = (int) Math.max(0, Math.ceil(Math.min(row[a], Math.min(row[b], row[c])) - EDGE));
        int bottom = (int) Math.min(rows - 1, Math.floor(Math.max(row[a], Math.max(row[b], row[c])) + EDGE));
        int left = (int) Math.max(0, Math.ceil(Math.min(col[a], Math.min(col[b], col[c])) - EDGE));
        int right = (int) Math.min(cols - 1, Math.floor(Math.max(col[a], Math.max(col[b], col[c])) + EDGE));
        for (int j = left; j <= right; j++) {
            for (int i = top; i <= bottom; i++) {
                double u = weight(i, j, b, c) / area;
                double v = weight(i, j, c, a) / area;
                double w = 1 - u - v;
                if (u >= -EDGE && v >= -EDGE && w >= -EDGE) {
                    out[i + j * rows] = u * value[a] + v * value[b] + w * value[c];
                }
            }
        }
    }

    /// Twice the signed area of a cell with two corners.
    private double weight(int i, int j, int a, int b) {
        return (row[a] - i) * (col[b] - j) - (col[a] - j) * (row[b] - i);
    }
}
