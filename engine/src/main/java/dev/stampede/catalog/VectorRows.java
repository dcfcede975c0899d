package dev.stampede.catalog;

import dev.stampede.io.raster.Reprojection;
import dev.stampede.io.vector.UnreadableVectorException;
import dev.stampede.io.vector.VectorFiles;
import dev.stampede.io.vector.VectorLayer;
import dev.stampede.raster.Bounds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.locationtech.jts.geom.Envelope;

/// Vector files as rows.
final class VectorRows {
    private VectorRows() {}

    /// The first layer of a file.
    static VectorLayer layer(String file) throws IOException {
        var layer = VectorFiles.readFirst(Path.of(file));
        if (layer.crs().isEmpty()) {
            throw new UnreadableVectorException(
                    file + ": layer " + layer.name() + " has no reference system; set one with ogr2ogr -a_srs");
        }
        return layer;
    }

    static CatalogRow row(String file, String target) throws IOException {
        var layer = layer(file);
        var box = new Envelope();
        for (var feature : layer.features()) {
            if (feature.geometry() != null) {
                box.expandToInclude(feature.geometry().getEnvelopeInternal());
            }
        }
        if (box.isNull()) {
            throw new UnreadableVectorException(
                    file + ": layer " + layer.name() + " has no feature with a shape, so it lies nowhere");
        }
        var extras = new LinkedHashMap<String, Object>();
        extras.put("layer", layer.name());
        extras.put("features", (long) layer.features().size());
        try (var way = Reprojection.open(layer.crs(), target)) {
            var bounds = new Bounds(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY());
            return new CatalogRow(
                    file, Footprints.of(way.bounds(bounds)), TimeInterval.ALWAYS, CatalogRow.Kind.VECTOR, extras);
        }
    }
}
