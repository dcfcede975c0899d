package dev.stampede.patcher.geometry;

import dev.stampede.operators.core.Configured;
import java.util.List;

/// Which points belong to a place. Patches of points differ in size and have no weights.
public sealed interface PointGeometry extends Configured permits KnnGraph, RadiusGraph, SphericalCap {
    /// Prepared for many queries of the same points.
    Neighbours over(PointSet points);

    /// Numbers of points around a place.
    interface Neighbours {
        /// @param x map coordinate, or longitude in degrees
        /// @param y map coordinate, or latitude in degrees
        List<Integer> around(double x, double y);

        /// Those around a point of the set, itself included.
        List<Integer> aroundNode(int node);
    }
}
