package dev.stampede.mosaic.seam;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.TopologyException;
import org.locationtech.jts.triangulate.VoronoiDiagramBuilder;

/// A line through the middle of an overlap, from one meeting point of the two outlines to another.
///
/// Seeds are spread along the outline of the overlap; every edge of their Voronoi diagram is equally far from
/// two of them, so the edges inside lead along the middle. The line is the shortest way along edges.
/// Where we differ from the reference program: it cuts the diagram to a frame before it looks for the way.
///
/// @param line  the line, its ends the two meeting points
/// @param seeds the seeds, in order
record CenterLine(LineString line, List<Coordinate> seeds) {
    /// Seeds are moved by this share of the overlap's longer side, so that no four lie on one circle exactly.
    private static final double JITTER = 1e-9;

    private static final GeometryFactory GEOMETRY = new GeometryFactory();

    /// No line could be found.
    static final class NoLineException extends Exception {
        private static final long serialVersionUID = 1L;

        NoLineException(String message) {
            super(message);
        }
    }

    /// @param area      the overlap
    /// @param anchors   where the outlines meet; the line joins the first two, or with fewer the two seeds
    ///                  farthest from each other
    /// @param spacing   distance of seeds along the outline, map units
    /// @param minLength Voronoi edges shorter than this are not used, map units
    /// @throws NoLineException if the diagram has no edges, or none that join the two ends
    static CenterLine through(Polygon area, List<Coordinate> anchors, double spacing, double minLength)
            throws NoLineException {
        var seeds = RingPoints.along(area.getExteriorRing(), spacing);
        anchors.forEach(anchor -> seeds.add(anchor.copy()));
        jitter(seeds, area);
        var ends = anchors.size() >= 2 ? anchors : farthest(seeds, area);
        var path = wayInside(seeds, ends, minLength);
        if (path.isEmpty()) {
            var cut = VoronoiGraph.of(
                    minLength > 0 ? framed(seeds, area.getFactory()) : whole(diagram(seeds), area.getFactory()),
                    minLength);
            if (cut.isEmpty()) {
                throw new NoLineException("Empty Voronoi graph: no centerline could be computed for the overlap");
            }
            path = cut.shortestPath(ends.get(0), ends.get(1));
        }
        if (path.isEmpty()) {
            throw new NoLineException("no way through the Voronoi diagram joins " + text(ends.get(0)) + " and "
                    + text(ends.get(1)) + "; lower the least cut length, which is " + minLength);
        }
        List<Coordinate> line = new ArrayList<>(path.size() + 2);
        line.add(ends.get(0));
        line.addAll(path);
        line.add(ends.get(1));
        return new CenterLine(area.getFactory().createLineString(line.toArray(Coordinate[]::new)), seeds);
    }

    /// The shortest way that does not touch the frame the diagram is cut to; empty if one along the frame may be
    /// shorter. All seeds lie on the outline, so every cell reaches out of the frame, and to cut them takes
    /// longer than all the rest.
    private static List<Coordinate> wayInside(List<Coordinate> seeds, List<Coordinate> ends, double minLength) {
        var frame = frame(seeds);
        var box = new Envelope();
        seeds.forEach(box::expandToInclude);
        double margin = Math.max(box.getWidth(), box.getHeight());
        var cells = whole(diagram(seeds), GEOMETRY);
        var graph = VoronoiGraph.of(cells, frame, minLength);
        var path = graph.isEmpty() ? List.<Coordinate>of() : graph.shortestPath(ends.get(0), ends.get(1));
        if (path.isEmpty()) {
            return path;
        }
        double length = 0;
        for (int i = 1; i < path.size(); i++) {
            length += path.get(i - 1).distance(path.get(i));
        }
        double first = path.getFirst().distance(ends.get(0));
        double last = path.getLast().distance(ends.get(1));
        // A way along the frame goes across the margin twice, but for how far its ends lie outside the box.
        return first + last + length < 2 * margin && Math.max(first, last) < margin ? path : List.of();
    }

    private static VoronoiDiagramBuilder diagram(List<Coordinate> seeds) {
        var builder = new VoronoiDiagramBuilder();
        builder.setSites(seeds);
        builder.setClipEnvelope(frame(seeds));
        return builder;
    }

    /// The diagram's polygons, cut to a frame; computed anew.
    Geometry cells() {
        return framed(seeds, line.getFactory());
    }

    /// The cells cut to their frame, which they nearly all reach beyond. Cutting moves corners by a last digit
    /// here and there, and cells that no longer share them are no way: where all edges count, the way is looked
    /// for before it. Seeds along a rectangle, whose cells have nearly equal corners, may not be cut at all.
    // COMPAT: where short edges do not count, the reference's ways lead along the frame too.
    private static Geometry framed(List<Coordinate> seeds, GeometryFactory factory) {
        var builder = diagram(seeds);
        try {
            return builder.getDiagram(factory);
        } catch (TopologyException nearlyEqual) {
            return whole(builder, factory);
        }
    }

    private static Geometry whole(VoronoiDiagramBuilder builder, GeometryFactory factory) {
        return builder.getSubdivision().getVoronoiDiagram(factory);
    }

    /// The rectangle the diagram is cut to: the seeds' own, larger by its longer side all around.
    private static Envelope frame(List<Coordinate> seeds) {
        var frame = new Envelope();
        seeds.forEach(frame::expandToInclude);
        frame.expandBy(Math.max(frame.getWidth(), frame.getHeight()));
        return frame;
    }

    private static String text(Coordinate place) {
        return "(" + place.x + ", " + place.y + ")";
    }

    private static void jitter(List<Coordinate> seeds, Polygon area) {
        var box = area.getEnvelopeInternal();
        double step = JITTER * Math.max(box.getWidth(), box.getHeight());
        for (int i = 0; i < seeds.size(); i++) {
            seeds.get(i).x += (i & 1) * step;
            seeds.get(i).y += (i >> 1 & 1) * step;
        }
    }

    /// The two places farthest from each other; both lie on the convex hull.
    private static List<Coordinate> farthest(List<Coordinate> places, Polygon area) {
        MultiPoint points = area.getFactory().createMultiPointFromCoords(places.toArray(Coordinate[]::new));
        var hull = points.convexHull().getCoordinates();
        var best = List.of(hull[0], hull[hull.length - 1]);
        double most = 0;
        for (int i = 0; i < hull.length; i++) {
            for (int k = i + 1; k < hull.length; k++) {
                double distance = hull[i].distance(hull[k]);
                if (distance > most) {
                    most = distance;
                    best = List.of(hull[i], hull[k]);
                }
            }
        }
        return best;
    }
}
