package dev.stampede.catalog.patch;

import dev.stampede.catalog.CatalogDomain;
import dev.stampede.catalog.RasterLoader;
import dev.stampede.patcher.field.Field;
import dev.stampede.patcher.field.FieldPatcher;
import dev.stampede.raster.GeoRaster;
import java.io.IOException;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A catalog as a field: the raster of each row on the grid of its slice. Nothing is read before it is selected.
///
/// @param domain rows and resolution
/// @param loader how files become a raster
public record CatalogField(CatalogDomain domain, RasterLoader loader) implements Field<List<Integer>, List<GeoRaster>> {
    /// The rasters of rows by number.
    @Override
    public List<GeoRaster> select(SegmentAllocator allocator, List<Integer> rows) throws IOException {
        var rasters = new ArrayList<GeoRaster>(rows.size());
        for (int row : rows) {
            rasters.add(domain.load(allocator, loader, row));
        }
        return rasters;
    }

    /// One patch for each row.
    public FieldPatcher<Integer, List<Integer>> byRow() {
        var rows = IntStream.range(0, domain.catalog().size()).boxed().toList();
        return new FieldPatcher<>(List::of, rows);
    }
}
