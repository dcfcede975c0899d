package dev.stampede.patcher.geometry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/// Points in two or three dimensions for neighbour queries. The tree is the order of an array: the middle
/// of a range divides it along the axis of its depth.
///
/// Source: Bentley (1975), doi:10.1145/361002.361007.
final class KdTree {
    private record Found(int index, double distance) {}

    /// Farthest first; of equals the one with the higher number.
    private static final Comparator<Found> FARTHEST = Comparator.comparingDouble(Found::distance)
            .thenComparingInt(Found::index)
            .reversed();

    private final double[][] points;
    private final Integer[] order;
    private final int dimensions;

    KdTree(double[][] points, int dimensions) {
        this.points = points;
        this.dimensions = dimensions;
        this.order = IntStream.range(0, points.length).boxed().toArray(Integer[]::new);
        build(0, order.length, 0);
    }

    private void build(int from, int to, int axis) {
        if (to - from > 1) {
            java.util.Arrays.sort(order, from, to, Comparator.comparingDouble(i -> points[i][axis]));
            int middle = (from + to) >>> 1;
            int next = (axis + 1) % dimensions;
            build(from, middle, next);
            build(middle + 1, to, next);
        }
    }

    /// The `k` nearest by distance, then by number.
    List<Integer> nearest(double[] place, int k) {
        var best = new PriorityQueue<Found>(k + 1, FARTHEST);
        nearest(place, k, 0, order.length, 0, best);
        var found = new ArrayList<>(best);
        found.sort(FARTHEST.reversed());
        return found.stream().map(Found::index).toList();
    }

    private void nearest(double[] place, int k, int from, int to, int axis, PriorityQueue<Found> best) {
        if (from >= to) {
            return;
        }
        int middle = (from + to) >>> 1;
        int index = order[middle];
        best.add(new Found(index, distance(points[index], place)));
        if (best.size() > k) {
            best.remove();
        }
        double offset = place[axis] - points[index][axis];
        int next = (axis + 1) % dimensions;
        boolean below = offset < 0;
        nearest(place, k, below ? from : middle + 1, below ? middle : to, next, best);
        if (best.size() < k || Math.abs(offset) <= best.element().distance()) {
            nearest(place, k, below ? middle + 1 : from, below ? to : middle, next, best);
        }
    }

    /// All within a distance, by number.
    List<Integer> within(double[] place, double distance) {
        var found = new ArrayList<Integer>();
        within(place, distance, 0, order.length, 0, found);
        found.sort(null);
        return found;
    }

    private void within(double[] place, double distance, int from, int to, int axis, List<Integer> found) {
        if (from >= to) {
            return;
        }
        int middle = (from + to) >>> 1;
        int index = order[middle];
        if (distance(points[index], place) <= distance) {
            found.add(index);
        }
        double offset = place[axis] - points[index][axis];
        int next = (axis + 1) % dimensions;
        if (offset <= distance) {
            within(place, distance, from, middle, next, found);
        }
        if (-offset <= distance) {
            within(place, distance, middle + 1, to, next, found);
        }
    }

    private double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < dimensions; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }
}
