package dev.stampede.mosaic.seam;

import dev.stampede.geometry.MaskOutline;
import dev.stampede.io.raster.RasterFile;
import dev.stampede.io.vector.VectorLayer;
import dev.stampede.kernels.elementwise.ElementType;
import dev.stampede.kernels.matching.MaskedMoments.Plane;
import dev.stampede.kernels.matching.NoData;
import dev.stampede.mosaic.PixelSource;
import dev.stampede.mosaic.PixelTypes;
import dev.stampede.mosaic.source.MatchingKernels;
import dev.stampede.mosaic.source.TileScratch;
import dev.stampede.raster.Affine;
import dev.stampede.raster.Window;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/// The area an image covers, as one polygon in map coordinates.
final class Footprints {
    private static final long STRIP_PIXELS = 1 << 20;

    private Footprints() {}

    /// The largest region of valid pixels of band 1, edges along the pixels, holes kept. Reads strips of rows.
    /// @throws IOException    if the image cannot be read
    /// @throws UsageException if it has no valid pixel or no place on the map
    static Polygon ofPixels(RasterFile image) throws IOException {
        var info = image.info();
        var grid = info.affine()
                .orElseThrow(() -> new UsageException(image.name() + " has no geotransform: its place is unknown"));
        var outline = new MaskOutline(info.width());
        int rows = (int) Math.clamp(STRIP_PIXELS / info.width(), 1, info.height());
        try (var arena = Arena.ofConfined()) {
            var mask = arena.allocate((long) rows * info.width());
            byte[] line = new byte[info.width()];
            for (int row = 0; row < info.height(); row += rows) {
                var strip = new Window(0, row, info.width(), Math.min(rows, info.height() - row));
                image.readMask(strip, 1, mask);
                for (int i = 0; i < strip.height(); i++) {
                    long offset = (long) i * info.width();
                    MemorySegment.copy(mask, ValueLayout.JAVA_BYTE, offset, line, 0, info.width());
                    outline.addRow(line);
                }
            }
        }
        var polygon =
                outline.largest().orElseThrow(() -> new UsageException(image.name() + ": No valid EMP polygon found"));
        polygon.apply(new ToMap(grid));
        return polygon;
    }

    /// The same for an image that may be computed when read.
    /// @throws IOException    if a file cannot be read
    /// @throws UsageException if it has no valid pixel
    static Polygon ofPixels(PixelSource image, MatchingKernels kernels) throws IOException {
        var outline = new MaskOutline(image.width());
        NoData empty = PixelTypes.noData(image.info(), 0);
        int rows = (int) Math.clamp(STRIP_PIXELS / 4 / image.width(), 1, image.height());
        byte[] line = new byte[image.width()];
        for (int row = 0; row < image.height(); row += rows) {
            var strip = new Window(0, row, image.width(), Math.min(rows, image.height() - row));
            try (var scratch = TileScratch.open()) {
                var pixels = scratch.allocate(strip.pixels() * Double.BYTES, Double.BYTES);
                var valid =
                        new Plane(scratch.allocate((long) line.length * Double.BYTES, Double.BYTES), 0, line.length);
                var bytes = scratch.allocate(line.length, 1);
                image.readFirstBand(strip, pixels);
                for (int i = 0; i < strip.height(); i++) {
                    var of = new Plane(pixels, (long) i * line.length, line.length);
                    kernels.moments().markValid(of, 1, line.length, empty.value(), false, valid);
                    kernels.widening().narrow(ElementType.UINT8, valid.segment(), 0, line.length, bytes, 0);
                    MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, 0, line, 0, line.length);
                    outline.addRow(line);
                }
            }
        }
        var polygon = outline.largest()
                .orElseThrow(() -> new UsageException("image '" + image.name()
                        + "' has no valid pixel in its first band; leave it out (No valid EMP polygon found)"));
        polygon.apply(new ToMap(image.affine()));
        return polygon;
    }

    private record ToMap(Affine grid) implements CoordinateSequenceFilter {
        @Override
        public void filter(CoordinateSequence sequence, int i) {
            double col = sequence.getX(i);
            double row = sequence.getY(i);
            sequence.setOrdinate(i, CoordinateSequence.X, grid.x(col, row));
            sequence.setOrdinate(i, CoordinateSequence.Y, grid.y(col, row));
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

    /// The union of the features whose field value is contained in the image's name; its largest part.
    /// @throws UsageException if the field is missing, nothing fits, or what fits is not an area
    static Polygon ofFeatures(VectorLayer layer, Path file, String field, String image) {
        if (!layer.fields().containsKey(field)) {
            throw new UsageException("Field '" + field + "' was not found in " + file + ".");
        }
        var shapes = new ArrayList<Geometry>();
        for (var feature : layer.features()) {
            var value = feature.fields().get(field);
            if (feature.geometry() != null && value != null && image.contains(value.toString())) {
                shapes.add(feature.geometry());
            }
        }
        if (shapes.isEmpty()) {
            throw new UsageException("No polygons from " + file + " matched image '" + image
                    + "'. Expected the field value to be included in the image name.");
        }
        if (!shapes.stream().allMatch(shape -> shape instanceof Polygonal && !shape.isEmpty())) {
            throw new UsageException("Matched geometry for image '" + image + "' is not polygonal.");
        }
        return Overlap.polygons(union(shapes)).stream()
                .max(Comparator.comparingDouble(Polygon::getArea))
                .orElseThrow();
    }

    /// The union of shapes.
    static Geometry union(List<Geometry> shapes) {
        return OverlayNGRobust.union(shapes);
    }
}
