package dev.stampede.patcher.field;

import dev.stampede.io.labelled.LabelledArray;
import dev.stampede.io.labelled.LabelledSource;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterSource;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.SegmentAllocator;

/// An index space and the data in it. Any number of threads may select at once.
///
/// | field | indices | data |
/// |---|---|---|
/// | [#raster] | window, which may reach beyond | carrier |
/// | [#labelled] | range of indices per axis | labelled array |
/// | [PointField] | numbers of points | points with their columns |
/// | [VectorField] | numbers of features | features |
///
/// @param <I> indices
/// @param <D> data
@FunctionalInterface
public interface Field<I, D> {
    /// The data of some indices.
    /// @param allocator owns what is read off the heap
    /// @throws IOException if it cannot be read
    D select(SegmentAllocator allocator, I indices) throws IOException;

    /// A raster in memory, in a file, in a store or on another grid.
    static Field<Window, GeoRaster> raster(RasterSource source) {
        return source::read;
    }

    /// An array with named axes. What does not fit is never read: there is no padding.
    static Field<GridBox, LabelledArray> labelled(LabelledSource source) {
        return (allocator, box) -> source.select(allocator, box.ranges());
    }
}
