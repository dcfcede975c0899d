package dev.stampede.patcher.field;

import dev.stampede.io.vector.VectorFeature;
import dev.stampede.io.vector.VectorLayer;
import dev.stampede.patcher.geometry.KnnGraph;
import dev.stampede.patcher.geometry.Metric;
import dev.stampede.patcher.geometry.PointSet;
import dev.stampede.patcher.geometry.PolygonIntersection;
import dev.stampede.patcher.geometry.RadiusGraph;
import dev.stampede.patcher.sampler.MapPoint;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;

/// Features of a layer. Features without a shape belong to no patch.
public final class VectorField implements Field<List<Integer>, List<VectorFeature>> {
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private final VectorLayer layer;
    private final STRtree tree = new STRtree();

    public VectorField(VectorLayer layer) {
        this.layer = layer;
        for (int i = 0; i < layer.features().size(); i++) {
            var shape = layer.features().get(i).geometry();
            if (shape != null) {
                tree.insert(shape.getEnvelopeInternal(), i);
            }
        }
        tree.build();
    }

    public VectorLayer layer() {
        return layer;
    }

    public int size() {
        return layer.features().size();
    }

    /// Features by number, in the order asked for.
    @Override
    public List<VectorFeature> select(SegmentAllocator allocator, List<Integer> numbers) {
        return numbers.stream().map(layer.features()::get).toList();
    }

    /// Features that meet a polygon, by number of the polygon.
    public Selection<Integer, List<Integer>> meeting(PolygonIntersection polygons) {
        return number -> meeting(polygons.shape(number));
    }

    /// Features that meet the circle around a place.
    /// @throws IllegalArgumentException under the haversine metric, in which a circle of the plane is none
    public Selection<MapPoint, List<Integer>> meeting(RadiusGraph circle) {
        if (circle.metric() != Metric.EUCLIDEAN) {
            throw new IllegalArgumentException(
                    "metric is haversine; features are met in the plane of their coordinates: project them, or use"
                            + " their centroids as points");
        }
        return place -> meetingCircle(place, circle.radius());
    }

    private List<Integer> meetingCircle(MapPoint place, double radius) {
        var centre = FACTORY.createPoint(new Coordinate(place.x(), place.y()));
        var box = centre.getEnvelopeInternal();
        box.expandBy(radius);
        var found = new ArrayList<Integer>();
        for (var number : candidates(box)) {
            if (layer.features().get(number).geometry().distance(centre) <= radius) {
                found.add(number);
            }
        }
        return found;
    }

    /// The features whose centroids are nearest to a place.
    /// @throws IllegalArgumentException if there are too few features
    public Selection<MapPoint, List<Integer>> nearest(KnnGraph graph) {
        return Selection.places(graph, asPoints().points());
    }

    private List<Integer> meeting(Geometry area) {
        var prepared = PreparedGeometryFactory.prepare(area);
        return candidates(area.getEnvelopeInternal()).stream()
                .filter(number ->
                        prepared.intersects(layer.features().get(number).geometry()))
                .toList();
    }

    private List<Integer> candidates(org.locationtech.jts.geom.Envelope box) {
        var numbers = new ArrayList<Integer>();
        for (var number : tree.query(box)) {
            numbers.add((Integer) number);
        }
        numbers.sort(null);
        return numbers;
    }

    /// Centroids, with the fields that hold numbers as columns: `NaN` where a feature has none.
    /// @throws IllegalArgumentException naming a feature without a shape
    public PointField asPoints() {
        var x = new double[size()];
        var y = new double[size()];
        var columns = new LinkedHashMap<String, double[]>();
        for (int i = 0; i < size(); i++) {
            var feature = layer.features().get(i);
            if (feature.geometry() == null || feature.geometry().isEmpty()) {
                throw new IllegalArgumentException(
                        "feature " + i + " of layer " + layer.name() + " has no shape and so no centroid; remove it");
            }
            var centre = feature.geometry().getCentroid();
            x[i] = centre.getX();
            y[i] = centre.getY();
            int at = i;
            feature.fields().forEach((name, value) -> {
                if (value instanceof Number number) {
                    columns.computeIfAbsent(name, _ -> nans(size()))[at] = number.doubleValue();
                }
            });
        }
        return new PointField(new PointSet(x, y), columns);
    }

    private static double[] nans(int n) {
        var numbers = new double[n];
        java.util.Arrays.fill(numbers, Double.NaN);
        return numbers;
    }
}
