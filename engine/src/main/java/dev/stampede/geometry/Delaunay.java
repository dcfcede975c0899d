package dev.stampede.geometry;

import java.util.Arrays;

/// The edges of the Delaunay triangulation of points in the plane: undirected, each once, ordered by their
/// lower and then by their higher point. The result depends on the points only, never on threads or earlier
/// calls.
///
/// | points                   | edges                                                                             |
/// |--------------------------|-----------------------------------------------------------------------------------|
/// | none or one              | none                                                                              |
/// | two, or all on one line  | the chain along the line                                                          |
/// | four or more on a circle | one of the valid choices                                                          |
/// | several at one place     | only the first has edges; [#neighbours()] gives the others the neighbours of it   |
/// | NaN or infinite          | refused                                                                           |
///
/// Edge `e` runs from `lower(e)` to `higher(e)`, `lower < higher`.
public final class Delaunay {
    private final int pointCount;
    private final int[] rowStart;
    private final int[] higher;
    private final int[] twin;

    private Delaunay(int pointCount, int[] rowStart, int[] higher, int[] twin) {
        this.pointCount = pointCount;
        this.rowStart = rowStart;
        this.higher = higher;
        this.twin = twin;
    }

    /// Triangulates with the default implementation.
    /// @throws IllegalArgumentException if the arrays differ in length or a coordinate is not finite
    public static Delaunay of(double[] x, double[] y) {
        return of(new DivideAndConquer(), x, y);
    }

    /// As [#of(double\[\], double\[\])] with a chosen implementation.
    public static Delaunay of(Triangulator triangulator, double[] x, double[] y) {
        var distinct = DistinctPoints.of(x, y);
        int[] pairs = distinct.isOnOneLine() ? chain(distinct.count()) : triangulator.edges(distinct.x(), distinct.y());
        return ordered(x.length, distinct, pairs);
    }

    /// Links `0-1-2-...`: distinct points come sorted along any line they share.
    private static int[] chain(int count) {
        var pairs = new int[2 * Math.max(0, count - 1)];
        for (int i = 0; i + 1 < count; i++) {
            pairs[2 * i] = i;
            pairs[2 * i + 1] = i + 1;
        }
        return pairs;
    }

    /// Counting sort by the lower point, then each short row by the higher one.
    private static Delaunay ordered(int pointCount, DistinctPoints distinct, int[] pairs) {
        var rowStart = new int[pointCount + 1];
        int[] original = distinct.original();
        for (int i = 0; i < pairs.length; i += 2) {
            rowStart[Math.min(original[pairs[i]], original[pairs[i + 1]]) + 1]++;
        }
        for (int p = 0; p < pointCount; p++) {
            rowStart[p + 1] += rowStart[p];
        }
        var fill = Arrays.copyOf(rowStart, pointCount);
        var higher = new int[pairs.length / 2];
        for (int i = 0; i < pairs.length; i += 2) {
            int a = original[pairs[i]];
            int b = original[pairs[i + 1]];
            higher[fill[Math.min(a, b)]++] = Math.max(a, b);
        }
        for (int p = 0; p < pointCount; p++) {
            Arrays.sort(higher, rowStart[p], rowStart[p + 1]);
        }
        return new Delaunay(pointCount, rowStart, higher, distinct.twin());
    }

    public int pointCount() {
        return pointCount;
    }

    public int edgeCount() {
        return higher.length;
    }

    /// The lower end of every edge, in edge order; a new array.
    public int[] lower() {
        var lower = new int[higher.length];
        for (int p = 0; p < pointCount; p++) {
            Arrays.fill(lower, rowStart[p], rowStart[p + 1], p);
        }
        return lower;
    }

    /// The higher end of every edge, in edge order; a new array.
    public int[] higher() {
        return higher.clone();
    }

    /// Both directions of every edge, by point.
    public Neighbours neighbours() {
        var start = new int[pointCount + 1];
        var own = new int[pointCount];
        for (int p = 0; p < pointCount; p++) {
            own[p] += rowStart[p + 1] - rowStart[p];
            for (int e = rowStart[p]; e < rowStart[p + 1]; e++) {
                own[higher[e]]++;
            }
        }
        for (int p = 0; p < pointCount; p++) {
            start[p + 1] = Math.addExact(start[p], own[twin == null ? p : twin[p]]);
        }
        return new Neighbours(start, fillNeighbours(start));
    }

    private int[] fillNeighbours(int[] start) {
        var index = new int[start[pointCount]];
        var fill = Arrays.copyOf(start, pointCount);
        for (int p = 0; p < pointCount; p++) { // a row gets its lower neighbours first, ascending, then its higher ones
            for (int e = rowStart[p]; e < rowStart[p + 1]; e++) {
                index[fill[higher[e]]++] = p;
            }
        }
        for (int p = 0; p < pointCount; p++) {
            if (twin == null || twin[p] == p) {
                System.arraycopy(higher, rowStart[p], index, fill[p], rowStart[p + 1] - rowStart[p]);
            }
        }
        for (int p = 0; p < pointCount; p++) {
            if (twin != null && twin[p] != p) {
                System.arraycopy(index, start[twin[p]], index, start[p], start[p + 1] - start[p]);
            }
        }
        return index;
    }
}
