package support;

import dev.stampede.catalog.Catalog;
import dev.stampede.catalog.CatalogBuilder;
import dev.stampede.catalog.FileNamePattern;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// The archive of tiles as a catalog.
public final class Archive {
    private Archive() {}

    /// A row per tile: its day and the number of the tile from the name.
    public static Catalog of(Scenes scenes) throws IOException {
        try (var files = Files.list(scenes.folder().resolve("archive"))) {
            return CatalogBuilder.create()
                    .matching(new FileNamePattern("S2_(?<date>\\d{8})_t(?<tile>\\d+)\\.tif", "%Y%m%d"))
                    .rasters(files.map(f -> f.toString()).sorted().toList());
        }
    }

    /// Footprints of the rows in pixels of a raster, each once.
    public static List<Window> footprints(Catalog catalog, GeoRaster raster) {
        var toPixels = raster.affine().inverse();
        var windows = new ArrayList<Window>();
        for (var row : catalog) {
            var box = row.geometry().getEnvelopeInternal();
            int left = (int) Math.rint(toPixels.x(box.getMinX(), box.getMaxY()));
            int top = (int) Math.rint(toPixels.y(box.getMinX(), box.getMaxY()));
            int right = (int) Math.rint(toPixels.x(box.getMaxX(), box.getMinY()));
            int bottom = (int) Math.rint(toPixels.y(box.getMaxX(), box.getMinY()));
            var window = new Window(left, top, right - left, bottom - top);
            if (!windows.contains(window)) {
                windows.add(window);
            }
        }
        return windows;
    }
}
