package dev.stampede.operators.geom;

import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.raster.Affine;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.Crs;
import dev.stampede.raster.GeoRaster;
import java.util.List;

/// A grid without rotation that several rasters are put on, its pixels those of the first raster carried on.
record Frame(Affine affine, Crs crs, int width, int height) {
    /// Edges this close to that of a pixel, in pixels, count as on it.
    private static final double EDGE = 1e-3;

    /// A raster whose pixels are those of the frame.
    ///
    /// @param col column of the frame that its first column is
    /// @param row likewise
    record Part(GeoRaster raster, int col, int row) {
        boolean covers(int frameRow) {
            return frameRow >= row && frameRow < row + raster.height();
        }

        boolean holds(int frameCol) {
            return frameCol >= col && frameCol < col + raster.width();
        }
    }

    /// @throws OperatorTypeException if the raster is turned or upside down
    static void requireNorthUp(GeoRaster raster) {
        var a = raster.affine();
        if (!a.isAligned() || a.a() <= 0 || a.e() >= 0) {
            throw new OperatorTypeException("the raster is not north up: " + a + "; Reproject turns it");
        }
    }

    /// The pixels of `first` over all of `boxes`.
    static Frame covering(GeoRaster first, List<Bounds> boxes) {
        requireNorthUp(first);
        var a = first.affine();
        double left = 0;
        double top = 0;
        double right = first.width();
        double bottom = first.height();
        for (var box : boxes) {
            left = Math.min(left, Math.floor((box.minX() - a.c()) / a.a() + EDGE));
            right = Math.max(right, Math.ceil((box.maxX() - a.c()) / a.a() - EDGE));
            top = Math.min(top, Math.floor((box.maxY() - a.f()) / a.e() + EDGE));
            bottom = Math.max(bottom, Math.ceil((box.minY() - a.f()) / a.e() - EDGE));
        }
        return new Frame(a.at(left, top), first.crs(), Math.toIntExact((long) (right - left)), Math.toIntExact((long)
                (bottom - top)));
    }

    /// Whether a raster's pixels are those of the frame.
    boolean fits(GeoRaster raster) {
        var a = raster.affine();
        double col = (a.c() - affine.c()) / affine.a();
        double row = (a.f() - affine.f()) / affine.e();
        return a.isAligned()
                && Math.abs(a.a() / affine.a() - 1) * raster.width() <= EDGE
                && Math.abs(a.e() / affine.e() - 1) * raster.height() <= EDGE
                && Math.abs(col - Math.rint(col)) <= EDGE
                && Math.abs(row - Math.rint(row)) <= EDGE;
    }

    /// A raster that fits, in its place.
    Part place(GeoRaster raster) {
        var a = raster.affine();
        return new Part(raster, (int) Math.rint((a.c() - affine.c()) / affine.a()), (int)
                Math.rint((a.f() - affine.f()) / affine.e()));
    }

    /// The pixels of the frame that a box touches, cut to it.
    Bounds snapped(Bounds box) {
        double left = Math.clamp(Math.floor((box.minX() - affine.c()) / affine.a() + EDGE), 0, width - 1.0);
        double right = Math.clamp(Math.ceil((box.maxX() - affine.c()) / affine.a() - EDGE), left + 1, width);
        double top = Math.clamp(Math.floor((box.maxY() - affine.f()) / affine.e() + EDGE), 0, height - 1.0);
        double bottom = Math.clamp(Math.ceil((box.minY() - affine.f()) / affine.e() - EDGE), top + 1, height);
        return new Bounds(affine.x(left, top), affine.y(left, bottom), affine.x(right, bottom), affine.y(right, top));
    }
}
