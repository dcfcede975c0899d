package dev.stampede.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.locationtech.jts.geom.Geometry;

/// One entry of a catalog.
///
/// @param filepath path or address of the data
/// @param geometry footprint in the catalog's reference system
/// @param interval time of the data
/// @param kind     what reads it
/// @param extras   further columns: text, long, double, boolean, [java.time.Instant] or `null`
public record CatalogRow(
        String filepath, Geometry geometry, TimeInterval interval, Kind kind, Map<String, Object> extras) {
    /// What reads an entry; written in lower case in files.
    public enum Kind {
        RASTER,
        VECTOR,
        XARRAY
    }

    public CatalogRow {
        extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras)); // Map.copyOf refuses null values
    }

    public static CatalogRow raster(String filepath, Geometry geometry, TimeInterval interval) {
        return new CatalogRow(filepath, geometry, interval, Kind.RASTER, Map.of());
    }
}
