package dev.stampede.patcher.geometry;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Named;

/// The `k` nearest points by rising distance; a point of the set is its own nearest.
///
/// @param k      at least 1, and no more than there are points
/// @param metric how distances are measured, euclidean
@Named("KNNGraph")
public record KnnGraph(int k, @Default("\"euclidean\"") Metric metric) implements PointGeometry {
    /// @throws IllegalArgumentException if `k` is below 1
    public KnnGraph {
        if (k < 1) {
            throw new IllegalArgumentException("k is " + k + ", needs at least 1");
        }
    }

    /// @throws IllegalArgumentException if there are fewer points than `k`
    @Override
    public Neighbours over(PointSet points) {
        if (k > points.size()) {
            throw new IllegalArgumentException("k is " + k + ", but there are only " + points.size() + " points");
        }
        return new TreeNeighbours(points, metric, (tree, place) -> tree.nearest(place, k));
    }
}
