package dev.stampede.geometry;

/// Points with repeats taken out, sorted by x and then y.
///
/// @param x        ascending abscissae
/// @param y        ordinates, ascending where x is equal
/// @param original for every distinct point the first input point at its place
/// @param twin     for every input point the first one at the same place, or `null` when all are distinct
record DistinctPoints(double[] x, double[] y, int[] original, int[] twin) {
    /// @throws IllegalArgumentException if the arrays differ in length or a coordinate is not finite
    static DistinctPoints of(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " abscissae but " + y.length + " ordinates");
        }
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(x[i]) || !Double.isFinite(y[i])) {
                throw new IllegalArgumentException(
                        "point " + i + " is (" + x[i] + ", " + y[i] + "); only finite points can be triangulated");
            }
        }
        return withoutRepeats(x, y, PointOrder.byAbscissa(x, y));
    }

    private static DistinctPoints withoutRepeats(double[] x, double[] y, int[] order) {
        int n = order.length;
        var sortedX = new double[n];
        var sortedY = new double[n];
        var original = new int[n];
        int[] twin = null;
        int count = 0;
        for (int p : order) {
            if (count > 0 && sortedX[count - 1] == x[p] && sortedY[count - 1] == y[p]) {
                twin = twin == null ? identity(n) : twin;
                twin[p] = original[count - 1]; // the order is stable, so the first seen is the lowest
            } else {
                sortedX[count] = x[p];
                sortedY[count] = y[p];
                original[count++] = p;
            }
        }
        return count == n
                ? new DistinctPoints(sortedX, sortedY, original, null)
                : new DistinctPoints(
                        java.util.Arrays.copyOf(sortedX, count),
                        java.util.Arrays.copyOf(sortedY, count),
                        java.util.Arrays.copyOf(original, count),
                        twin);
    }

    private static int[] identity(int n) {
        var identity = new int[n];
        java.util.Arrays.setAll(identity, i -> i);
        return identity;
    }

    int count() {
        return x.length;
    }

    /// Whether fewer than three points are left or no three of them span a triangle; decided exactly.
    boolean isOnOneLine() {
        for (int i = 2; i < x.length; i++) {
            if (Predicates.orientation(x[0], y[0], x[1], y[1], x[i], y[i]) != 0) {
                return false;
            }
        }
        return true;
    }
}
