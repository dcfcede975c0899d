package dev.stampede.patcher.field;

import dev.stampede.patcher.geometry.PointGeometry;
import dev.stampede.patcher.geometry.PointSet;
import dev.stampede.patcher.sampler.MapPoint;
import java.util.List;

/// Which indices belong to an anchor. A lambda is a geometry of one's own (`SpatialCustom`): such a patcher
/// cannot be stored in a file.
///
/// @param <A> anchors
/// @param <I> indices
@FunctionalInterface
public interface Selection<A, I> {
    /// The indices, which may be none.
    I indices(A anchor);

    /// Neighbours of points of a set, by number.
    static Selection<Integer, List<Integer>> nodes(PointGeometry geometry, PointSet points) {
        var neighbours = geometry.over(points);
        return neighbours::aroundNode;
    }

    /// Neighbours of places.
    static Selection<MapPoint, List<Integer>> places(PointGeometry geometry, PointSet points) {
        var neighbours = geometry.over(points);
        return place -> neighbours.around(place.x(), place.y());
    }
}
