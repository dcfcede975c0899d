package dev.stampede.catalog;

import dev.stampede.raster.Bounds;
import dev.stampede.raster.GeoRaster;
import java.io.IOException;
import java.lang.foreign.SegmentAllocator;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;

/// A catalog as something to work through: a slice for each row, its footprint's box and its time on a grid of
/// one resolution. Each slice is loaded when its turn comes and cut into patches like any raster.
///
/// @param catalog     the rows, in their order
/// @param xResolution width of a pixel in units of the catalog's reference system
/// @param yResolution height of a pixel
public record CatalogDomain(Catalog catalog, double xResolution, double yResolution) {
    /// @throws IllegalArgumentException if a resolution is not positive
    public CatalogDomain {
        if (!(xResolution > 0 && yResolution > 0)) {
            throw new IllegalArgumentException(
                    "resolution: " + xResolution + " x " + yResolution + ", needs two positive numbers");
        }
    }

    /// The box of all rows; empty if there are none.
    public Optional<Bounds> bounds() {
        return catalog.totalBounds();
    }

    public String crs() {
        return catalog.crs();
    }

    /// A slice for each row, made when asked for.
    public List<GeoSlice> slices() {
        return new AbstractList<>() {
            @Override
            public GeoSlice get(int position) {
                var row = catalog.row(position);
                var box = row.geometry().getEnvelopeInternal();
                return new GeoSlice(
                        new Bounds(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()),
                        row.interval(),
                        xResolution,
                        yResolution,
                        catalog.crs());
            }

            @Override
            public int size() {
                return catalog.size();
            }
        };
    }

    /// The raster of one row alone, without those that overlap it.
    /// @throws IOException               if it cannot be read
    /// @throws IndexOutOfBoundsException if there is no such row
    public GeoRaster load(SegmentAllocator allocator, RasterLoader loader, int position) throws IOException {
        var row = Catalog.of(catalog.crs(), List.of(catalog.row(position)));
        return loader.load(allocator, row, slices().get(position));
    }
}
