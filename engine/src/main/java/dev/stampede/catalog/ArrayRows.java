package dev.stampede.catalog;

import dev.stampede.io.labelled.Extent;
import dev.stampede.io.labelled.LabelledFiles;
import dev.stampede.io.raster.Reprojection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;

/// Labelled arrays as rows.
final class ArrayRows {
    private ArrayRows() {}

    /// The reference system of a file.
    static String crs(String file, String time) throws IOException {
        var extent = extent(file, time);
        if (extent.crs().isNone()) {
            throw new IOException(
                    file + ": coordinates x and y without an attribute crs; name the system of the catalog");
        }
        return extent.crs().text();
    }

    private static Extent extent(String file, String time) throws IOException {
        var variables = LabelledFiles.variables(Path.of(file));
        if (variables.isEmpty()) {
            throw new IOException(file + ": has no variable with named axes");
        }
        try {
            return Extent.of(LabelledFiles.open(Path.of(file), variables.getFirst()), time);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    static CatalogRow row(String file, String target, String time) throws IOException {
        var extent = extent(file, time);
        var own = extent.crs().isNone() ? target : extent.crs().text();
        var extras = new LinkedHashMap<String, Object>();
        extras.put("n_timesteps", (long) extent.times().size());
        extras.put("data_vars", String.join(",", LabelledFiles.variables(Path.of(file))));
        var interval = extent.times().isEmpty()
                ? TimeInterval.ALWAYS
                : new TimeInterval(Collections.min(extent.times()), Collections.max(extent.times()));
        try (var way = Reprojection.open(own, target)) {
            return new CatalogRow(
                    file, Footprints.of(way.bounds(extent.bounds())), interval, CatalogRow.Kind.XARRAY, extras);
        }
    }
}
