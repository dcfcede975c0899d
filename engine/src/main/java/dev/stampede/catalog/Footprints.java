package dev.stampede.catalog;

import dev.stampede.io.raster.Reprojection;
import dev.stampede.raster.Bounds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/// Footprints as geometries.
final class Footprints {
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private Footprints() {}

    static Geometry of(Bounds box) {
        return FACTORY.toGeometry(new Envelope(box.minX(), box.maxX(), box.minY(), box.maxY()));
    }

    /// The rows with their vertices moved into another system.
    static List<CatalogRow> inSystem(Catalog catalog, String crs) throws IOException {
        var rows = new ArrayList<CatalogRow>(catalog.size());
        try (var way = Reprojection.open(catalog.crs(), crs)) {
            for (var row : catalog) {
                rows.add(new CatalogRow(
                        row.filepath(), moved(row.geometry(), way), row.interval(), row.kind(), row.extras()));
            }
        }
        return rows;
    }

    static Geometry moved(Geometry geometry, Reprojection way) throws IOException {
        if (way.isIdentity()) {
            return geometry;
        }
        var coordinates = geometry.getCoordinates();
        double[] x = new double[coordinates.length];
        double[] y = new double[coordinates.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = coordinates[i].x;
            y[i] = coordinates[i].y;
        }
        way.points(x, y);
        var copy = geometry.copy();
        copy.apply(new Replacement(x, y));
        return copy;
    }

    /// Replaces the vertices of a geometry, in the order in which `getCoordinates` lists them.
    private static final class Replacement implements CoordinateSequenceFilter {
        private final double[] x;
        private final double[] y;
        private int next;

        Replacement(double[] x, double[] y) {
            this.x = x;
            this.y = y;
        }

        @Override
        public void filter(CoordinateSequence sequence, int vertex) {
            sequence.setOrdinate(vertex, CoordinateSequence.X, x[next]);
            sequence.setOrdinate(vertex, CoordinateSequence.Y, y[next]);
            next++;
        }

        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public boolean isGeometryChanged() {
            return true;
        }
    }
}
