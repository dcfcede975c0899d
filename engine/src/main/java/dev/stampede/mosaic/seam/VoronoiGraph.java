package dev.stampede.mosaic.seam;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

/// The edges of a Voronoi diagram as a graph: corners that lie at exactly the same place are one node, an
/// edge weighs its length.
final class VoronoiGraph {
    private record Step(int node, double distance) implements Comparable<Step> {
        @Override
        public int compareTo(Step other) {
            int order = Double.compare(distance, other.distance);
            return order != 0 ? order : Integer.compare(node, other.node);
        }
    }

    private final List<Coordinate> nodes = new ArrayList<>();
    private final List<int[]> neighbours = new ArrayList<>(); // per node, filled to degree
    private final List<Integer> degrees = new ArrayList<>();

    private VoronoiGraph() {}

    /// @param cells     polygons of the diagram
    /// @param minLength edges shorter than this are left out
    static VoronoiGraph of(Geometry cells, double minLength) {
        return of(cells, cells.getEnvelopeInternal(), minLength);
    }

    /// @param cells     polygons of the diagram
    /// @param frame     edges with an end outside are left out
    /// @param minLength edges shorter than this are left out
    static VoronoiGraph of(Geometry cells, Envelope frame, double minLength) {
        var graph = new VoronoiGraph();
        Map<Coordinate, Integer> indices = new HashMap<>();
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < cells.getNumGeometries(); i++) {
            var ring = ((Polygon) cells.getGeometryN(i)).getExteriorRing();
            for (int k = 1; k < ring.getNumPoints(); k++) {
                var from = ring.getCoordinateN(k - 1);
                var to = ring.getCoordinateN(k);
                if (frame.contains(from) && frame.contains(to) && from.distance(to) >= minLength) {
                    int a = graph.node(indices, from);
                    int b = graph.node(indices, to);
                    if (a != b && seen.add((long) Math.min(a, b) << 32 | Math.max(a, b))) {
                        graph.link(a, b);
                        graph.link(b, a);
                    }
                }
            }
        }
        return graph;
    }

    private int node(Map<Coordinate, Integer> indices, Coordinate place) {
        return indices.computeIfAbsent(place, key -> {
            nodes.add(key);
            neighbours.add(new int[3]);
            degrees.add(0);
            return nodes.size() - 1;
        });
    }

    private void link(int from, int to) {
        int degree = degrees.get(from);
        if (degree == neighbours.get(from).length) {
            neighbours.set(from, Arrays.copyOf(neighbours.get(from), 2 * degree));
        }
        neighbours.get(from)[degree] = to;
        degrees.set(from, degree + 1);
    }

    boolean isEmpty() {
        return nodes.isEmpty();
    }

    /// The node nearest to a place, the first of equally near ones.
    private int nearest(Coordinate place) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < nodes.size(); i++) {
            double distance = nodes.get(i).distance(place);
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    /// The shortest way along edges between the nodes nearest to two places (Dijkstra); empty if there is none.
    List<Coordinate> shortestPath(Coordinate from, Coordinate to) {
        int source = nearest(from);
        int target = nearest(to);
        double[] distance = new double[nodes.size()];
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        int[] previous = new int[nodes.size()];
        boolean[] settled = new boolean[nodes.size()];
        var queue = new PriorityQueue<Step>();
        distance[source] = 0;
        previous[source] = -1;
        queue.add(new Step(source, 0));
        while (!queue.isEmpty() && !settled[target]) {
            int node = queue.remove().node;
            if (settled[node]) {
                continue;
            }
            settled[node] = true;
            for (int k = 0; k < degrees.get(node); k++) {
                int next = neighbours.get(node)[k];
                double reached = distance[node] + nodes.get(node).distance(nodes.get(next));
                if (reached < distance[next]) {
                    distance[next] = reached;
                    previous[next] = node;
                    queue.add(new Step(next, reached));
                }
            }
        }
        var path = new ArrayList<Coordinate>();
        for (int node = settled[target] ? target : -1; node >= 0; node = previous[node]) {
            path.add(nodes.get(node));
        }
        return path.reversed();
    }
}
