package dev.stampede.patcher.geometry;

import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.Named;
import dev.stampede.patcher.Patch;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.PixelAnchor;
import dev.stampede.patcher.RasterGrid;
import dev.stampede.patcher.window.PlaneWeights;
import dev.stampede.patcher.window.WeightWindow;
import dev.stampede.raster.RasterSource;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.SegmentAllocator;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/// The pixels of a raster in polygons, a patch for each: the pixels whose centres lie inside count, the
/// others of the window around them do not. Touched pixels at the edge of the window are never cut off.
///
/// @param polygons well-known text, in the reference system of the raster
@Named("PolygonIntersection")
public record PolygonIntersection(List<String> polygons) implements Configured {
    /// @throws IllegalArgumentException naming the polygon that is none
    public PolygonIntersection {
        polygons = List.copyOf(polygons);
        for (int i = 0; i < polygons.size(); i++) {
            polygon(polygons.get(i), i);
        }
    }

    private static Geometry polygon(String text, int number) {
        try {
            var geometry = new WKTReader().read(text);
            if (geometry instanceof Polygonal && !geometry.isEmpty()) {
                return geometry;
            }
            throw new IllegalArgumentException(
                    "polygon " + number + " is a " + geometry.getGeometryType() + ", expected an area");
        } catch (ParseException e) {
            throw new IllegalArgumentException("polygon " + number + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// A polygon.
    public Geometry shape(int number) {
        return polygon(polygons.get(number), number);
    }

    /// The window of whole pixels around a polygon; empty if it lies outside the raster.
    public Optional<Window> window(int number, RasterGrid grid) {
        var box = polygon(polygons.get(number), number).getEnvelopeInternal();
        var toPixels = grid.affine().inverse();
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (double x : new double[] {box.getMinX(), box.getMaxX()}) {
            for (double y : new double[] {box.getMinY(), box.getMaxY()}) {
                left = Math.min(left, toPixels.x(x, y));
                right = Math.max(right, toPixels.x(x, y));
                top = Math.min(top, toPixels.y(x, y));
                bottom = Math.max(bottom, toPixels.y(x, y));
            }
        }
        int col = (int) Math.floor(left);
        int row = (int) Math.floor(top);
        int width = (int) Math.ceil(right) - col;
        int height = (int) Math.ceil(bottom) - row;
        return width < 1 || height < 1
                ? Optional.empty()
                : new Window(col, row, width, height).intersection(grid.window());
    }

    /// 1 where the centre of a pixel lies inside a polygon, 0 elsewhere. A centre on the border lies inside
    /// the polygon to its left and below, so that polygons that share it count it once.
    public PlaneWeights interior(int number, RasterGrid grid, Window window) {
        var locator = new IndexedPointInAreaLocator(polygon(polygons.get(number), number));
        var inside = new double[Math.multiplyExact(window.width(), window.height())];
        var affine = grid.affine();
        double nudge = 1e-9 * Math.max(affine.pixelWidth(), affine.pixelHeight());
        for (int r = 0, i = 0; r < window.height(); r++) {
            for (int c = 0; c < window.width(); c++, i++) {
                double x = affine.x(window.col() + c + 0.5, window.row() + r + 0.5);
                double y = affine.y(window.col() + c + 0.5, window.row() + r + 0.5);
                int location = locator.locate(new Coordinate(x, y));
                if (location == Location.BOUNDARY) {
                    location = locator.locate(new Coordinate(x + nudge, y + nudge * 0.5));
                }
                inside[i] = location == Location.EXTERIOR ? 0 : 1;
            }
        }
        return new PlaneWeights(window.height(), window.width(), inside);
    }

    /// Reads the patch of a polygon: weights of `base` inside, 0 outside; empty if it lies outside the
    /// raster.
    /// @throws IOException if the raster cannot be read
    public Optional<Patch> read(SegmentAllocator allocator, RasterSource source, int number, WeightWindow base)
            throws IOException {
        var grid = RasterGrid.of(source);
        var window = window(number, grid);
        if (window.isEmpty()) {
            return Optional.empty();
        }
        var w = window.get();
        var inside = interior(number, grid, w);
        var weights = base.weights(new PatchSize(w.height(), w.width()));
        var values = inside.values();
        for (int i = 0; i < values.length; i++) {
            values[i] *= weights.get(i / w.width(), i % w.width());
        }
        return Optional.of(new Patch(
                new PixelAnchor(w.row(), w.col()),
                w,
                source.read(allocator, w),
                new PlaneWeights(w.height(), w.width(), values)));
    }
}
