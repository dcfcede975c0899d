package dev.stampede.patcher.geometry;

import java.util.List;
import java.util.function.BiFunction;

/// Queries of a tree in coordinates in which straight distances have the order of the metric.
final class TreeNeighbours implements PointGeometry.Neighbours {
    private final Metric metric;
    private final double[][] embedded;
    private final KdTree tree;
    private final BiFunction<KdTree, double[], List<Integer>> query;

    TreeNeighbours(PointSet points, Metric metric, BiFunction<KdTree, double[], List<Integer>> query) {
        this.metric = metric;
        this.embedded = new double[points.size()][];
        for (int i = 0; i < embedded.length; i++) {
            embedded[i] = metric.embedded(points.x()[i], points.y()[i]);
        }
        this.tree = new KdTree(embedded, metric == Metric.EUCLIDEAN ? 2 : 3);
        this.query = query;
    }

    @Override
    public List<Integer> around(double x, double y) {
        return query.apply(tree, metric.embedded(x, y));
    }

    @Override
    public List<Integer> aroundNode(int node) {
        return query.apply(tree, embedded[node]);
    }
}
