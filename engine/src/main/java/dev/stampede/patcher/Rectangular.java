package dev.stampede.patcher;

import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Named;
import dev.stampede.patcher.window.Weights;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Padding;
import dev.stampede.raster.RasterSource;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.SegmentAllocator;
import java.util.OptionalDouble;

/// Rectangles of pixels.
///
/// @param size     of a patch
/// @param boundary what happens at the edge of the raster
/// @param padValue what `pad` fills with; empty for the fill value of the raster, 0 if it has none
@Named("SpatialRectangular")
public record Rectangular(
        PatchSize size, @Default("\"drop\"") Boundary boundary, OptionalDouble padValue) implements Configured {
    public Rectangular(PatchSize size, Boundary boundary) {
        this(size, boundary, OptionalDouble.empty());
    }

    /// The whole window of an anchor, which may reach beyond the raster.
    public Window window(PixelAnchor anchor) {
        return new Window(anchor.col(), anchor.row(), size.cols(), size.rows());
    }

    /// The window a patch covers: the part inside under `shrink`, else the whole.
    /// @throws IllegalArgumentException naming anchor and raster if the boundary policy forbids the patch
    public Window covered(PixelAnchor anchor, RasterGrid grid) {
        var window = window(anchor);
        boolean inside = grid.window().contains(window);
        if (boundary == Boundary.RAISE && !inside) {
            throw new IllegalArgumentException("the patch of " + size + " pixels at " + anchor
                    + " reaches beyond the raster of " + grid + ", which boundary=raise refuses");
        }
        if (boundary != Boundary.SHRINK || inside) {
            return window;
        }
        return window.intersection(grid.window())
                .orElseThrow(() -> new IllegalArgumentException(
                        "the patch of " + size + " pixels at " + anchor + " lies outside the raster of " + grid));
    }

    /// Reads the patch of an anchor; bands as the raster has them.
    /// @throws IOException              if the raster cannot be read
    /// @throws IllegalArgumentException if the boundary policy forbids the patch
    public Patch read(SegmentAllocator allocator, RasterSource source, PixelAnchor anchor, Weights weights)
            throws IOException {
        var grid = RasterGrid.of(source);
        var covered = covered(anchor, grid);
        boolean inside = grid.window().contains(covered);
        GeoRaster data;
        if (inside || boundary == Boundary.DROP || boundary == Boundary.PAD && padValue.isEmpty()) {
            data = source.read(allocator, covered);
        } else if (boundary == Boundary.PAD) {
            data = padded(allocator, source, covered);
        } else {
            data = reflected(allocator, source, covered, anchor);
        }
        var counted = covered.equals(window(anchor))
                ? weights
                : weights.part(
                        covered.row() - anchor.row(), covered.col() - anchor.col(), covered.height(), covered.width());
        return new Patch(anchor, covered, data, counted);
    }

    private GeoRaster padded(SegmentAllocator allocator, RasterSource source, Window window) throws IOException {
        var shape = source.shape();
        shape[shape.length - 2] = window.height();
        shape[shape.length - 1] = window.width();
        var values = ArrayView.allocate(allocator, source.dtype(), shape);
        values.fill(padValue.getAsDouble());
        var shared = window.intersection(source.window());
        if (shared.isPresent()) {
            values.window(shared.get().relativeTo(window.col(), window.row()))
                    .copyFrom(source.read(allocator, shared.get()).values());
        }
        return new GeoRaster(
                values,
                source.affine().at(window.col(), window.row()),
                source.crs(),
                source.fill(),
                source.attributes());
    }

    private GeoRaster reflected(SegmentAllocator allocator, RasterSource source, Window window, PixelAnchor anchor)
            throws IOException {
        var inside = window.intersection(source.window());
        int rows = inside.map(Window::height).orElse(0);
        int cols = inside.map(Window::width).orElse(0);
        int top = inside.map(w -> w.row() - window.row()).orElse(0);
        int left = inside.map(w -> w.col() - window.col()).orElse(0);
        int bottom = window.height() - rows - top;
        int right = window.width() - cols - left;
        if (Math.max(top, bottom) >= rows || Math.max(left, right) >= cols) {
            throw new IllegalArgumentException("the patch of " + size + " pixels at " + anchor + " has " + rows + " x "
                    + cols + " pixels inside the raster, too few to mirror " + Math.max(top, bottom) + " rows and "
                    + Math.max(left, right) + " columns; use pad or shrink, or smaller patches");
        }
        return source.read(allocator, inside.orElseThrow())
                .pad(allocator, new Padding(top, bottom, left, right, Padding.Mode.REFLECT), OptionalDouble.empty());
    }
}
