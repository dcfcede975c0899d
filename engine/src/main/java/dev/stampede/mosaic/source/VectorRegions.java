package dev.stampede.mosaic.source;

import dev.stampede.geometry.PolygonPixels;
import dev.stampede.io.vector.VectorFeature;
import dev.stampede.io.vector.VectorFiles;
import dev.stampede.io.vector.VectorLayer;
import dev.stampede.mosaic.PixelSource;
import dev.stampede.mosaic.VectorMask;
import dev.stampede.raster.Affine;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

/// The polygons of a vector mask as regions of images: pixels whose centre is inside. With a field, those
/// whose value contains the image's name.
public final class VectorRegions {
    private final VectorMask mask;
    private final VectorLayer layer;

    /// @throws IOException    if the file cannot be read
    /// @throws UsageException if it lacks the field
    public VectorRegions(VectorMask mask) throws IOException {
        this.mask = mask;
        this.layer = VectorFiles.readFirst(mask.file());
        if (mask.field().isPresent() && !layer.fields().containsKey(mask.field().get())) {
            throw new UsageException("Field '" + mask.field().get() + "' not found in " + mask.file());
        }
    }

    /// @param name the image's name as the field has it
    /// @throws UsageException if pixels inside are meant and no polygon is the image's
    public MaskedSource.Region of(PixelSource image, String name) {
        var grid = image.affine();
        var polygons = new ArrayList<PolygonPixels>();
        for (var feature : layer.features()) {
            if (feature.geometry() != null && belongs(feature, name)) {
                add(polygons, feature.geometry(), grid);
            }
        }
        if (polygons.isEmpty() && mask.include()) {
            throw new UsageException(mask.file() + ": no polygon belongs to image '" + name + "'"
                    + mask.field().map(field -> " by its field '" + field + "'").orElse(""));
        }
        return (window, outInside) -> polygons.forEach(
                polygon -> polygon.mark(window.col(), window.row(), window.width(), window.height(), false, outInside));
    }

    private boolean belongs(VectorFeature feature, String name) {
        return mask.field().isEmpty()
                || String.valueOf(feature.fields().get(mask.field().get())).contains(name);
    }

    private void add(List<PolygonPixels> polygons, Geometry shape, Affine grid) {
        for (int i = 0; i < shape.getNumGeometries(); i++) {
            if (!(shape.getGeometryN(i) instanceof Polygon polygon)) {
                throw new UsageException(
                        mask.file() + ": holds a " + shape.getGeometryType() + "; a mask is made of polygons");
            }
            polygons.add(new PolygonPixels(
                    polygon, new PolygonPixels.Axis(grid.c(), grid.a()), new PolygonPixels.Axis(grid.f(), grid.e())));
        }
    }
}
