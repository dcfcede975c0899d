package dev.stampede.geometry;

/// A way to triangulate points; [Delaunay] prepares its input and orders its output, so an implementation
/// only has to find the edges.
@FunctionalInterface
public interface Triangulator {
    /// The undirected edges of a Delaunay triangulation, each once, as `a0, b0, a1, b1, ...` in any order.
    ///
    /// The caller guarantees at least three points, all finite and distinct, not all on one line. Where
    /// four or more points lie on one circle any of the valid triangulations may be returned, but always
    /// the same one for the same input.
    ///
    /// @param x abscissae, not to be modified
    /// @param y ordinates, as many, not to be modified
    int[] edges(double[] x, double[] y);
}
