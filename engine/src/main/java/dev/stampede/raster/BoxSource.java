package dev.stampede.raster;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SegmentAllocator;

/// A source whose array is read box by box, all its axes alike, such as a variable of a file: windows follow.
public interface BoxSource extends RasterSource {
    /// Reads a box of the array.
    /// @param start index of its first element along each axis
    /// @param size  elements along each axis; the box lies within the array
    /// @throws IOException if it cannot be read
    ArrayView readBox(SegmentAllocator allocator, int[] start, int[] size) throws IOException;

    @Override
    default GeoRaster read(SegmentAllocator allocator, Window window, int[] bands) throws IOException {
        var out = ArrayView.allocate(allocator, dtype(), sizes(window));
        var shared = window.intersection(window());
        if (shared.isEmpty() || !shared.get().equals(window)) {
            out.fill(fill().orElse(0));
        }
        if (shared.isPresent()) {
            var inside = shared.get();
            var size = sizes(inside);
            var start = new int[size.length];
            start[size.length - 2] = inside.row();
            start[size.length - 1] = inside.col();
            try (var scratch = Arena.ofConfined()) {
                out.window(inside.relativeTo(window.col(), window.row())).copyFrom(readBox(scratch, start, size));
            }
        }
        var all = new GeoRaster(out, affine().at(window.col(), window.row()), crs(), fill(), attributes());
        boolean whole = bands == null || out.rank() == 2 && bands.length == 1 && bands[0] == 0;
        return whole ? all : all.pickBands(allocator, bands);
    }

    private int[] sizes(Window window) {
        var sizes = shape();
        sizes[sizes.length - 2] = window.height();
        sizes[sizes.length - 1] = window.width();
        return sizes;
    }
}
