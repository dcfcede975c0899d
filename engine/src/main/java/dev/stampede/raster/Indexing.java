package dev.stampede.raster;

import java.lang.foreign.SegmentAllocator;
import java.util.stream.IntStream;

/// One axis of a carrier taken in part, see [GeoRaster#isel].
record Indexing(SegmentAllocator allocator, GeoRaster raster) {
    GeoRaster take(String dim, Index index) {
        int axis = raster.dims().indexOf(dim);
        int size = raster.values().size(axis);
        return switch (index) {
            case Slice slice -> slice(dim, axis, slice.of(size), slice);
            case Index.At at -> {
                requireNotSpatial(dim);
                int which = inside(at.index(), size, dim);
                yield with(raster.values().select(axis, which), names(dim, size, which));
            }
            case Index.Pick pick -> {
                requireNotSpatial(dim);
                yield pick(
                        dim,
                        axis,
                        pick.indexes().stream()
                                .mapToInt(i -> inside(i, size, dim))
                                .toArray());
            }
        };
    }

    private GeoRaster slice(String dim, int axis, Slice.Part part, Slice slice) {
        if (part.count() == 0) {
            throw new IllegalArgumentException("slice " + slice + " of axis " + dim + " takes nothing of "
                    + raster.values().size(axis));
        }
        var view = raster.values().slice(axis, slice);
        boolean rows = dim.equals("y");
        if (!rows && !dim.equals("x")) {
            var taken = IntStream.range(0, part.count())
                    .map(i -> part.start() + i * part.step())
                    .toArray();
            return with(view, names(dim, raster.values().size(axis), taken));
        }
        var affine = rows
                ? raster.affine().at(0, part.start()).scaled(1, part.step())
                : raster.affine().at(part.start(), 0).scaled(part.step(), 1);
        return new GeoRaster(view, affine, raster.crs(), raster.fill(), raster.attributes());
    }

    private GeoRaster pick(String dim, int axis, int[] indexes) {
        var sizes = raster.shape();
        int size = sizes[axis];
        sizes[axis] = indexes.length;
        var out = ArrayView.allocate(allocator, raster.dtype(), sizes);
        for (int i = 0; i < indexes.length; i++) {
            out.select(axis, i).copyFrom(raster.values().select(axis, indexes[i]));
        }
        return with(out, names(dim, size, indexes));
    }

    private Attributes names(String dim, int size, int... taken) {
        return dim.equals("band") ? raster.attributes().pickBands(taken, size) : raster.attributes();
    }

    private GeoRaster with(ArrayView view, Attributes attributes) {
        return new GeoRaster(view, raster.affine(), raster.crs(), raster.fill(), attributes);
    }

    private static int inside(int index, int size, String dim) {
        int from0 = index < 0 ? index + size : index;
        if (from0 < 0 || from0 >= size) {
            throw new IndexOutOfBoundsException("index " + index + " of axis " + dim + ", which has " + size);
        }
        return from0;
    }

    private static void requireNotSpatial(String dim) {
        if (dim.equals("y") || dim.equals("x")) {
            throw new IllegalArgumentException("axis " + dim + " takes slices only, for a raster keeps its grid");
        }
    }
}
