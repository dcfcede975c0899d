package dev.stampede.io.raster;

import dev.stampede.bindings.gdal.GdalSpatialReference;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.Crs;
import java.io.IOException;

/// What GDAL knows about reference systems: whether two mean the same, and where a place of one lies in another.
public final class CrsRelations {
    private CrsRelations() {}

    /// Whether two systems mean the same, however they are written.
    /// @throws IOException if GDAL is missing or does not understand one
    public static boolean areSame(Crs a, Crs b) throws IOException {
        if (a.isSame(b)) {
            return true;
        }
        if (a.isNone() || b.isNone()) {
            return false;
        }
        try (var first = GdalSpatialReference.of(a.text());
                var second = GdalSpatialReference.of(b.text())) {
            return first.isSameAs(second);
        }
    }

    /// The box in another system that holds a box of this one, its edges followed at points between the corners.
    /// @throws IOException if GDAL is missing, does not understand a system, or knows no way between them
    public static Bounds transform(Bounds box, Crs from, Crs to) throws IOException {
        if (from.isSame(to)) {
            return box;
        }
        try (var way = Reprojection.open(from.text(), to.text())) {
            return way.bounds(box);
        }
    }

    /// Moves points of one system into another, in place.
    /// @throws IOException if GDAL is missing, does not understand a system, or a point has no image
    public static void transform(double[] x, double[] y, Crs from, Crs to) throws IOException {
        if (from.isSame(to)) {
            return;
        }
        try (var way = Reprojection.open(from.text(), to.text())) {
            way.points(x, y);
        }
    }
}
