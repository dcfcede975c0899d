package dev.stampede.io.raster;

import dev.stampede.bindings.gdal.GdalSpatialReference;
import dev.stampede.bindings.gdal.GdalTransformation;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.Crs;
import java.io.IOException;

/// The way from one coordinate reference system to another, through GDAL. x is east or longitude, y north or
/// latitude, whatever the authority says. Used by one thread at a time; closed by its owner.
public final class Reprojection implements AutoCloseable {
    private final GdalTransformation way;

    private Reprojection(GdalTransformation way) {
        this.way = way;
    }

    /// @param from anything GDAL understands: `EPSG:32633`, WKT, PROJJSON
    /// @param to   likewise
    /// @throws IOException if GDAL is missing, a text is not understood or there is no way
    public static Reprojection open(String from, String to) throws IOException {
        if (from.equals(to)) {
            return new Reprojection(null); // also where there is no system at all
        }
        try (var source = GdalSpatialReference.of(from);
                var target = GdalSpatialReference.of(to)) {
            return new Reprojection(source.isSameAs(target) ? null : source.openTransformation(target));
        }
    }

    /// Whether two texts mean the same system.
    /// @throws IOException if GDAL is missing or a text is not understood
    public static boolean same(String one, String other) throws IOException {
        if (one.equals(other)) {
            return true;
        }
        try (var first = GdalSpatialReference.of(one);
                var second = GdalSpatialReference.of(other)) {
            return first.isSameAs(second);
        }
    }

    /// Whether two systems mean the same, however they are written; none is the same as none alone.
    /// @throws IOException if GDAL is missing or does not understand one
    public static boolean same(Crs a, Crs b) throws IOException {
        return a.isSame(b) || !a.isNone() && !b.isNone() && same(a.text(), b.text());
    }

    /// The box in another system that holds a box of this one, see [#bounds].
    /// @throws IOException if GDAL is missing, does not understand a system, or knows no way between them
    public static Bounds transform(Bounds box, Crs from, Crs to) throws IOException {
        try (var way = open(from, to)) {
            return way.bounds(box);
        }
    }

    /// Moves points of one system into another, in place.
    /// @throws IOException if GDAL is missing, does not understand a system, or a point has no image
    public static void transform(double[] x, double[] y, Crs from, Crs to) throws IOException {
        try (var way = open(from, to)) {
            way.points(x, y);
        }
    }

    private static Reprojection open(Crs from, Crs to) throws IOException {
        return from.isSame(to) ? new Reprojection(null) : open(from.text(), to.text());
    }

    /// The system as PROJJSON.
    /// @throws IOException if GDAL is missing or the text is not understood
    public static String projJson(String crs) throws IOException {
        try (var reference = GdalSpatialReference.of(crs)) {
            return reference.projJson();
        }
    }

    /// The system as WKT.
    /// @throws IOException if GDAL is missing or the text is not understood
    public static String wkt(String crs) throws IOException {
        try (var reference = GdalSpatialReference.of(crs)) {
            return reference.wkt();
        }
    }

    /// `EPSG:` and the code where the system has one, else its name.
    /// @throws IOException if GDAL is missing or the text is not understood
    public static String shortName(String crs) throws IOException {
        try (var reference = GdalSpatialReference.of(crs)) {
            var code = reference.epsg();
            return code.isPresent() ? "EPSG:" + code.getAsInt() : reference.name();
        }
    }

    /// Whether both systems are the same, so that nothing moves.
    public boolean isIdentity() {
        return way == null;
    }

    /// Moves points, in place.
    /// @throws IOException if a point has no image
    public void points(double[] x, double[] y) throws IOException {
        if (way != null) {
            way.points(x, y);
        }
    }

    /// The box that holds all of a box, its edges followed at 21 points.
    /// @throws IOException if an edge has no image
    public Bounds bounds(Bounds box) throws IOException {
        if (way == null) {
            return box;
        }
        var four = way.bounds(box.minX(), box.minY(), box.maxX(), box.maxY());
        return new Bounds(four[0], four[1], four[2], four[3]);
    }

    @Override
    public void close() {
        if (way != null) {
            way.close();
        }
    }
}
