package dev.stampede.io.raster;

import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Attributes;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.Crs;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterSource;
import dev.stampede.raster.Resampling;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SegmentAllocator;
import java.util.Optional;
import java.util.OptionalDouble;

/// A raster seen on another grid: each window reads and resamples only what of the source lies under it. Pixels
/// the source does not reach hold its fill value, `NaN` in floating-point rasters without one, else 0. GDAL places
/// pixels to an eighth of one, so values near edges of the source may differ in the last digits between windows.
public final class ReprojectingSource implements RasterSource {
    /// Source pixels beside those under a window: half the widest kernel.
    private static final int MARGIN = 4;

    private final RasterSource source;
    private final Warping.Target grid;
    private final Affine affine;
    private final Resampling resampling;

    /// @throws IllegalArgumentException if the source has a time axis
    public ReprojectingSource(RasterSource source, Warping.Target grid, Resampling resampling) {
        if (source.shape().length > 3) {
            throw new IllegalArgumentException("a raster with a time axis cannot be resampled; take one time of it");
        }
        this.source = source;
        this.grid = grid;
        this.resampling = resampling;
        var box = grid.bounds();
        this.affine = Affine.northUp(box.minX(), box.maxY(), box.width() / grid.width(), box.height() / grid.height());
    }

    @Override
    public DType dtype() {
        return source.dtype();
    }

    @Override
    public int[] shape() {
        var shape = source.shape();
        shape[shape.length - 2] = grid.height();
        shape[shape.length - 1] = grid.width();
        return shape;
    }

    @Override
    public Affine affine() {
        return affine;
    }

    @Override
    public Crs crs() {
        return grid.crs();
    }

    @Override
    public OptionalDouble fill() {
        return source.fill().isPresent() || !dtype().isFloating() ? source.fill() : OptionalDouble.of(Double.NaN);
    }

    @Override
    public Attributes attributes() {
        return source.attributes();
    }

    @Override
    public GeoRaster read(SegmentAllocator allocator, Window window, int[] bands) throws IOException {
        var box = affine.bounds(window);
        var under = under(box);
        if (under.isEmpty()) {
            return nothing(allocator, window, bands);
        }
        try (var scratch = Arena.ofConfined()) {
            var part = source.read(scratch, under.get(), bands);
            var target = new Warping.Target(grid.crs(), box, window.width(), window.height());
            var warped = Warping.onto(allocator, part.withFill(fill()), target, resampling);
            return new GeoRaster(
                    warped.values(), affine.at(window.col(), window.row()), grid.crs(), fill(), warped.attributes());
        }
    }

    private GeoRaster nothing(SegmentAllocator allocator, Window window, int[] bands) {
        var shape = source.shape();
        shape[shape.length - 2] = window.height();
        shape[shape.length - 1] = window.width();
        if (bands != null && shape.length == 3) {
            shape[0] = bands.length;
        }
        var values = ArrayView.allocate(allocator, dtype(), shape);
        values.fill(fill().orElse(0));
        return new GeoRaster(values, affine.at(window.col(), window.row()), grid.crs(), fill(), attributes());
    }

    /// The pixels of the source under a box, with a margin; empty if there are none.
    private Optional<Window> under(Bounds box) throws IOException {
        var there = grid.crs().isNone() || source.crs().isNone()
                ? box
                : Reprojection.transform(box, grid.crs(), source.crs());
        var toPixels = source.affine().inverse();
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (double x : new double[] {there.minX(), there.maxX()}) {
            for (double y : new double[] {there.minY(), there.maxY()}) {
                left = Math.min(left, toPixels.x(x, y));
                right = Math.max(right, toPixels.x(x, y));
                top = Math.min(top, toPixels.y(x, y));
                bottom = Math.max(bottom, toPixels.y(x, y));
            }
        }
        double scale = Math.max(1, (right - left) / Math.max(1, box.width() / affine.pixelWidth()));
        int margin = (int) Math.ceil(MARGIN * scale); // kernels widen where pixels become larger
        int col = clamp(Math.floor(left) - margin, source.width());
        int row = clamp(Math.floor(top) - margin, source.height());
        int endCol = clamp(Math.ceil(right) + margin, source.width());
        int endRow = clamp(Math.ceil(bottom) + margin, source.height());
        return endCol <= col || endRow <= row
                ? Optional.empty()
                : Optional.of(new Window(col, row, endCol - col, endRow - row));
    }

    private static int clamp(double pixel, int size) {
        return (int) Math.max(0, Math.min(size, pixel));
    }
}
