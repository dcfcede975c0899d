package dev.stampede.catalog;

import dev.stampede.raster.Bounds;
import java.util.Optional;

/// What to look for: a box, a time, both, or neither for everything. Touching edges and equal instants count.
///
/// @param bounds   the box, in `crs`
/// @param crs      reference system of the box; empty for the catalog's own
/// @param interval the time
public record CatalogQuery(Optional<Bounds> bounds, Optional<String> crs, Optional<TimeInterval> interval) {
    /// Everything.
    public static final CatalogQuery ALL = new CatalogQuery(Optional.empty(), Optional.empty(), Optional.empty());

    /// The box and time of a slice.
    public static CatalogQuery of(GeoSlice slice) {
        return new CatalogQuery(Optional.of(slice.bounds()), Optional.of(slice.crs()), Optional.of(slice.interval()));
    }

    public CatalogQuery within(Bounds box) {
        return new CatalogQuery(Optional.of(box), Optional.empty(), interval);
    }

    public CatalogQuery within(Bounds box, String boxCrs) {
        return new CatalogQuery(Optional.of(box), Optional.of(boxCrs), interval);
    }

    public CatalogQuery during(TimeInterval time) {
        return new CatalogQuery(bounds, crs, Optional.of(time));
    }
}
