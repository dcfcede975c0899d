package dev.stampede.operators.plume;

import dev.stampede.kernels.morphology.Bits;
import dev.stampede.raster.Affine;
import java.util.ArrayList;
import org.locationtech.jts.algorithm.ConvexHull;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/// How far a plume reaches.
final class Extent {
    private Extent() {}

    /// The largest distance between corners of pixels that are set, in map units.
    static double largest(Bits plume, Affine affine) {
        var corners = new ArrayList<Coordinate>();
        for (int row = 0; row < plume.rows(); row++) {
            int first = -1;
            int last = -1;
            for (int col = 0; col < plume.cols(); col++) {
                if (plume.get(row, col)) {
                    first = first < 0 ? col : first;
                    last = col;
                }
            }
            if (first >= 0) {
                for (int corner = 0; corner < 4; corner++) {
                    double col = (corner & 1) == 0 ? first : last + 1;
                    double r = row + (corner >> 1);
                    corners.add(new Coordinate(affine.x(col, r), affine.y(col, r)));
                }
            }
        }
        var hull = new ConvexHull(corners.toArray(Coordinate[]::new), new GeometryFactory())
                .getConvexHull()
                .getCoordinates();
        double largest = 0;
        for (var a : hull) {
            for (var b : hull) {
                largest = Math.max(largest, a.distance(b));
            }
        }
        return largest;
    }
}
