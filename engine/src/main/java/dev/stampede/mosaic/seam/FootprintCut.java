package dev.stampede.mosaic.seam;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.algorithm.locate.SimplePointInAreaLocator;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.operation.polygonize.Polygonizer;

/// Cuts a footprint along lines and keeps its main piece.
final class FootprintCut {
    /// A line to cut along.
    ///
    /// @param other whether another image of the same footprint has the main piece, so that this one keeps the rest
    record Cut(LineString line, boolean other) {}

    private FootprintCut() {}

    /// What is left of a footprint when it is split along each line in turn and the piece that holds the
    /// centroid of what there was is kept (the largest piece if none does).
    static Polygon along(Polygon footprint, List<Cut> cuts) {
        var rest = footprint;
        for (var cut : cuts) {
            if (cut.line().getEnvelopeInternal().intersects(rest.getEnvelopeInternal())
                    && PreparedGeometryFactory.prepare(rest).intersects(cut.line())) {
                var pieces = split(rest, cut.line());
                var main = mainPiece(rest, pieces);
                rest = cut.other()
                        ? largest(pieces.stream().filter(p -> p != main).toList(), main)
                        : main;
            }
        }
        return rest;
    }

    private static Polygon largest(List<Polygon> pieces, Polygon otherwise) {
        return pieces.stream().max(Comparator.comparingDouble(Polygon::getArea)).orElse(otherwise);
    }

    /// The pieces of a polygon on the two sides of a line; the polygon itself if the line does not cross it.
    private static List<Polygon> split(Polygon polygon, LineString line) {
        var edges = OverlayNGRobust.overlay(polygon.getBoundary(), line, OverlayNG.UNION);
        var polygonizer = new Polygonizer();
        polygonizer.add(edges);
        var inside = new IndexedPointInAreaLocator(polygon);
        List<Polygon> pieces = new ArrayList<>();
        for (Object found : polygonizer.getPolygons()) {
            var piece = (Polygon) found;
            var place = piece.getInteriorPoint().getCoordinate();
            if (inside.locate(place) == Location.INTERIOR) {
                piece.normalize(); // the polygonizer starts rings anywhere, and lists pieces in any order
                pieces.add(piece);
            }
        }
        pieces.sort(null);
        return pieces.isEmpty() ? List.of(polygon) : pieces;
    }

    private static Polygon mainPiece(Polygon whole, List<Polygon> pieces) {
        var centroid = whole.getCentroid();
        return pieces.stream()
                .filter(piece -> Location.INTERIOR == SimplePointInAreaLocator.locate(centroid.getCoordinate(), piece))
                .findFirst()
                .orElseGet(() -> largest(pieces, whole));
    }
}
