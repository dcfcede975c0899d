package dev.stampede.catalog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.GeometryExtracter;
import org.locationtech.jts.index.strtree.STRtree;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/// Pairs of rows of two catalogs that overlap. A pair's footprint is the intersection, kept only when it is of
/// the left one's dimension (areas that only touch are no pair); its time is what both share. Its columns are
/// the left row's and, under `..._2` where the names are taken, the right row's, with `filepath_2`.
final class CatalogOverlay {
    private CatalogOverlay() {}

    static Catalog intersect(Catalog left, Catalog right, boolean spatialOnly) throws IOException {
        var others = Footprints.inSystem(right, left.crs());
        var tree = new STRtree();
        for (int i = 0; i < others.size(); i++) {
            tree.insert(others.get(i).geometry().getEnvelopeInternal(), i);
        }
        tree.build();
        var pairs = new ArrayList<CatalogRow>();
        for (var row : left) {
            for (int i : ascending(tree, row.geometry())) {
                pair(row, others.get(i), spatialOnly).ifPresent(pairs::add);
            }
        }
        return Catalog.of(left.crs(), pairs);
    }

    private static List<Integer> ascending(STRtree tree, Geometry area) {
        var found = new ArrayList<Integer>();
        tree.query(area.getEnvelopeInternal(), item -> found.add((Integer) item));
        found.sort(null);
        return found;
    }

    private static Optional<CatalogRow> pair(CatalogRow left, CatalogRow right, boolean spatialOnly) {
        var time = spatialOnly ? Optional.of(left.interval()) : left.interval().intersection(right.interval());
        if (time.isEmpty()) {
            return Optional.empty();
        }
        var shared = sameDimension(
                OverlayNGRobust.overlay(left.geometry(), right.geometry(), OverlayNG.INTERSECTION),
                left.geometry().getDimension());
        if (shared.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new CatalogRow(left.filepath(), shared, time.get(), left.kind(), bothColumns(left.extras(), right)));
    }

    /// The parts of the left one's dimension: an intersection may hold lines and points beside areas.
    private static Geometry sameDimension(Geometry shared, int dimension) {
        if (shared.getDimension() < dimension) {
            return shared.getFactory().createEmpty(dimension);
        }
        var type = switch (dimension) {
            case 2 -> Geometry.TYPENAME_POLYGON;
            case 1 -> Geometry.TYPENAME_LINESTRING;
            default -> Geometry.TYPENAME_POINT;
        };
        return shared.getFactory().buildGeometry(GeometryExtracter.extract(shared, type));
    }

    private static Map<String, Object> bothColumns(Map<String, Object> left, CatalogRow right) {
        var columns = new LinkedHashMap<>(left);
        putFree(columns, "filepath_2", right.filepath());
        right.extras().forEach((name, value) -> {
            if (columns.containsKey(name)) {
                putFree(columns, name + "_2", value);
            } else {
                columns.put(name, value);
            }
        });
        return columns;
    }

    private static void putFree(Map<String, Object> columns, String name, Object value) {
        var free = name;
        while (columns.containsKey(free)) {
            free += "_2";
        }
        columns.put(free, value);
    }
}
