package dev.stampede.mosaic.seam;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LineString;

/// Points spread evenly along a ring.
final class RingPoints {
    private RingPoints() {}

    /// The first corner of the ring, and the points that cut each edge into equal parts of a length near
    /// `spacing`. Other corners are left out.
    static List<Coordinate> along(LineString ring, double spacing) {
        var points = new ArrayList<Coordinate>();
        points.add(ring.getCoordinateN(0).copy());
        for (int i = 1; i < ring.getNumPoints(); i++) {
            var from = ring.getCoordinateN(i - 1);
            var to = ring.getCoordinateN(i);
            int parts = parts(from.distance(to), spacing);
            for (int k = 1; k < parts; k++) {
                double share = (double) k / parts;
                points.add(new Coordinate(from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)));
            }
        }
        return points;
    }

    /// Into how many parts an edge is cut: floor or ceiling of length / spacing, whichever gives parts that
    /// sum up closer to the length; at least one.
    static int parts(double length, double spacing) {
        int fewer = (int) Math.max(1, Math.floor(length / spacing));
        boolean fewerFits = Math.abs(length - fewer * spacing) <= Math.abs(length - (fewer + 1) * spacing);
        return fewerFits ? fewer : fewer + 1;
    }
}
