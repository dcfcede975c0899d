package dev.stampede.mosaic.seam;

import dev.stampede.io.vector.FieldType;
import dev.stampede.io.vector.VectorFeature;
import dev.stampede.io.vector.VectorLayer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/// The layers of the seamline file and of the file with the steps in between.
final class SeamlineLayers {
    private static final Map<String, FieldType> PAIR_FIELD = Map.of("pair_id", FieldType.TEXT);

    private SeamlineLayers() {}

    static VectorLayer seamlines(List<Seamlines.Piece> pieces, String field, String crs) {
        return new VectorLayer(
                "seamlines",
                crs,
                Map.of(field, FieldType.TEXT),
                pieces.stream()
                        .map(piece -> new VectorFeature(piece.area(), Map.of(field, piece.image())))
                        .toList());
    }

    /// Outlines, meeting points, seeds, Voronoi cells (one layer per overlap, named by its area) and lines.
    static List<VectorLayer> debug(
            List<String> names,
            List<Polygon> footprints,
            List<Overlap> overlaps,
            List<List<CenterLine>> centers,
            String field,
            String crs) {
        var factory = new GeometryFactory();
        var meetings = new ArrayList<VectorFeature>();
        var seeds = new ArrayList<VectorFeature>();
        var lines = new ArrayList<VectorFeature>();
        var cellLayers = new ArrayList<VectorLayer>();
        var taken = new HashSet<String>();
        for (int pair = 0; pair < overlaps.size(); pair++) {
            Map<String, Object> ofPair = Map.of("pair_id", Integer.toString(pair));
            var overlap = overlaps.get(pair);
            overlap.anchors().forEach(a -> meetings.add(new VectorFeature(factory.createPoint(a), ofPair)));
            for (int i = 0; i < centers.get(pair).size(); i++) {
                var center = centers.get(pair).get(i);
                center.seeds().forEach(s -> seeds.add(new VectorFeature(factory.createPoint(s), Map.of())));
                lines.add(new VectorFeature(center.line(), ofPair));
                var name = "voronoi_" + (long) overlap.areas().get(i).getArea();
                while (!taken.add(name)) {
                    name += "_" + pair;
                }
                cellLayers.add(new VectorLayer(name, crs, Map.of(), parts(center.cells())));
            }
        }
        var layers = new ArrayList<VectorLayer>();
        var outlines = IntStream.range(0, names.size())
                .mapToObj(i -> new VectorFeature(footprints.get(i), Map.of(field, names.get(i))))
                .toList();
        layers.add(new VectorLayer("emp_outline", crs, Map.of(field, FieldType.TEXT), outlines));
        layers.add(new VectorLayer("intersections", crs, PAIR_FIELD, meetings));
        layers.add(new VectorLayer("voronoi_seeds", crs, Map.of(), seeds));
        layers.addAll(cellLayers);
        layers.add(new VectorLayer("cutlines", crs, PAIR_FIELD, lines));
        return layers;
    }

    private static List<VectorFeature> parts(Geometry cells) {
        return IntStream.range(0, cells.getNumGeometries())
                .mapToObj(i -> new VectorFeature(cells.getGeometryN(i), Map.of()))
                .toList();
    }
}
