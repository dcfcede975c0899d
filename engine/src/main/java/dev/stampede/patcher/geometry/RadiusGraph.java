package dev.stampede.patcher.geometry;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Named;

/// All points within a distance, by rising number.
///
/// @param radius at least 0, in the unit of the coordinates, or kilometres under `haversine`
/// @param metric how distances are measured, euclidean
@Named("RadiusGraph")
public record RadiusGraph(
        double radius, @Default("\"euclidean\"") Metric metric) implements PointGeometry {
    /// @throws IllegalArgumentException unless `radius` is a number from 0 on
    public RadiusGraph {
        if (!(radius >= 0)) {
            throw new IllegalArgumentException("radius is " + radius + ", needs at least 0");
        }
    }

    @Override
    public Neighbours over(PointSet points) {
        double chord = metric.chord(radius);
        return new TreeNeighbours(points, metric, (tree, place) -> tree.within(place, chord));
    }
}
