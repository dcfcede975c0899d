package dev.stampede.mosaic.seam;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.linearref.LengthIndexedLine;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/// What two footprints have in common.
///
/// @param areas   the polygons of the overlap
/// @param anchors where the outlines meet: crossing points, and the middles of common stretches; the
///                stretches first, then the points from west to east (south to north where equal)
record Overlap(List<Polygon> areas, List<Coordinate> anchors) {
    /// Width given to an overlap that is only a line or a point, as a share of the footprint's longer side.
    private static final double TOUCH_WIDTH = 1e-8;

    static Overlap of(Polygon first, Polygon second) {
        var common = OverlayNGRobust.overlay(first, second, OverlayNG.INTERSECTION);
        var areas = polygons(common);
        if (areas.isEmpty()) {
            var box = first.getEnvelopeInternal();
            areas = polygons(common.buffer(TOUCH_WIDTH * Math.max(box.getWidth(), box.getHeight())));
        }
        return new Overlap(areas, anchors(first, second));
    }

    static List<Polygon> polygons(Geometry shape) {
        List<Polygon> polygons = new ArrayList<>();
        for (int i = 0; i < shape.getNumGeometries(); i++) {
            if (shape.getGeometryN(i) instanceof Polygon polygon && !polygon.isEmpty()) {
                polygons.add(polygon);
            }
        }
        return polygons;
    }

    private static List<Coordinate> anchors(Polygon first, Polygon second) {
        var meeting = OverlayNGRobust.overlay(first.getBoundary(), second.getBoundary(), OverlayNG.INTERSECTION);
        List<Coordinate> stretches = new ArrayList<>();
        List<Coordinate> points = new ArrayList<>();
        for (int i = 0; i < meeting.getNumGeometries(); i++) {
            var part = meeting.getGeometryN(i);
            if (part instanceof Point point && !point.isEmpty()) {
                points.add(point.getCoordinate().copy());
            } else if (part instanceof LineString line && !line.isEmpty()) {
                stretches.add(new LengthIndexedLine(line).extractPoint(line.getLength() / 2));
            }
        }
        // The overlay gives points in the order of a hash table; this order is the one of a sorted tree.
        points.sort(Comparator.<Coordinate>comparingDouble(p -> p.x).thenComparingDouble(p -> p.y));
        stretches.addAll(points);
        return stretches;
    }

    /// The anchors of one area: those on its outline, in their order. All of them where there is one area only.
    List<Coordinate> anchorsOf(Polygon area) {
        if (areas.size() == 1) {
            return anchors;
        }
        var outline = area.getExteriorRing();
        var box = area.getEnvelopeInternal();
        var scale = Math.max(box.getWidth(), box.getHeight());
        return anchors.stream()
                .filter(anchor -> outline.distance(area.getFactory().createPoint(anchor)) <= TOUCH_WIDTH * scale)
                .toList();
    }
}
