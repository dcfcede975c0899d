package dev.stampede.patcher.geometry;

import dev.stampede.operators.core.Named;
import java.util.ArrayList;
import java.util.List;

/// Everything within a distance along the surface of the Earth, a sphere of [Metric#EARTH_RADIUS_KM].
///
/// @param radiusKm at least 0
@Named("SphericalCap")
public record SphericalCap(double radiusKm) implements PointGeometry {
    /// A cell of a grid of latitudes and longitudes.
    public record Cell(int lat, int lon) {}

    /// @throws IllegalArgumentException unless the radius is a number from 0 on
    public SphericalCap {
        if (!(radiusKm >= 0)) {
            throw new IllegalArgumentException("radius_km is " + radiusKm + ", needs at least 0");
        }
    }

    /// Points by rising number.
    @Override
    public Neighbours over(PointSet points) {
        return new RadiusGraph(radiusKm, Metric.HAVERSINE).over(points);
    }

    /// Cells of a grid, by latitude, then by longitude.
    /// @param lats degrees along the first axis
    /// @param lons degrees along the second axis
    public List<Cell> cells(double[] lats, double[] lons, double lat, double lon) {
        var cells = new ArrayList<Cell>();
        for (int i = 0; i < lats.length; i++) {
            for (int j = 0; j < lons.length; j++) {
                if (Metric.haversineKm(lat, lon, lats[i], lons[j]) <= radiusKm) {
                    cells.add(new Cell(i, j));
                }
            }
        }
        return cells;
    }
}
