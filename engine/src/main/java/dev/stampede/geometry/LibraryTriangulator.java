package dev.stampede.geometry;

import dev.stampede.bindings.triangle.TriangleMesher;

/// Edges from the user's own Triangle library. Where four or more points lie on one circle its choice may
/// differ from that of [DivideAndConquer]; elsewhere the edges are the same.
///
/// @param mesher the loaded library; guards the process against what the library cannot take
record LibraryTriangulator(TriangleMesher mesher) implements Triangulator {
    /// @throws IllegalArgumentException if the points break the contract, since the library would end the
    /// process
    @Override
    public int[] edges(double[] x, double[] y) {
        var distinct = DistinctPoints.of(x, y);
        if (distinct.count() < x.length || distinct.isOnOneLine()) {
            throw new IllegalArgumentException(x.length + " points, " + distinct.count() + " of them distinct"
                    + (distinct.isOnOneLine() ? " and all on one line" : "") + ", span no triangulation");
        }
        int[] edges = mesher.edges(distinct.x(), distinct.y());
        for (int i = 0; i < edges.length; i++) {
            edges[i] = distinct.original()[edges[i]];
        }
        return edges;
    }
}
