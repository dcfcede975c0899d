package dev.stampede.mosaic.seam;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.linearref.LengthIndexedLine;
import org.locationtech.jts.linearref.LinearLocation;
import org.locationtech.jts.linearref.LocationIndexedLine;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/// What two footprints have in common; nothing where they do not meet.
///
/// @param areas   the polygons of the overlap
/// @param anchors where the outlines meet: the middles of common stretches in the order of the first
///                outline, then crossing points in the opposite order
record Overlap(List<Polygon> areas, List<Coordinate> anchors) {
    /// Width given to an overlap that is only a line or a point, as a share of the footprint's longer side.
    private static final double TOUCH_WIDTH = 1e-8;

    static Overlap of(Polygon first, Polygon second) {
        var common = OverlayNGRobust.overlay(first, second, OverlayNG.INTERSECTION);
        if (common.isEmpty()) {
            return new Overlap(List.of(), List.of());
        }
        var areas = polygons(common);
        if (areas.isEmpty()) {
            var box = first.getEnvelopeInternal();
            areas = polygons(common.buffer(TOUCH_WIDTH * Math.max(box.getWidth(), box.getHeight())));
        }
        return new Overlap(areas.stream().map(Overlap::startedEarlier).toList(), anchors(first, second));
    }

    /// The same polygon, its outline begun one corner earlier. Seeds are counted from the first corner, so
    /// where the ring begins decides ties between equally long ways.
    // COMPAT: the overlay leaves out the very first corner of a ring and closes it at the second; the geometry
    // engine of the reference program does not.
    private static Polygon startedEarlier(Polygon area) {
        var ring = area.getExteriorRing().getCoordinates();
        var turned = new Coordinate[ring.length];
        turned[0] = ring[ring.length - 2];
        System.arraycopy(ring, 0, turned, 1, ring.length - 1);
        var holes = new LinearRing[area.getNumInteriorRing()];
        Arrays.setAll(holes, area::getInteriorRingN);
        return area.getFactory().createPolygon(area.getFactory().createLinearRing(turned), holes);
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
        var outline = first.getBoundary();
        var meeting = OverlayNGRobust.overlay(outline, second.getBoundary(), OverlayNG.INTERSECTION);
        List<LineString> lines = new ArrayList<>();
        List<Coordinate> points = new ArrayList<>();
        for (int i = 0; i < meeting.getNumGeometries(); i++) {
            var part = meeting.getGeometryN(i);
            if (part instanceof Point point && !point.isEmpty()) {
                points.add(point.getCoordinate().copy());
            } else if (part instanceof LineString line && !line.isEmpty()) {
                lines.add(line);
            }
        }
        List<Coordinate> anchors = new ArrayList<>();
        for (var line : CommonStretches.joined(lines)) {
            anchors.add(new LengthIndexedLine(line).extractPoint(line.getLength() / 2));
        }
        anchors.addAll(backwardsAlong(outline, points));
        return anchors;
    }

    // COMPAT: the geometry engine of the reference program keeps crossing points in a table whose newest entry
    // comes first, so they come in the opposite order of the first footprint's outline. The line joins the first
    // two, so the order matters as soon as there are more.
    private static List<Coordinate> backwardsAlong(Geometry outline, List<Coordinate> points) {
        record Placed(Coordinate point, LinearLocation place) {}
        var line = new LocationIndexedLine(outline);
        return points.stream()
                .map(point -> new Placed(point, line.indexOf(point)))
                .sorted(Comparator.comparing(Placed::place, LinearLocation::compareTo)
                        .reversed())
                .map(Placed::point)
                .toList();
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
